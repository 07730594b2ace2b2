namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The product of two tensors summed over the last axes of the one and the first of the other.</summary>
    /// <param name="a">Shape [..., s₁, ..., sₖ].</param>
    /// <param name="b">Shape [s₁, ..., sₖ, ...].</param>
    /// <param name="axes">How many axes are summed; 0 gives the outer product.</param>
    /// <returns>The axes of a and then those of b that are left.</returns>
    /// <exception cref="ShapeException">There are fewer axes, or those to be summed differ in length.</exception>
    /// <remarks>One matrix product; the derivative is that of the product.</remarks>
    public static Tensor<T> TensorDot<T>(Tensor<T> a, Tensor<T> b, int axes = 2) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (axes < 0 || axes > a.Rank || axes > b.Rank) throw new ShapeException($"tensordot: {axes} axes cannot be summed of shapes {a.Shape} and {b.Shape}.");
        return TensorDot(a, b, [.. Enumerable.Range(a.Rank - axes, axes)], [.. Enumerable.Range(0, axes)]);
    }

    /// <summary>The product of two tensors summed over pairs of axes.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">Any shape.</param>
    /// <param name="aAxes">The axes of a that are summed; negative ones count from the end.</param>
    /// <param name="bAxes">The axis of b that belongs to each of them.</param>
    /// <returns>The axes of a and then those of b that are left, in their order.</returns>
    /// <exception cref="ShapeException">Axes that belong together differ in length.</exception>
    /// <exception cref="ArgumentException">There are not as many axes of a as of b, or one occurs twice.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>One matrix product; the derivative is that of the product.</remarks>
    public static Tensor<T> TensorDot<T>(Tensor<T> a, Tensor<T> b, ReadOnlySpan<int> aAxes, ReadOnlySpan<int> bAxes) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (aAxes.Length != bAxes.Length)
            throw new ArgumentException($"tensordot: as many axes of a as of b are required, got [{string.Join(", ", aAxes.ToArray())}] and [{string.Join(", ", bAxes.ToArray())}].", nameof(bAxes));

        // The axes of a are numbered on, then those of b; a pair shares its number.
        var (left, right) = (Enumerable.Range(0, a.Rank).ToArray(), Enumerable.Range(a.Rank, b.Rank).ToArray());
        var summed = new HashSet<int>();
        for (var k = 0; k < aAxes.Length; k++)
        {
            var (i, j) = (a.Shape.Axis(aAxes[k], "tensordot"), b.Shape.Axis(bAxes[k], "tensordot"));
            if (a.Shape[i] != b.Shape[j]) throw new ShapeException($"tensordot: axis {aAxes[k]} of shape {a.Shape} and axis {bAxes[k]} of shape {b.Shape} must agree.");
            if (!summed.Add(i) || right[j] < a.Rank) throw new ArgumentException($"tensordot: an axis occurs twice in [{string.Join(", ", aAxes.ToArray())}] or [{string.Join(", ", bAxes.ToArray())}].", nameof(aAxes));
            right[j] = i;
        }

        return Contraction.Product(new Indexed<T>(a, left), new Indexed<T>(b, right), index => !summed.Contains(index)).X;
    }
}
