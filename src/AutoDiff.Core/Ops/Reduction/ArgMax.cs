namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The position of the largest element of all, in row-major order; the first at a tie, the first NaN if there is one.</summary>
    /// <param name="x">Not empty.</param>
    /// <returns>A scalar.</returns>
    /// <exception cref="ShapeException">x is empty.</exception>
    public static Tensor<int> ArgMax<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Extreme(x.Untracked().Reshape(-1), 0, false, "argmax", largest: true);

    /// <summary>The position of the largest element along an axis; the first at a tie, the first NaN if there is one.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ShapeException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static Tensor<int> ArgMax<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Extreme(x, axis, keepAxis, "argmax", largest: true);

    /// <summary>The position of the smallest element of all, in row-major order; the first at a tie, the first NaN if there is one.</summary>
    /// <inheritdoc cref="ArgMax{T}(Tensor{T})"/>
    public static Tensor<int> ArgMin<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Extreme(x.Untracked().Reshape(-1), 0, false, "argmin", largest: false);

    /// <summary>The position of the smallest element along an axis; the first at a tie, the first NaN if there is one.</summary>
    /// <inheritdoc cref="ArgMax{T}(Tensor{T}, int, bool)"/>
    public static Tensor<int> ArgMin<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Extreme(x, axis, keepAxis, "argmin", largest: false);

    /// <summary>The largest elements along an axis and their positions; the first at a tie, and the whole gradient goes there.</summary>
    /// <param name="x">At least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ShapeException">The axis is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public static (Tensor<T> Values, Tensor<int> Indices) Max<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T>
        => Pick(x, axis, keepAxis, Extreme(x, axis, keepAxis: true, "max", largest: true));

    /// <summary>The smallest elements along an axis and their positions; the first at a tie, and the whole gradient goes there.</summary>
    /// <inheritdoc cref="Max{T}(Tensor{T}, int, bool)"/>
    public static (Tensor<T> Values, Tensor<int> Indices) Min<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T>
        => Pick(x, axis, keepAxis, Extreme(x, axis, keepAxis: true, "min", largest: false));

    private static (Tensor<T> Values, Tensor<int> Indices) Pick<T>(Tensor<T> x, int axis, bool keepAxis, Tensor<int> indices) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var values = Gather(x, axis, indices);
        return keepAxis ? (values, indices) : (values.Squeeze(axis), indices.Squeeze(axis));
    }

    private static Tensor<int> Extreme<T>(Tensor<T> x, int axis, bool keepAxis, string op, bool largest) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var axes = ReducedAxes.Read(x.Shape, [axis], op);
        axes.RequireElements(x.Shape, op);
        var (source, outer, count, inner) = axes.Arrange(x.Untracked());
        var elements = source.Span;
        var positions = new int[axes.Kept.Size];
        for (var o = 0; o < outer; o++)
        {
            for (var i = 0; i < inner; i++)
            {
                var start = o * count * inner + i;
                var best = 0;
                for (var c = 1; c < count; c++)
                {
                    var (held, next) = (elements[start + best * inner], elements[start + c * inner]);
                    if (T.IsNaN(held)) break;
                    if (T.IsNaN(next) || (largest ? next > held : next < held)) best = c;
                }

                positions[o * inner + i] = best;
            }
        }

        return new Tensor<int>(positions, keepAxis ? axes.Kept : axes.Dropped);
    }
}
