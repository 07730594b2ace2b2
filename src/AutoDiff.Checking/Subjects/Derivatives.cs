using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What the rules say the Jacobian is: ⟨u, J v⟩ for every row u and column v.</summary>
internal static class Derivatives
{
    /// <summary>By the given mode.</summary>
    public static double[,] Of<T>(Subject<T> subject, CheckMode mode, Probe[] rows, Probe[] columns) where T : unmanaged, IFloatingPointIeee754<T>
        => mode == CheckMode.Reverse ? Reverse(subject, rows, columns) : Forward(subject, rows, columns);

    /// <summary>Jᵀ u for each u, given for all parts of the value: a replay in reverse for each.</summary>
    public static double[][][] Vjps<T>(Subject<T> subject, IReadOnlyList<Tensor<T>[]> us) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = Tape.Start(higherOrder: true);
        var leaves = Array.ConvertAll(subject.Inputs, tape.Variable);
        var targets = Array.ConvertAll(leaves, leaf => (Target<T>)leaf);
        var ys = subject.Record(tape, leaves);
        var results = new (Tensor<T>, Tensor<T>)[ys.Length];
        var vjps = new double[us.Count][][];
        for (var r = 0; r < vjps.Length; r++)
        {
            for (var k = 0; k < ys.Length; k++) results[k] = (ys[k], us[r][k]);
            var gradients = tape.Gradients<T>(results, targets, graph: false, Unreached.Zero);
            vjps[r] = new double[leaves.Length][];
            for (var k = 0; k < leaves.Length; k++) vjps[r][k] = Numbers.Of(gradients[k]);
        }

        return vjps;
    }

    /// <summary>J v for each v, given for all inputs: a replay forward for each.</summary>
    /// <exception cref="NotSupportedException">A custom operation states no jvp.</exception>
    public static double[][][] Jvps<T>(Subject<T> subject, IReadOnlyList<Tensor<T>[]> vs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = Tape.Start(higherOrder: true);
        var leaves = Array.ConvertAll(subject.Inputs, tape.Variable);
        var ys = subject.Record(tape, leaves);
        using var pause = tape.Pause();
        var sources = new (Tensor<T>, Tensor<T>)[leaves.Length];
        var jvps = new double[vs.Count][][];
        for (var c = 0; c < jvps.Length; c++)
        {
            for (var k = 0; k < leaves.Length; k++) sources[k] = (leaves[k], vs[c][k]);
            jvps[c] = Array.ConvertAll(tape.Tangents<T>(ys, sources), Numbers.Of);
        }

        return jvps;
    }

    /// <summary>Jᵀ u or J v for each vector, by the given mode.</summary>
    public static double[][][] Carry<T>(Subject<T> subject, CheckMode mode, IReadOnlyList<Tensor<T>[]> vectors) where T : unmanaged, IFloatingPointIeee754<T>
        => mode == CheckMode.Reverse ? Vjps(subject, vectors) : Jvps(subject, vectors);

    /// <summary>How far each entry of Jᵀ u or J v is off by rounding, measured at vectors about u: what is linear may be looked at far and wide.</summary>
    public static double[][] Noise<T>(Subject<T> subject, CheckMode mode, Tensor<T>[] u, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        const double Spacing = 1.0 / 16;

        // Along one move rounding may happen to go in step; along three it does not.
        const int Moves = 3;
        double[][]? noise = null;
        for (var trial = 0; trial < Moves; trial++)
        {
            var move = Array.ConvertAll(u, x => Numbers.ToTensor<T>(Checking.Noise.Move(x.Length, Numbers.Scale(Numbers.Of(x)), context.Random), x.Shape));
            var samples = Carry(subject, mode, [.. Enumerable.Range(1, Checking.Noise.Points).Select(k => u.Zip(move, (x, step) => x + step * (k * Spacing)).ToArray())]);
            noise ??= Array.ConvertAll(samples[0], part => new double[part.Length]);
            for (var part = 0; part < noise.Length; part++)
            {
                for (var i = 0; i < noise[part].Length; i++) noise[part][i] = Math.Max(noise[part][i], Checking.Noise.Of(Array.ConvertAll(samples, sample => sample[part][i])));
            }
        }

        return noise!;
    }

    /// <summary>True where the tape knows a path from the input to a result, whatever the rules on it say.</summary>
    public static bool HasPath<T>(Subject<T> subject, int input) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = Tape.Start(higherOrder: true);
        var leaves = Array.ConvertAll(subject.Inputs, tape.Variable);
        foreach (var y in subject.Record(tape, leaves))
        {
            if (!y.IsTracked) continue;
            try
            {
                _ = tape.Gradients(y, [leaves[input]], Tensor.Ones<T>(y.Shape));
                return true;
            }
            catch (InvalidOperationException)
            {
                // The tape refuses a target that was not reached.
            }
        }

        return false;
    }

    /// <summary>A probe as a vector over all tensors: zeros but in its part.</summary>
    public static Tensor<T>[] Spread<T>(Probe probe, Shape[] shapes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var parts = new Tensor<T>[shapes.Length];
        for (var k = 0; k < parts.Length; k++) parts[k] = k == probe.Part ? Numbers.ToTensor<T>(probe.Values, shapes[k]) : Tensor.Zeros<T>(shapes[k]);
        return parts;
    }

    private static double[,] Reverse<T>(Subject<T> subject, Probe[] rows, Probe[] columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var vjps = Vjps(subject, Array.ConvertAll(rows, row => Spread<T>(row, subject.Results)));
        var jacobian = new double[rows.Length, columns.Length];
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < columns.Length; c++) jacobian[r, c] = columns[c].Dot(vjps[r][columns[c].Part]);
        }

        return jacobian;
    }

    private static double[,] Forward<T>(Subject<T> subject, Probe[] rows, Probe[] columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var jvps = Jvps(subject, Array.ConvertAll(columns, column => Spread<T>(column, subject.Shapes)));
        var jacobian = new double[rows.Length, columns.Length];
        for (var c = 0; c < columns.Length; c++)
        {
            for (var r = 0; r < rows.Length; r++) jacobian[r, c] = rows[r].Dot(jvps[c][rows[r].Part]);
        }

        return jacobian;
    }
}
