namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The largest elements so far along an axis and their positions; NaN from the first NaN on.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <returns>Both of the shape of x. At a tie, and among NaNs, the position is that of the last.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <remarks>vjp: each ȳ goes to the position that it was taken from.</remarks>
    public static (Tensor<T> Values, Tensor<int> Indices) CumMax<T>(Tensor<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
        => CumExtreme<GreaterOrEqual, T>(x, axis, "cummax");

    /// <summary>The smallest elements so far along an axis and their positions; NaN from the first NaN on.</summary>
    /// <inheritdoc cref="CumMax{T}(Tensor{T}, int)"/>
    public static (Tensor<T> Values, Tensor<int> Indices) CumMin<T>(Tensor<T> x, int axis) where T : unmanaged, IFloatingPointIeee754<T>
        => CumExtreme<LessOrEqual, T>(x, axis, "cummin");

    private static (Tensor<T> Values, Tensor<int> Indices) CumExtreme<C, T>(Tensor<T> x, int axis, string op) where C : struct, IComparison where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var at = x.Shape.Axis(axis, op);
        var positions = Tensor<int>.Uninitialized(x.Shape);
        Launch.Run(new CumExtremeCall<C, T>(Lines.Along(x.Shape, at)), x.Contiguous(), positions);
        return (Gather(x, at, positions), positions);
    }
}

/// <summary>The position of the extreme so far at each place of each line.</summary>
internal readonly record struct CumExtremeCall<C, T>(Lines Lines) : ICall where C : struct, IComparison where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => RunningExtreme.Run<C, T>(buffers.Span<T>(0, Lines.Size), Lines.Outer, Lines.Count, Lines.Inner, buffers.Span<int>(1, Lines.Size));
}
