using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>The same inputs give the same values and gradients, with a tape and without, and are left as they were.</summary>
internal static class Repeatability
{
    /// <summary>Twice without a tape must be the same to the last bit; with a tape, to rounding.</summary>
    public static bool OfValue<T>(Subject<T> subject, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[][] first = Array.ConvertAll(subject.Value(subject.Inputs), Numbers.Of), second = Array.ConvertAll(subject.Value(subject.Inputs), Numbers.Of), recorded;
        using (var tape = Tape.Start(higherOrder: true))
            recorded = Array.ConvertAll(subject.Record(tape, Array.ConvertAll(subject.Inputs, tape.Variable)), Numbers.Of);

        var message = "";
        for (var k = 0; k < first.Length; k++)
        {
            if (!Numbers.AreSame(first[k], second[k])) message = "The value differs from one evaluation to the next.";
            else if (!AreNear(first[k], recorded[k], context.Judgement.OfSums(Numbers.Largest(first[k])))) message = "The value differs with and without a tape.";
        }

        return Tell(context, 0, CheckMode.Value, "value", message, "Look for randomness or state in the function; seed a generator inside it.");
    }

    /// <summary>Two replays of the same tape must give the same to the last bit.</summary>
    public static bool OfGradient<T>(Subject<T> subject, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var u = context.Vectors(subject.Results);
        if (context.Attempt(subject, CheckMode.Reverse, () => Derivatives.Vjps(subject, [u, u])) is not { } vjps) return false;
        var isSame = true;
        for (var k = 0; k < subject.Inputs.Length; k++) isSame &= Numbers.AreSame(vjps[0][k], vjps[1][k]);
        return Tell(context, subject.Order, CheckMode.Reverse, "reverse", isSame ? "" : "The gradient differs from one replay to the next.", "Look for randomness or state in a rule.");
    }

    /// <summary>Every input still has the values that it had before.</summary>
    public static void OfInputs<T>(Tensor<T>[] inputs, double[][] before, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var k = 0; k < inputs.Length; k++)
        {
            var isSame = Numbers.AreSame(before[k], Numbers.Of(inputs[k]));
            context.Note(CheckLaw.Purity, 0, CheckMode.Value, "value", isSame ? CheckVerdict.Passed : CheckVerdict.Failed, k);
            if (!isSame)
            {
                context.Report.Add(new CheckDiagnosis(
                    Mistake.ChangesInput, 0, "value", k, $"The function or one of its rules wrote to {context.Report.InputNames[k]}.", "Tensors must not change: compute a new one."));
            }
        }
    }

    private static bool Tell<T>(Context<T> context, int order, CheckMode mode, string path, string message, string remedy) where T : unmanaged, IFloatingPointIeee754<T>
    {
        context.Note(CheckLaw.Repeatability, order, mode, path, message.Length == 0 ? CheckVerdict.Passed : CheckVerdict.Failed);
        if (message.Length > 0) context.Report.Add(new CheckDiagnosis(Mistake.NotRepeatable, order, path, -1, message, remedy));
        return message.Length == 0;
    }

    private static bool AreNear(double[] a, double[] b, double tolerance)
    {
        if (a.Length != b.Length) return false;
        for (var i = 0; i < a.Length; i++)
        {
            if (!Numbers.AreNear(a[i], b[i], tolerance)) return false;
        }

        return true;
    }
}
