using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>One check of a function from beginning to end.</summary>
internal sealed class Checker<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Tensor<T>[], Tensor<T>> _f;
    private readonly Tensor<T>[] _xs;
    private readonly Context<T> _context;

    public Checker(Func<Tensor<T>[], Tensor<T>> f, CheckOptions options, Tensor<T>[] xs, string op, string[] names)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(xs);
        if (xs.Length == 0) throw new ArgumentException("check: at least one input is required, got none.", nameof(xs));
        options.Validate();
        _f = f;
        _xs = Array.ConvertAll(xs, x => x?.Detach() ?? throw new ArgumentNullException(nameof(xs)));
        _context = new Context<T>(options, new CheckReport(options.Op ?? op, names, Array.ConvertAll(_xs, x => x.Shape), options));
    }

    public CheckReport Run()
    {
        var before = Array.ConvertAll(_xs, Numbers.Of);
        Check(Subject<T>.Function(_f, _xs));
        Repeatability.OfInputs(_xs, before, _context);
        if (!_context.Report.Passed) _context.Report.Operations = RecordedOperations.Of(_f, _xs);
        return _context.Report;
    }

    private void Check(Subject<T> f)
    {
        var (options, report) = (_context.Options, _context.Report);
        if (!Repeatability.OfValue(f, _context) || !Repeatability.OfGradient(f, _context)) return;
        var reverse = !options.Laws || Linearity.Holds(f, CheckMode.Reverse, _context);
        var forward = options.Forward && (!options.Laws || Linearity.Holds(f, CheckMode.Forward, _context));
        (reverse, forward) = new SubjectCheck<T>(f, _context).Run(reverse, forward);
        if (options.Laws)
        {
            // A mode that threw is not asked again.
            if (!report.HasFailed(1, "reverse", CheckLaw.Evaluation))
            {
                if (forward || (options.Forward && report.HasFailed(1, "forward", CheckLaw.Differences))) DotProduct.Compare(f, _context);
                TaylorRemainder.Compare(f, null, _context.Vectors(f.Results), _context);
                if (reverse) Strides.Compare(f, forward, _context);
            }
        }

        // The derivative of a wrong derivative says nothing more.
        var (gradient, tangent) = (f, f);
        for (var order = 2; order <= options.Order && (reverse || forward); order++)
        {
            if (reverse)
            {
                var u = _context.Vectors(gradient.Results);
                gradient = gradient.Gradient(u, [.. report.InputNames]);
                var isRight = new SubjectCheck<T>(gradient, _context).Run(reverse: true, forward);
                reverse = isRight.Reverse;
                if (options.Laws && isRight.Forward) DotProduct.Compare(gradient, _context);
                if (options.Laws && order == 2 && report.IsSmooth(2, "reverse over reverse")) TaylorRemainder.Compare(f, gradient, u, _context);
            }

            if (!forward) continue;
            tangent = tangent.Tangent(_context.Vectors(tangent.Shapes, tangent.Scales));
            forward = new SubjectCheck<T>(tangent, _context).Run(reverse, forward: true).Forward;
        }
    }
}
