namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The last two axes stretched by a factor, each element repeated: y[i] = x[⌊i / scale⌋] along each axis.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="scale">The factor, positive; below 1 elements are left out.</param>
    /// <returns>Shape [..., ⌊height · scale⌋, ⌊width · scale⌋].</returns>
    /// <exception cref="ShapeException">x has fewer than two axes or an empty plane, or nothing of it is left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    /// <remarks>vjp: x̄ is the sum of ȳ over the copies of an element.</remarks>
    public static Tensor<T> UpsampleNearest2d<T>(Tensor<T> x, double scale) where T : unmanaged, IFloatingPointIeee754<T>
        => Interpolate("upsample_nearest2d", x, null, scale, Interpolation.Nearest);

    /// <summary>The last two axes stretched by a factor, with linear interpolation along both.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="scale">The factor, positive.</param>
    /// <param name="alignCorners">
    /// If false, elements are the middles of cells, and y[i] lies at (i + ½) / scale - ½; if true, the first and last elements stay where they
    /// are, and y[i] lies at i (n - 1) / (m - 1) for n elements that become m.
    /// </param>
    /// <returns>Shape [..., ⌊height · scale⌋, ⌊width · scale⌋].</returns>
    /// <exception cref="ShapeException">x has fewer than two axes or an empty plane, or nothing of it is left.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not positive and finite.</exception>
    /// <remarks>vjp: each ȳ goes to the four elements that it was made of, with their weights.</remarks>
    public static Tensor<T> UpsampleBilinear2d<T>(Tensor<T> x, double scale, bool alignCorners = false) where T : unmanaged, IFloatingPointIeee754<T>
        => Interpolate("upsample_bilinear2d", x, null, scale, alignCorners ? Interpolation.LinearCorners : Interpolation.Linear);

    /// <summary>The last two axes stretched or shrunk to a size, elements repeated or left out: y[i] = x[⌊i n / m⌋] along each axis, for n elements that become m.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="size">Height and width of the result.</param>
    /// <returns>Shape [..., size].</returns>
    /// <exception cref="ShapeException">x has fewer than two axes or an empty plane.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <remarks>vjp: x̄ is the sum of ȳ over the copies of an element.</remarks>
    public static Tensor<T> ResizeNearest2d<T>(Tensor<T> x, Size2 size) where T : unmanaged, IFloatingPointIeee754<T>
        => Interpolate("resize_nearest2d", x, size, null, Interpolation.Nearest);

    /// <summary>The last two axes stretched or shrunk to a size, with linear interpolation along both.</summary>
    /// <param name="x">Shape [..., height, width].</param>
    /// <param name="size">Height and width of the result.</param>
    /// <param name="alignCorners">
    /// If false, elements are the middles of cells, and y[i] lies at (i + ½) n / m - ½ for n elements that become m; if true, the first and last
    /// elements stay where they are, and y[i] lies at i (n - 1) / (m - 1).
    /// </param>
    /// <returns>Shape [..., size].</returns>
    /// <exception cref="ShapeException">x has fewer than two axes or an empty plane.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The size is not positive.</exception>
    /// <remarks>vjp: each ȳ goes to the four elements that it was made of, with their weights.</remarks>
    public static Tensor<T> ResizeBilinear2d<T>(Tensor<T> x, Size2 size, bool alignCorners = false) where T : unmanaged, IFloatingPointIeee754<T>
        => Interpolate("resize_bilinear2d", x, size, null, alignCorners ? Interpolation.LinearCorners : Interpolation.Linear);

    private static Tensor<T> Interpolate<T>(string op, Tensor<T> x, Size2? size, double? scale, Interpolation interpolation) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var space = new SpaceAxes(op, 2);
        space.RequireAxes(x.Shape, 0);
        if (scale is { } factor && !(factor > 0 && double.IsFinite(factor))) throw new ArgumentOutOfRangeException(nameof(scale), factor, $"{op}: scale must be positive and finite, got {factor}.");
        if (size is { } wanted) space.RequireAtLeast(1, wanted.WithDepth(1), nameof(size));
        var (height, width) = (x.Shape[^2], x.Shape[^1]);
        var to = size ?? new Size2(checked((int)(height * scale!.Value)), checked((int)(width * scale.Value)));
        if (height == 0 || width == 0 || to.Height == 0 || to.Width == 0) throw new ShapeException($"{op}: planes that are not empty are required before and after, got {x.Shape} for size {to}.");
        return Linear.Apply(new UpsampleRule(Axis(height, to.Height, scale, interpolation), Axis(width, to.Width, scale, interpolation), x.Shape), x);
    }

    private static ResampleAxis Axis(int length, int count, double? scale, Interpolation interpolation)
    {
        if (interpolation == Interpolation.LinearCorners) return new(length, count, length - 1, Math.Max(1, count - 1), interpolation);
        return scale is { } factor ? new(length, count, 1, factor, interpolation) : new(length, count, length, count, interpolation);
    }
}

/// <summary>Interpolate the last two axes ↔ share out among the elements that were read.</summary>
internal readonly record struct UpsampleRule(ResampleAxis Height, ResampleAxis Width, Shape From) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized([.. From.Axes[..^2], Height.Count, Width.Count]);
        Launch.Run(new ResampleCall<T>(new SpaceAxes("", 2).Planes(From), Height, Width, Spread: false), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new UpsampleSpreadRule(Height, Width, From), g);

    public override string ToString() => "";
}

/// <summary>Share out among the elements that were read ↔ interpolate.</summary>
internal readonly record struct UpsampleSpreadRule(ResampleAxis Height, ResampleAxis Width, Shape To) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(To);
        Launch.Run(new ResampleCall<T>(new SpaceAxes("", 2).Planes(To), Height, Width, Spread: true), y, x.Contiguous());
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new UpsampleRule(Height, Width, To), g);

    public override string ToString() => "";
}

/// <summary>Operands: x, y; one is read and the other written.</summary>
internal readonly record struct ResampleCall<T>(int Planes, ResampleAxis Height, ResampleAxis Width, bool Spread) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var x = buffers.Span<T>(0, Planes * Height.Length * Width.Length);
        var y = buffers.Span<T>(1, Planes * Height.Count * Width.Count);
        if (Spread) Resample.Adjoint(Planes, Height, Width, y, x);
        else Resample.Forward(Planes, Height, Width, x, y);
    }
}
