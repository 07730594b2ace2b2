using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What every part of a check needs.</summary>
internal sealed class Context<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public Context(CheckOptions options, CheckReport report)
    {
        (Options, Report) = (options, report);
        Judgement = new Judgement(options.Tolerance, Numbers.Epsilon<T>(), Numbers.LeastNormal<T>());
        Random = new Random(options.Seed);
    }

    public CheckOptions Options { get; }

    public CheckReport Report { get; }

    public Judgement Judgement { get; }

    public Random Random { get; }

    /// <summary>Random vectors over tensors of some shapes.</summary>
    public Tensor<T>[] Vectors(Shape[] shapes, double[][]? scales = null)
        => [.. shapes.Select((shape, k) => Numbers.ToTensor<T>(Probe.Direction(shape.Size, scales?[k], Random), shape))];

    /// <summary>A comparison that is about no single entry.</summary>
    public void Note(CheckLaw law, int order, CheckMode mode, string path, CheckVerdict verdict, int input = -1, string message = "")
        => Report.Add(new CheckFinding(Report.Op, law, order, mode, path, verdict, input, "", "", 0, 0, 0, 0, message));

    /// <summary>Compares two numbers that a law says are equal.</summary>
    public bool Compare(CheckLaw law, int order, CheckMode mode, string path, string of, double analytic, double expected, double tolerance, int input = -1)
    {
        var isRight = Numbers.AreNear(analytic, expected, tolerance);
        var verdict = isRight ? CheckVerdict.Passed : CheckVerdict.Failed;
        Report.Add(new CheckFinding(Report.Op, law, order, mode, path, verdict, input, input < 0 ? "" : Report.InputNames[input], of, analytic, expected, 0, tolerance));
        return isRight;
    }

    /// <summary>Evaluates derivatives; what a rule throws is a finding.</summary>
    public R? Attempt<R>(Subject<T> subject, CheckMode mode, Func<R> derivative) where R : class
    {
        var path = PathText.Of(mode, subject.Path);
        try
        {
            return derivative();
        }
        catch (NotSupportedException exception) when (mode == CheckMode.Forward || subject.Path.Contains("forward", StringComparison.Ordinal))
        {
            Note(CheckLaw.Evaluation, subject.Order, mode, path, CheckVerdict.Unsupported, -1, exception.Message);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or ObjectDisposedException))
        {
            Note(CheckLaw.Evaluation, subject.Order, mode, path, CheckVerdict.Failed, -1, exception.Message);
            Report.Add(Thrown.Diagnose(exception, subject.Order, path, subject.Shapes, subject.Results[0], Report.InputNames));
        }

        return null;
    }
}
