using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Checking;

public static partial class Generate
{
    /// <summary>Random programs in which operations of your own stand among those of the library.</summary>
    /// <param name="mostSteps">How many steps at most.</param>
    /// <param name="own">Names and operations, from any tensor with elements of a size near 1 to a tensor; about every third step is one of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are to be no steps.</exception>
    /// <example><code>
    /// Prop.ForAll(Generate.Programs(6, ("my_op", MyOp)), program =&gt; Check.Gradients(program.Run, program.Input).ThrowIfFailed()).QuickCheckThrowOnFailure();
    /// </code></example>
    public static Arbitrary<RandomProgram> Programs(int mostSteps, params (string Name, Func<Tensor<double>, Tensor<double>> Operation)[] own)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mostSteps);
        ArgumentNullException.ThrowIfNull(own);
        const int Choices = 11;
        var library = Gen.Choose(0, RandomProgram.Operations - 1);
        var operation = own.Length == 0 ? library : Gen.Frequency((2, library), (1, Gen.Choose(RandomProgram.Operations, RandomProgram.Operations + own.Length - 1)));
        var step = from which in operation
                   from a in Gen.Choose(0, Choices)
                   from b in Gen.Choose(0, Choices)
                   from axis in Gen.Choose(0, Choices)
                   select new ProgramStep(which, a, b, axis);
        var inputs = Tensors(new Domain(-1, 1), mostAxes: 2);
        var generator = inputs.Generator.Where(x => x.Length > 0);
        return Arb.From(
            from input in generator
            from count in Gen.Choose(1, mostSteps)
            from steps in step.ArrayOf(count)
            select new RandomProgram(input, steps, own),
            program => program.Smaller(inputs.Shrinker));
    }
}
