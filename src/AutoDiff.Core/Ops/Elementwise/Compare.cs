namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Mask: a = b, element by element; false where either is NaN. No derivative.</summary>
    /// <param name="a">Any shape.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>The broadcast shape.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    public static Tensor<bool> Equal<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, INumber<T> => Compare<Equal, T>(a, b, "equal");

    /// <summary>Mask: a ≠ b, element by element; true where either is NaN. No derivative.</summary>
    /// <inheritdoc cref="Equal{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> NotEqual<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, INumber<T> => Compare<NotEqual, T>(a, b, "not_equal");

    /// <summary>Mask: a &gt; b, element by element; false where either is NaN. No derivative.</summary>
    /// <inheritdoc cref="Equal{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> Greater<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, INumber<T> => Compare<Greater, T>(a, b, "greater");

    /// <summary>Mask: a &lt; b, element by element; false where either is NaN. No derivative.</summary>
    /// <inheritdoc cref="Equal{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> Less<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, INumber<T> => Compare<Less, T>(a, b, "less");

    /// <summary>Mask: a ≥ b, element by element; false where either is NaN. No derivative.</summary>
    /// <inheritdoc cref="Equal{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> GreaterOrEqual<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, INumber<T> => Compare<GreaterOrEqual, T>(a, b, "greater_or_equal");

    /// <summary>Mask: a ≤ b, element by element; false where either is NaN. No derivative.</summary>
    /// <inheritdoc cref="Equal{T}(Tensor{T}, Tensor{T})"/>
    public static Tensor<bool> LessOrEqual<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, INumber<T> => Compare<LessOrEqual, T>(a, b, "less_or_equal");

    /// <summary>A mask as numbers: 1 where it holds, else 0.</summary>
    public static Tensor<T> FromMask<T>(Tensor<bool> mask) where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(mask);
        var y = Tensor<T>.Uninitialized(mask.Shape);
        Launch.Run(new FromMaskCall<T>(mask.Length), mask.Contiguous(), y);
        return y;
    }

    private static Tensor<bool> Compare<C, T>(Tensor<T> a, Tensor<T> b, string op) where C : struct, IComparison where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var shape = Shape.Broadcast(a.Shape, b.Shape, op);
        var mask = Tensor<bool>.Uninitialized(shape);
        Launch.Run(new CompareCall<C, T>(shape, Elementwise.StridesFor(a, shape), Elementwise.StridesFor(b, shape)), a, b, mask);
        return mask;
    }
}

/// <summary>Operands: a and b with strides, mask.</summary>
internal readonly record struct CompareCall<C, T>(Shape Shape, int[]? A, int[]? B) : ICall where C : struct, IComparison where T : unmanaged, INumber<T>
{
    public void Run(in Buffers buffers)
        => Masks.Compare<C, T>(new(ref buffers.Start<T>(0), Shape.Axes, A), new(ref buffers.Start<T>(1), Shape.Axes, B), buffers.Span<bool>(2, Shape.Size));
}

/// <summary>Operands: mask, numbers.</summary>
internal readonly record struct FromMaskCall<T>(int Length) : ICall where T : unmanaged, INumberBase<T>
{
    public void Run(in Buffers buffers) => Masks.ToNumbers(buffers.Span<bool>(0, Length), buffers.Span<T>(1, Length));
}
