using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>What the rules say the Jacobian is: ⟨u, J v⟩ for every row u and column v.</summary>
internal static class Derivatives
{
    /// <summary>A replay in reverse for every row.</summary>
    public static double[,] Reverse<T>(Subject<T> subject, Probe[] rows, Probe[] columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var jacobian = new double[rows.Length, columns.Length];
        using var tape = Tape.Start(higherOrder: true);
        var leaves = Array.ConvertAll(subject.Inputs, tape.Variable);
        var targets = Array.ConvertAll(leaves, leaf => (Target<T>)leaf);
        var ys = subject.Record(tape, leaves);
        for (var r = 0; r < rows.Length; r++)
        {
            var y = ys[rows[r].Part];
            var gradients = tape.Gradients(y, targets, Numbers.ToTensor<T>(rows[r].Values, y.Shape), graph: false, Unreached.Zero);
            var values = new double[leaves.Length][];
            for (var k = 0; k < values.Length; k++) values[k] = Numbers.Of(gradients[k]);
            for (var c = 0; c < columns.Length; c++) jacobian[r, c] = columns[c].Dot(values[columns[c].Part]);
        }

        return jacobian;
    }

    /// <summary>A replay forward for every column.</summary>
    public static double[,] Forward<T>(Subject<T> subject, Probe[] rows, Probe[] columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var jacobian = new double[rows.Length, columns.Length];
        using var tape = Tape.Start(higherOrder: true);
        var leaves = Array.ConvertAll(subject.Inputs, tape.Variable);
        var ys = subject.Record(tape, leaves);
        using var pause = tape.Pause();
        for (var c = 0; c < columns.Length; c++)
        {
            var x = leaves[columns[c].Part];
            var tangents = tape.Tangents<T>(ys, [(x, Numbers.ToTensor<T>(columns[c].Values, x.Shape))]);
            var values = Array.ConvertAll(tangents, Numbers.Of);
            for (var r = 0; r < rows.Length; r++) jacobian[r, c] = rows[r].Dot(values[rows[r].Part]);
        }

        return jacobian;
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
}
