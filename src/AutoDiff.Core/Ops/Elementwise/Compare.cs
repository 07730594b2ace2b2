namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Mask: a = b, element by element; false where either is NaN. No derivative.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Equal<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => ToMask(Elementwise.Map(default(EqualRule), a.Untracked(), b.Untracked()));

    /// <summary>Mask: a &gt; b, element by element; false where either is NaN. No derivative.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Greater<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => ToMask(Elementwise.Map(default(GreaterRule), a.Untracked(), b.Untracked()));

    /// <summary>Mask: a &lt; b, element by element; false where either is NaN. No derivative.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Less<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => ToMask(Elementwise.Map(default(LessRule), a.Untracked(), b.Untracked()));

    /// <summary>Mask: a ≥ b, element by element; false where either is NaN. No derivative.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> GreaterOrEqual<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => ToMask(Elementwise.Map(default(GreaterOrEqualRule), a.Untracked(), b.Untracked()));

    /// <summary>Mask: a ≤ b, element by element; false where either is NaN. No derivative.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> LessOrEqual<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => ToMask(Elementwise.Map(default(LessOrEqualRule), a.Untracked(), b.Untracked()));

    /// <summary>Mask: a ≠ b, element by element; true where either is NaN. No derivative.</summary>
    /// <inheritdoc cref="Equal{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> NotEqual<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T> => Not(Equal(a, b));

    /// <summary>Mask: the mask does not hold.</summary>
    public static Tensor<bool> Not(Tensor<bool> mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var elements = mask.ToArray();
        for (var i = 0; i < elements.Length; i++) elements[i] = !elements[i];
        return new Tensor<bool>(elements, mask.Shape);
    }

    /// <summary>a where the mask holds, else b. The side not taken has no influence, in the derivative too.</summary>
    /// <param name="mask">A shape that broadcasts with the others.</param>
    /// <param name="a">Taken where the mask holds.</param>
    /// <param name="b">Taken elsewhere.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <remarks>ā = where(mask, ȳ, 0), b̄ = where(mask, 0, ȳ). An adjoint of exactly 0 stays 0: where(x &gt; 0, √x, 0) has gradient 0, not NaN, at x &lt; 0.</remarks>
    public static Tensor<T> Where<T>(Tensor<bool> mask, Tensor<T> a, Tensor<T> b) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(mask);
        return Elementwise.Map(default(WhereRule), FromMask<T>(mask), a, b);
    }

    /// <summary>A mask as numbers: 1 where it holds, else 0.</summary>
    public static Tensor<T> FromMask<T>(Tensor<bool> mask) where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(mask);
        var holds = mask.Contiguous().Span;
        var elements = new T[holds.Length];
        for (var i = 0; i < elements.Length; i++) elements[i] = holds[i] ? T.One : T.Zero;
        return new Tensor<T>(elements, mask.Shape);
    }

    private static Tensor<bool> ToMask<T>(Tensor<T> numbers) where T : unmanaged, INumberBase<T>
    {
        var values = numbers.Span;
        var mask = new bool[values.Length];
        for (var i = 0; i < mask.Length; i++) mask[i] = values[i] != T.Zero;
        return new Tensor<bool>(mask, numbers.Shape);
    }
}
