using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What differences say the Jacobian is: the slope of ⟨u, F(x + t v)⟩ at t = 0 for every row u and column v.</summary>
internal sealed class Differences<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int FewestSteps = 5;
    private const double Eighth = 1.0 / 8;

    private readonly Subject<T> _subject;
    private readonly Probe[] _rows;
    private readonly double _epsilon = Numbers.Epsilon<T>();
    private readonly double _leastNormal = Numbers.LeastNormal<T>();
    private readonly double[]?[] _noiseMove;
    private readonly double[] _noise;

    public Differences(Subject<T> subject, Probe[] rows, Random random)
    {
        (_subject, _rows) = (subject, rows);
        _noiseMove = [.. subject.Scales.Select(scale => Noise.Move(scale.Length, scale, random))];
        _noise = MeasureNoise(1);
    }

    /// <summary>Finer steps drown in rounding: ε / 2⁻¹² is still far below √ε for double, ε / 2⁻⁷ for float.</summary>
    private int MostSteps => _epsilon < 1e-10 ? 12 : 7;

    public NumericSlope[,] Jacobian(Probe[] columns)
    {
        var jacobian = new NumericSlope[_rows.Length, columns.Length];
        for (var c = 0; c < columns.Length && _rows.Length > 0; c++)
        {
            var slopes = Slopes(columns[c]);
            for (var r = 0; r < slopes.Length; r++) jacobian[r, c] = slopes[r];
        }

        return jacobian;
    }

    /// <summary>The slopes of every row along a column, with finer and coarser steps where the first do not settle.</summary>
    public NumericSlope[] Slopes(Probe column) => Slopes(Move(column), First(column));

    /// <summary>The slopes of every row along a move of the inputs that is stretched by their scale.</summary>
    /// <param name="move">How each input moves; null for one that does not.</param>
    public NumericSlope[] Slopes(double[]?[] move) => Slopes(move, Eighth);

    /// <summary>The slopes along a column by finer and coarser steps than the usual ones.</summary>
    public IEnumerable<NumericSlope[]> OtherSlopes(Probe column)
    {
        var move = Move(column);
        foreach (var other in OtherSteps(move, First(column))) yield return Along(move, other, NoiseAt(other, First(column)));
    }

    /// <summary>The value of every row at x + t · move.</summary>
    public double[] Sample(double[]?[] move, double t)
    {
        var inputs = (Tensor<T>[])_subject.Inputs.Clone();
        for (var part = 0; part < inputs.Length; part++)
        {
            if (move[part] is not { } direction) continue;
            var moved = (double[])_subject.Points[part].Clone();
            for (var i = 0; i < moved.Length; i++) moved[i] += t * direction[i];
            inputs[part] = Numbers.ToTensor<T>(moved, inputs[part].Shape);
        }

        try
        {
            return Rows(Array.ConvertAll(_subject.Value(inputs), Numbers.Of));
        }
        catch (ArgumentException)
        {
            // A function that guards its domain was asked beyond its end, where there is nothing to compare with.
            return Rows(Array.ConvertAll(_subject.Results, shape => Enumerable.Repeat(double.NaN, shape.Size).ToArray()));
        }
    }

    /// <summary>An eighth of the scale, as a power of two: so that stepping forth and back rounds alike. Directions are stretched by the scale already.</summary>
    private double First(Probe column) => column.IsEntry ? Eighth * _subject.Scales[column.Part][column.Entry] : Eighth;

    private double[]?[] Move(Probe column)
    {
        var move = new double[_subject.Inputs.Length][];
        move[column.Part] = column.Values;
        return move;
    }

    /// <summary>What bends or breaks within the step may be straight within a finer one; log(1e-12) asks for steps that are lost on exp(1e-12).</summary>
    private static IEnumerable<double> OtherSteps(double[]?[] move, double first)
    {
        yield return double.ScaleB(first, -9);
        var coarse = double.ScaleB(1, -6 - Math.ILogB(move.Max(part => part is null ? 0 : Numbers.Largest(part))));
        if (first < coarse) yield return coarse;
    }

    private NumericSlope[] Slopes(double[]?[] move, double first)
    {
        var slopes = Along(move, first, _noise);
        foreach (var other in OtherSteps(move, first))
        {
            if (Array.TrueForAll(slopes, slope => slope.Kind == SlopeKind.Smooth && slope.Error <= 1e-3 * Math.Max(Math.Abs(slope.Value), 1e-2 * slope.Natural))) break;
            var others = Along(move, other, NoiseAt(other, first));
            for (var r = 0; r < slopes.Length; r++) slopes[r] = IsBetter(others[r], slopes[r]) ? others[r] : slopes[r];
        }

        return slopes;
    }

    private static bool IsBetter(NumericSlope other, NumericSlope slope) => other.Kind == SlopeKind.Smooth
        && (slope.Kind == SlopeKind.Smooth ? other.Error < slope.Error : other.Error <= 1e-3 * Math.Max(Math.Abs(other.Value), 1e-2 * other.Natural));

    private NumericSlope[] Along(double[]?[] move, double first, double[] noise)
    {
        var center = Rows(_subject.Values);
        double[][] plus = [.. _rows.Select(_ => new double[MostSteps])], minus = [.. _rows.Select(_ => new double[MostSteps])];
        var slopes = new NumericSlope[_rows.Length];
        for (var steps = 1; steps <= MostSteps; steps++)
        {
            var h = double.ScaleB(first, 1 - steps);
            double[] up = Sample(move, h), down = Sample(move, -h);
            for (var r = 0; r < _rows.Length; r++) (plus[r][steps - 1], minus[r][steps - 1]) = (up[r], down[r]);
            if (steps != FewestSteps && steps != MostSteps) continue;
            for (var r = 0; r < _rows.Length; r++)
            {
                // A value of zero has a size too: that of numbers whose last digits underflow.
                var magnitude = Math.Max(_rows[r].Magnitude(_subject.Values[_rows[r].Part]), _leastNormal / (_epsilon * _epsilon));

                // 8 roundings of the value are allowed for where fewer were measured.
                var rounding = Math.Max(8 * _epsilon * magnitude, 4 * noise[r]) + _leastNormal;
                slopes[r] = NumericSlope.Of(center[r], first, plus[r].AsSpan(0, steps), minus[r].AsSpan(0, steps), rounding, magnitude, _epsilon);
            }

            if (Array.TrueForAll(slopes, slope => slope.IsSettled(_epsilon))) break;
        }

        return slopes;
    }

    /// <summary>The noise for steps of another size: where sums swallow the last digits of an input, a function is a staircase whose steps are seen from afar only.</summary>
    private double[] NoiseAt(double step, double first) => [.. MeasureNoise(step / first).Zip(_noise, Math.Max)];

    /// <summary>Along a random move of all inputs at once, on one side, so that a kink at the point itself is not taken for noise.</summary>
    private double[] MeasureNoise(double stretch)
    {
        var noise = new double[_rows.Length];
        if (noise.Length == 0) return noise;
        var samples = new double[Noise.Points][];
        for (var k = 0; k < samples.Length; k++) samples[k] = Sample(_noiseMove, (k + 1) * stretch * Noise.Spacing(_epsilon));
        Span<double> values = stackalloc double[Noise.Points];
        for (var r = 0; r < noise.Length; r++)
        {
            for (var k = 0; k < samples.Length; k++) values[k] = samples[k][r];
            noise[r] = Noise.Of(values);
        }

        return noise;
    }

    private double[] Rows(double[][] values)
    {
        var rows = new double[_rows.Length];
        for (var r = 0; r < rows.Length; r++) rows[r] = _rows[r].Dot(values[_rows[r].Part]);
        return rows;
    }
}
