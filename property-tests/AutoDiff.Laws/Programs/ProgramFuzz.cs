using AutoDiff.Checking;

namespace AutoDiff.Laws;

/// <summary>Random programs, once on tensors and once element by element on <see cref="Var{T}"/>, have the same value and gradient.</summary>
/// <remarks>Every so many of them also agree with differences, in forward mode, in second order, and compiled bit for bit.</remarks>
public class ProgramFuzz
{
    private const int Programs = 10_000;

    // Ten steps of operations of size near 1 lose a few hundred roundings.
    private const double Tolerance = 1e-10;

    [Fact]
    public void Tensors_and_scalars_agree() => Law.Holds(TensorProgram.Arbitrary(), Agree, Programs);

    [Fact]
    public void Compiled_programs_repeat_them_bit_for_bit()
        => Law.Holds(TensorProgram.Arbitrary(), program =>
        {
            var (x, other) = (program.Input, (program with { Seed = program.Seed + 1 }).Input);
            var parameter = new Parameter<double>(x);
            var step = Compile.Gradients((Tensor<double> shift) => program.Run(parameter.Value + shift), [parameter]);
            var value = Compile.Function((Tensor<double> z) => program.Run(z));
            _ = (step.Run(Tensor.Scalar(0.0)), value.Run(x));
            parameter.Set(other);
            var gradient = step.Run(Tensor.Scalar(0.25))[parameter];
            var (expected, due) = Differentiate.ValueAndGradient(z => program.Run(z + Tensor.Scalar(0.25)), other);
            Law.SameBits(expected, Tensor.Scalar(step.Value));
            Law.SameBits(due, gradient);
            Law.SameBits(program.Run(other), value.Run(other));
        }, Programs / 10);

    [Fact]
    public void Programs_agree_with_differences()
        => Law.Holds(TensorProgram.Arbitrary(), program =>
            Check.Gradients(program.Run, program.Input, new CheckOptions { Op = "program", Order = 1, MaxEntries = 0, Directions = 1, Seed = program.Seed }).ThrowIfFailed(), Programs / 10);

    [Fact]
    public void Second_order_agrees_with_scalars()
        => Law.Holds(TensorProgram.Arbitrary(6), program =>
        {
            var (x, v) = (program.Input, new Data(program.Seed).Of(program.Axes, 1));
            using var tape = Tape.Start(higherOrder: true);
            var leaves = Array.ConvertAll(x.ToArray(), tape.Variable);
            var y = program.Run(new ScalarArray(program.Axes, leaves));
            var gradient = tape.Gradients(y, Targets(leaves), graph: true, Unreached.Zero);
            Var<double> slope = 0.0;
            for (var k = 0; k < leaves.Length; k++) slope += gradient[leaves[k]] * v.ToArray()[k];
            var product = tape.Gradients(slope, Targets(leaves), graph: false, Unreached.Zero);
            var expected = Tensor.From(Array.ConvertAll(leaves, leaf => product[leaf].Value), program.Axes);
            Law.Near(expected, Differentiate.HessianVector(program.Run, x, v), 1e-8);
        }, Programs / 10);

    private static Target<double>[] Targets(Var<double>[] leaves) => Array.ConvertAll(leaves, leaf => (Target<double>)leaf);

    private static void Agree(TensorProgram program)
    {
        var x = program.Input;
        var (value, gradient) = Differentiate.ValueAndGradient(program.Run, x);
        using var tape = Tape.Start();
        var leaves = Array.ConvertAll(x.ToArray(), tape.Variable);
        var y = program.Run(new ScalarArray(program.Axes, leaves));
        Law.Near(Tensor.Scalar(y.Value), value, Tolerance);
        var expected = tape.Gradients(y, Targets(leaves), graph: false, Unreached.Zero);
        Law.Near(Tensor.From(Array.ConvertAll(leaves, leaf => expected[leaf].Value), program.Axes), gradient, Tolerance);
        if (program.Seed % 10 != 0) return;
        var v = new Data(program.Seed).Of(program.Axes, 1);
        Law.Near(Law.Inner(gradient, v), Differentiate.Jvp(program.Run, x, v).Jvp, Tolerance);
    }
}
