using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>One check from beginning to end.</summary>
internal sealed class Checker<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Tensor<T>[], Tensor<T>> _f;
    private readonly CheckOptions _options;
    private readonly Tensor<T>[] _xs;
    private readonly double[][] _before;
    private readonly Random _random;
    private readonly Judgement _judgement;

    public Checker(Func<Tensor<T>[], Tensor<T>> f, CheckOptions options, Tensor<T>[] xs)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(xs);
        if (xs.Length == 0) throw new ArgumentException("check: at least one input is required, got none.", nameof(xs));
        options.Validate();
        (_f, _options) = (f, options);
        _xs = Array.ConvertAll(xs, x => x?.Detach() ?? throw new ArgumentNullException(nameof(xs)));
        _before = Array.ConvertAll(_xs, Numbers.Of);
        _random = new Random(options.Seed);
        var epsilon = Numbers.Epsilon<T>();
        _judgement = new Judgement(options.Tolerance ?? Math.Sqrt(epsilon), epsilon);
        Report = new CheckReport(options.Op, Array.ConvertAll(_xs, x => x.Shape));
    }

    public CheckReport Report { get; }

    public CheckReport Run()
    {
        CheckDerivatives();
        for (var k = 0; k < _xs.Length; k++)
        {
            if (Numbers.AreSame(_before[k], Numbers.Of(_xs[k]))) Note(CheckLaw.Purity, 0, CheckMode.Value, CheckVerdict.Passed, k, "");
            else Note(CheckLaw.Purity, 0, CheckMode.Value, CheckVerdict.Failed, k, $"input {k} was changed by the function or its rules; tensors must not be written to.");
        }

        return Report;
    }

    private void CheckDerivatives()
    {
        var subject = Subject<T>.Function(_f, _xs);
        if (!IsRepeatable(subject)) return;
        CheckOrder(subject, _options.Forward);

        // The derivative of a wrong gradient says nothing more; neither does a forward pass through a wrong jvp.
        if (_options.Order == 2 && !Report.HasFailed(1, CheckMode.Reverse))
        {
            var u = Numbers.ToTensor<T>(Probe.Direction(subject.Results[0].Size, null, _random), subject.Results[0]);
            CheckOrder(Subject<T>.Gradient(_f, _xs, u), _options.Forward && !Report.HasFailed(1, CheckMode.Forward));
        }
    }

    private void CheckOrder(Subject<T> subject, bool forward)
    {
        var scales = Array.ConvertAll(_before, Numbers.Scale);
        var columns = Probe.Of(subject.Shapes, scales, _options, _random);
        var rows = Probe.Of(subject.Results, null, _options, _random);
        var reverse = Attempt(subject, CheckMode.Reverse, () => Derivatives.Reverse(subject, rows, columns));
        if (reverse is null) return;
        if (!Numbers.AreSame([.. reverse.Cast<double>()], [.. Derivatives.Reverse(subject, rows, columns).Cast<double>()]))
        {
            Note(CheckLaw.Repeatability, subject.Order, CheckMode.Reverse, CheckVerdict.Failed, -1, "the gradient differs from one replay to the next: a rule uses randomness or keeps state.");
            return;
        }

        var comparison = new Comparison<T>(subject, rows, columns, Differences.Jacobian(subject, rows, columns, scales), _judgement, Report);
        comparison.Compare(CheckMode.Reverse, reverse);
        if (!forward) return;
        if (Attempt(subject, CheckMode.Forward, () => Derivatives.Forward(subject, rows, columns)) is not { } tangents) return;
        comparison.Compare(CheckMode.Forward, tangents);
        DotProduct.Compare(subject, scales, _random, _judgement, Report);
    }

    private double[,]? Attempt(Subject<T> subject, CheckMode mode, Func<double[,]> derivative)
    {
        try
        {
            return derivative();
        }
        catch (NotSupportedException exception) when (mode == CheckMode.Forward)
        {
            Note(CheckLaw.Evaluation, subject.Order, mode, CheckVerdict.Unsupported, -1, exception.Message);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or ArithmeticException or IndexOutOfRangeException or NotSupportedException)
        {
            Note(CheckLaw.Evaluation, subject.Order, mode, CheckVerdict.Failed, -1, $"{exception.GetType().Name}: {exception.Message}");
            if (Diagnosis.OfException(exception, subject.Shapes, subject.Results[0]) is { } diagnosis)
                Report.Diagnose($"({ReportText.Mode(subject.Order, mode)}) {diagnosis}");
        }

        return null;
    }

    /// <summary>Twice without a tape must be the same to the last bit; with a tape, to rounding.</summary>
    private bool IsRepeatable(Subject<T> subject)
    {
        double[] first = Numbers.Of(subject.Value([.. _xs])[0]), second = Numbers.Of(subject.Value([.. _xs])[0]);
        using var tape = Tape.Start(higherOrder: true);
        var recorded = Numbers.Of(subject.Record(tape, Array.ConvertAll(_xs, tape.Variable))[0]);
        var largest = first.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
        var isSame = Numbers.AreSame(first, second);
        var isSameRecorded = first.Length == recorded.Length
            && first.Zip(recorded).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= _judgement.OfSums(largest));
        var message = !isSame ? "the value differs from one evaluation to the next: randomness or state; seed it inside the function."
            : !isSameRecorded ? "the value differs with and without a tape." : "";
        Note(CheckLaw.Repeatability, 0, CheckMode.Value, message.Length == 0 ? CheckVerdict.Passed : CheckVerdict.Failed, -1, message);
        return message.Length == 0;
    }

    private void Note(CheckLaw law, int order, CheckMode mode, CheckVerdict verdict, int input, string message)
        => Report.Add(new CheckFinding(_options.Op, law, order, mode, verdict, input, "", "", 0, 0, 0, message));
}
