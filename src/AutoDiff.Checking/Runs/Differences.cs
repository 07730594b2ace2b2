using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What differences say the Jacobian is: the slope of ⟨u, F(x + t v)⟩ at t = 0 for every row u and column v.</summary>
internal static class Differences
{
    private const int FewestSteps = 5;

    public static NumericSlope[,] Jacobian<T>(Subject<T> subject, Probe[] rows, Probe[] columns, double[][] scales) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var jacobian = new NumericSlope[rows.Length, columns.Length];
        if (rows.Length == 0) return jacobian;
        var center = subject.Value([.. subject.Inputs]);
        for (var c = 0; c < columns.Length; c++)
        {
            // An eighth of the scale, as a power of two: so that stepping forth and back rounds alike. Directions are stretched already.
            var reach = columns[c].IsEntry ? scales[columns[c].Part][columns[c].Entry] : 1;
            var first = double.ScaleB(1, Math.ILogB(reach) - 3);
            var slopes = Along(subject, rows, columns[c], first, Array.ConvertAll(center, Numbers.Of));
            for (var r = 0; r < rows.Length; r++) jacobian[r, c] = slopes[r];
        }

        return jacobian;
    }

    private static NumericSlope[] Along<T>(Subject<T> subject, Probe[] rows, Probe column, double first, double[][] center) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var epsilon = Numbers.Epsilon<T>();

        // Finer steps drown in rounding: ε / 2⁻¹² is still far below √ε for double, ε / 2⁻⁷ for float.
        var mostSteps = epsilon < 1e-10 ? 12 : 7;
        double[][] plus = [.. rows.Select(_ => new double[mostSteps])], minus = [.. rows.Select(_ => new double[mostSteps])];
        var slopes = new NumericSlope[rows.Length];
        var input = Numbers.Of(subject.Inputs[column.Part]);
        for (var steps = 1; steps <= mostSteps; steps++)
        {
            var h = double.ScaleB(first, 1 - steps);
            Sample(subject, rows, column, input, h, plus, steps - 1);
            Sample(subject, rows, column, input, -h, minus, steps - 1);
            if (steps < FewestSteps) continue;
            var isSettled = true;
            for (var r = 0; r < rows.Length; r++)
            {
                var y = center[rows[r].Part];
                slopes[r] = Extrapolation.Run(rows[r].Dot(y), first, plus[r].AsSpan(0, steps), minus[r].AsSpan(0, steps), rows[r].Magnitude(y), epsilon);
                isSettled &= slopes[r].Kind == SlopeKind.Smooth && slopes[r].Error <= 1e-2 * Math.Sqrt(epsilon) * Math.Max(Math.Abs(slopes[r].Value), 1e-3 * slopes[r].Natural);
            }

            if (isSettled) break;
        }

        return slopes;
    }

    private static void Sample<T>(Subject<T> subject, Probe[] rows, Probe column, double[] input, double t, double[][] samples, int at)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var moved = new double[input.Length];
        for (var i = 0; i < moved.Length; i++) moved[i] = input[i] + t * column.Values[i];
        Tensor<T>[] inputs = [.. subject.Inputs];
        inputs[column.Part] = Numbers.ToTensor<T>(moved, inputs[column.Part].Shape);
        var ys = Array.ConvertAll(subject.Value(inputs), Numbers.Of);
        for (var r = 0; r < rows.Length; r++) samples[r][at] = rows[r].Dot(ys[rows[r].Part]);
    }
}
