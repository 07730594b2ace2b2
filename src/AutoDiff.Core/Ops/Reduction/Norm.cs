using System.Runtime.CompilerServices;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The vector norm over axes: (Σ |x|ᵖ)¹⁄ᵖ of any order p, the largest |x| for ∞, the smallest for -∞, how many are not 0 for 0.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="order">The order p: 2 is the Euclidean norm.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <returns>0 over an empty axis.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the order is NaN.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <exception cref="ShapeException">The order is negative and a reduced axis is empty.</exception>
    /// <remarks>
    /// vjp: x̄ = ȳ sign(x) (|x|/y)ᵖ⁻¹; for ±∞, ȳ sign(x) shared evenly among ties; 0 for order 0. Where the norm or an element is 0 and
    /// there is no derivative, the gradient is 0. Numbers are scaled where a power could overflow or underflow.
    /// </remarks>
    public static Tensor<T> Norm<T>(Tensor<T> x, double order = 2, ReadOnlySpan<int> axes = default, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (double.IsNaN(order)) throw new ArgumentOutOfRangeException(nameof(order), order, "norm: the order must be a number or infinite, got NaN.");
        var reduced = ReducedAxes.Read(x.Shape, axes, keepAxes, "norm");
        if (order < 0) reduced.RequireElements(x.Shape, "norm");
        return General.Apply(new NormRule(reduced, order), x);
    }

    /// <summary>The vector norm over one axis: (Σ |x|ᵖ)¹⁄ᵖ of any order p, the largest |x| for ∞, the smallest for -∞, how many are not 0 for 0.</summary>
    /// <inheritdoc cref="Norm{T}(Tensor{T}, double, ReadOnlySpan{int}, bool)"/>
    public static Tensor<T> Norm<T>(Tensor<T> x, double order, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Norm(x, order, [axis], keepAxis);
}

internal readonly record struct NormRule(ReducedAxes Axes, double Order) : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Axes.Count(x.Shape) == 0) return Launch.Zeros<T>(Axes.Result);
        return Order switch
        {
            0 => Axes.Fold<SumFold, NonZeros, T>(default, x),
            1 => Axes.Fold<SumFold, Magnitudes, T>(default, x),
            2 => Euclid(x),
            double.PositiveInfinity => Axes.Fold<MaxFold, Magnitudes, T>(default, x),
            double.NegativeInfinity => Axes.Fold<MinFold, Magnitudes, T>(default, x),
            > 0 => Axes.Fold<SumFold, Powers, T>(new(Order), x, Axes.Fold<MaxFold, Magnitudes, T>(default, x)),
            _ => Axes.Fold<SumFold, Powers, T>(new(Order), x, Axes.Fold<MinFold, Magnitudes, T>(default, x)),
        };
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Chain(Axes.Keep(g), x, y);

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Sum(Chain(t, x, y), Axes.Axes, keepAxes: true).Reshape(Axes.Result);

    /// <summary>g ∂y/∂x, element by element.</summary>
    private Tensor<T> Chain<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Order switch
    {
        0 => Launch.Zeros<T>(x.Shape),
        1 => Tensor.Mul(g, Tensor.Sign(x)),
        2 => TensorMap.Map(default(EuclideanSlope), g, x, Axes.Keep(y)),
        double.PositiveInfinity or double.NegativeInfinity => Tensor.Mul(Tensor.Mul(g, Tensor.Sign(x)), Axes.Shares(Tensor.Abs(x.Untracked()), y)),
        _ => TensorMap.Map(new PowerSlope(Order), g, x, Axes.Keep(y)),
    };

    private Tensor<T> Euclid<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (source, lines) = Axes.Arrange(x);
        var y = Tensor<T>.Uninitialized(Axes.Result);
        Launch.Run(new EuclideanCall<T>(lines), source, y);
        return y;
    }
}

/// <summary>g x / y, but 0 where the norm y is 0.</summary>
internal readonly record struct EuclideanSlope : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N g, N x, N y) where N : IReal<N> => N.Select(N.IsEqual(y, N.Zero), N.Zero, N.Times(g, x / y));
}

/// <summary>g sign(x) (|x|/y)ᵖ⁻¹, but 0 where x or the norm y is 0.</summary>
internal readonly record struct PowerSlope(double Order) : IMap3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Value<N>(N g, N x, N y) where N : IReal<N>
    {
        var size = N.Pow(N.Abs(x) / y, N.From(Order - 1));
        return N.Select(N.IsEqual(x, N.Zero) | N.IsEqual(y, N.Zero), N.Zero, N.Times(g, N.Select(x > N.Zero, size, -size)));
    }
}

/// <summary>The Euclidean norm of each line.</summary>
internal readonly record struct EuclideanCall<T>(Lines Lines) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => Euclidean.Run<T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<T>(1, Lines.Number));
}
