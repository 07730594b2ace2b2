namespace AutoDiff.Checking;

/// <summary>Laws of elementwise rules, which can be evaluated for every kind of number.</summary>
internal static class ElementwiseLaws
{
    /// <summary>h of the complex step: its square vanishes beside 1, itself is far from the least number.</summary>
    private const double Step = 1.0 / (1L << 60);

    private const double Nearby = 1e-4;

    /// <summary>
    /// Im f(x + ih) / h against the stated derivative, to more digits than differences offer: a formula that loses digits to cancellation shows.
    /// </summary>
    /// <param name="value">The rule at complex numbers.</param>
    /// <param name="subject">The rule at tensors.</param>
    /// <param name="context">Takes the findings.</param>
    public static void CompareComplexStep(Func<ComplexNumber[], ComplexNumber> value, Subject<double> subject, Context<double> context)
    {
        try
        {
            Compare(CheckLaw.ComplexStep, subject, context, (input, point) =>
            {
                ComplexNumber[] z = [.. point.Select((x, k) => new ComplexNumber(x, k == input ? Step : 0))];
                return value(z).Imaginary / Step;
            });
        }
        catch (NotSupportedException)
        {
            // A special function within the rule: the other laws remain.
        }
    }

    /// <summary>The derivative that dual numbers take from the value of a rule against the one that it states.</summary>
    /// <param name="byDual">The rule with its derivative taken by dual numbers.</param>
    /// <param name="subject">The rule with its stated derivative.</param>
    /// <param name="context">Takes the findings.</param>
    public static void CompareDualNumbers(Func<Tensor<double>[], Tensor<double>> byDual, Subject<double> subject, Context<double> context)
    {
        var length = subject.Results[0].Size;
        var ones = Tensor.Ones<double>([length]);
        Compare(CheckLaw.DualNumbers, subject, context, (input, point) =>
        {
            var dual = Subject<double>.Function(byDual, [.. point.Select(x => Tensor.Scalar(x))]);
            return Derivatives.Vjps(dual, [[Tensor.Scalar(1.0)]])[0][input][0];
        });
    }

    /// <summary>Entry by entry, at inputs broadcast to the result.</summary>
    private static void Compare(CheckLaw law, Subject<double> subject, Context<double> context, Func<int, double[], double> expected)
    {
        var result = subject.Results[0];
        var places = Array.ConvertAll(subject.Shapes, shape => Places.Broadcast(shape, result)!);
        Tensor<double>[] spread = [.. subject.Points.Select((x, k) => Tensor.From(Array.ConvertAll(places[k], place => x[place]), result))];
        var flat = subject.At(spread);
        var vjp = Derivatives.Vjps(flat, [[Tensor.Ones<double>(result)]])[0];
        var (isRight, report) = (true, context.Report);
        for (var k = 0; k < spread.Length; k++)
        {
            for (var i = 0; i < result.Size; i++)
            {
                double[] point = [.. flat.Points.Select(x => x[i])];
                var due = expected(k, point);
                if (!double.IsFinite(due)) continue;

                // A few digits for rounding; where the derivative crosses zero, what a change of the inputs in their last digits makes of it.
                var near = expected(k, Array.ConvertAll(point, x => x * (1 + Nearby)));
                var tolerance = 1e-11 * Math.Abs(due) + 64 * context.Judgement.Epsilon * (double.IsFinite(near) ? Math.Abs(near - due) / Nearby : 0);
                var isNear = Numbers.AreNear(vjp[k][i], due, tolerance);

                // Where the value has a kink the branches continue themselves, and a convention may say something else.
                var isKink = !isNear && context.Report.Findings.Any(finding => finding.Verdict == CheckVerdict.Kink && finding.Order == 1 && finding.Input == k);
                isRight &= isNear || isKink;
                report.Add(new CheckFinding(
                    report.Op, law, 1, CheckMode.Reverse, "reverse", isNear ? CheckVerdict.Passed : isKink ? CheckVerdict.Kink : CheckVerdict.Failed, k,
                    report.InputNames[k] + Probe.IndexText(result, i), "y" + Probe.IndexText(result, i), vjp[k][i], due, 0, tolerance));
            }
        }

        // What differences see too was diagnosed there.
        if (!isRight && !report.HasFailed(1, "reverse", CheckLaw.Differences))
        {
            report.Add(new CheckDiagnosis(
                Mistake.LosesDigits, 1, "reverse", -1, "The derivative is right to the digits that differences offer, and wrong in those below: it loses them to cancellation.",
                "Write it without a difference of nearly equal numbers: 4e/(1 + e)^2 with e = exp(-2|x|), not 1 - y^2, for tanh."));
        }
    }
}
