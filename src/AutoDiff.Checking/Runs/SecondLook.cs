using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Looks again at what seems wrong, before it is called so: at other steps, at the rounding of the rule itself, and at whether there is a derivative at all.</summary>
internal sealed class SecondLook<T>(Comparison comparison, Subject<T> subject, Differences<T> differences, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many random sums of slopes are looked at.</summary>
    private const int Sums = 3;

    public void Run()
    {
        if (subject.Order > 1) AtRounding();
        if (comparison.Has(CheckVerdict.Failed)) AtOtherSteps();
        if (comparison.Has(CheckVerdict.Failed)) AtNoise();
        if (comparison.Has(CheckVerdict.Failed)) AtSmoothness();
    }

    /// <summary>
    /// A higher derivative that is zero but for the rounding of the terms in it, which are as large as the function over its inputs, says nothing:
    /// a rule that makes it exactly zero is right too.
    /// </summary>
    private void AtRounding()
    {
        foreach (var (r, c) in Failed())
        {
            var (row, column) = (comparison.Rows[r], comparison.Columns[c]);
            var step = column.IsEntry ? subject.Scales[column.Part][column.Entry] : 1;
            var tolerance = comparison.Tolerances[r, c] + 64 * context.Judgement.Epsilon * row.Magnitude(subject.Naturals[row.Part]) / step;
            if (Math.Abs(comparison.Analytic[r, c] - comparison.Slopes[r, c].Value) <= tolerance) comparison.Set(r, c, CheckVerdict.Inconclusive, tolerance);
        }
    }

    /// <summary>Where the rule agrees with differences at another step, the differences disagree with each other: a staircase of rounding, a fine ripple.</summary>
    private void AtOtherSteps()
    {
        for (var c = 0; c < comparison.Columns.Length; c++)
        {
            if (!Failed().Any(at => at.Column == c)) continue;
            foreach (var others in differences.OtherSlopes(comparison.Columns[c]))
            {
                foreach (var (r, _) in Failed().Where(at => at.Column == c))
                {
                    var isEntry = comparison.Rows[r].IsEntry && comparison.Columns[c].IsEntry;
                    var (verdict, tolerance) = context.Judgement.Of(comparison.Analytic[r, c], others[r], comparison.Largest[comparison.Columns[c].Part], isEntry);
                    if (others[r].Kind == SlopeKind.Smooth && verdict != CheckVerdict.Failed) comparison.Set(r, c, CheckVerdict.Inconclusive, tolerance);
                }
            }
        }
    }

    /// <summary>
    /// Where the values of a rule scatter as much as they are off, digits are lost, which differences cannot tell from a mistake. Near small
    /// inputs, and at higher orders, they may scatter from afar only: 1 + x does not see the last digits of x.
    /// </summary>
    private void AtNoise()
    {
        double[][] move = Array.ConvertAll(subject.Scales, scale => Noise.Move(scale.Length, scale, context.Random));
        var (spacing, size) = (Noise.Spacing(context.Judgement.Epsilon), move.Max(part => Numbers.Largest(part)));
        var spacings = new List<double> { spacing };
        if (size < 1) spacings.Add(spacing / size);
        if (subject.Order > 1) spacings.Add(1.0 / 64);
        foreach (var t in spacings) AtNoise(move, t);
    }

    private void AtNoise(double[][] move, double spacing)
    {
        var samples = new double[Noise.Points][,];
        for (var k = 0; k < samples.Length; k++)
        {
            var t = (k + 1) * spacing;
            var moved = subject.Points.Select((x, part) => Numbers.ToTensor<T>([.. x.Zip(move[part], (element, step) => element + t * step)], subject.Shapes[part]));
            samples[k] = Derivatives.Of(subject.At([.. moved]), comparison.Mode, comparison.Rows, comparison.Columns);
        }

        foreach (var (r, c) in Failed())
        {
            var tolerance = comparison.Tolerances[r, c] + 16 * Noise.Of(Array.ConvertAll(samples, sample => sample[r, c]));
            if (Math.Abs(comparison.Analytic[r, c] - comparison.Slopes[r, c].Value) <= tolerance) comparison.Set(r, c, CheckVerdict.Inconclusive, tolerance);
        }
    }

    /// <summary>
    /// A derivative is linear: the slope along a sum of moves is the sum of the slopes. Where it is not, as in the middle of three equal elements
    /// that are sorted, each slope may look smooth and there is no derivative all the same.
    /// </summary>
    private void AtSmoothness()
    {
        var known = new Dictionary<string, (double[] Weights, NumericSlope[] Base, NumericSlope[] Sum)[]>();
        foreach (var r in Failed().Select(at => at.Row).Distinct().ToArray())
        {
            // Columns at a kink of their own are known as such and left out.
            var smooth = Enumerable.Range(0, comparison.Columns.Length).Where(c => comparison.Slopes[r, c].Kind == SlopeKind.Smooth).ToArray();
            var key = string.Join(',', smooth);
            if (!known.TryGetValue(key, out var sums)) known[key] = sums = [.. Enumerable.Range(0, Sums).Select(_ => Along(smooth))];
            if (sums.All(sum => IsSum(r, smooth, sum.Weights, sum.Base[r], sum.Sum[r]))) continue;
            foreach (var (_, c) in Failed().Where(at => at.Row == r).ToArray()) comparison.Set(r, c, CheckVerdict.Kink, comparison.Tolerances[r, c]);
        }
    }

    private bool IsSum(int r, int[] columns, double[] weights, NumericSlope rest, NumericSlope sum)
    {
        if (rest.Kind != SlopeKind.Smooth || sum.Kind != SlopeKind.Smooth) return false;
        var (expected, slack) = (rest.Value, 4 * (rest.Error + sum.Error) + context.Judgement.Relative * Math.Abs(rest.Value));
        foreach (var c in columns)
        {
            var slope = comparison.Slopes[r, c];
            expected += weights[c] * slope.Value;
            slack += Math.Abs(weights[c]) * (4 * slope.Error + context.Judgement.Relative * Math.Abs(slope.Value));
        }

        return Math.Abs(sum.Value - expected) <= slack;
    }

    /// <summary>The slopes along some columns with random weights, added to the rest: nothing where the columns are all entries, else a direction that is none of them.</summary>
    private (double[] Weights, NumericSlope[] Base, NumericSlope[] Sum) Along(int[] columns)
    {
        var isByEntry = Array.TrueForAll(comparison.Columns, column => column.IsEntry);
        double[][] rest = [.. subject.Scales.Select(scale => isByEntry ? new double[scale.Length] : Probe.Direction(scale.Length, scale, context.Random))];
        double[][] sum = Array.ConvertAll(rest, part => (double[])part.Clone());
        var weights = new double[comparison.Columns.Length];
        foreach (var c in columns)
        {
            var column = comparison.Columns[c];
            weights[c] = Probe.Direction(1, [column.IsEntry ? subject.Scales[column.Part][column.Entry] : 1], context.Random)[0];
            for (var i = 0; i < column.Values.Length; i++) sum[column.Part][i] += weights[c] * column.Values[i];
        }

        return (weights, differences.Slopes(rest), differences.Slopes(sum));
    }

    private IEnumerable<(int Row, int Column)> Failed()
    {
        for (var r = 0; r < comparison.Rows.Length; r++)
        {
            for (var c = 0; c < comparison.Columns.Length; c++)
            {
                if (comparison.Verdicts[r, c] == CheckVerdict.Failed) yield return (r, c);
            }
        }
    }
}
