namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The tensors side by side: vectors joined end to end, all others along axis 1.</summary>
    /// <param name="xs">At least one; a scalar counts as a vector of one element.</param>
    /// <exception cref="ShapeException">The other axes differ, or there is no tensor.</exception>
    public static Tensor<T> HStack<T>(params ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        var parts = AtLeast(xs, 1);
        return Concat<T>(parts, parts.Length > 0 && parts[0].Rank > 1 ? 1 : 0);
    }

    /// <summary>The tensors one below the other, along axis 0; a vector is a row.</summary>
    /// <param name="xs">At least one; a scalar counts as a row of one element.</param>
    /// <exception cref="ShapeException">The other axes differ, or there is no tensor.</exception>
    public static Tensor<T> VStack<T>(params ReadOnlySpan<Tensor<T>> xs) where T : unmanaged => Concat<T>(AtLeast(xs, 2), 0);

    /// <summary>The tensors with leading axes of length 1 where they have fewer axes.</summary>
    private static Tensor<T>[] AtLeast<T>(ReadOnlySpan<Tensor<T>> xs, int rank) where T : unmanaged
    {
        var parts = xs.ToArray();
        for (var k = 0; k < parts.Length; k++)
        {
            ArgumentNullException.ThrowIfNull(parts[k], nameof(xs));
            while (parts[k].Rank < rank) parts[k] = parts[k].Unsqueeze(0);
        }

        return parts;
    }
}
