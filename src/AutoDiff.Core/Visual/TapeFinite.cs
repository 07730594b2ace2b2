using System.Numerics;

namespace AutoDiff;

public sealed partial class Tape
{
    /// <summary>The first recorded operation whose result holds a NaN or an infinity, in words: where a training that broke began to.</summary>
    /// <returns>Node, operation, inputs and shape as in <see cref="Listing()"/>; null where every tensor is finite. Single scalars are not looked at.</returns>
    /// <exception cref="ObjectDisposedException">The tape was disposed.</exception>
    public string? FirstNotFinite()
    {
        CloseRuns();
        var nodes = Store.Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Node.Output is not { } y || !(HasNotFinite<float>(y) || HasNotFinite<double>(y))) continue;
            var line = TapeLine.Read(_root, adjoints: null).Find(line => line.Reference == $"%{i}")!;
            return $"{line.Reference} {line.Op}({string.Join(", ", line.Inputs.Select(x => x.Text))}) of shape {line.Shape}";
        }

        return null;
    }

    private static bool HasNotFinite<T>(Tensor y) where T : unmanaged, IFloatingPointIeee754<T>
        => y is Tensor<T> tensor && Array.Exists(tensor.ToArray(), x => !T.IsFinite(x));
}
