namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The columns of a convolution over the last two axes as a matrix: what its kernel reads at each position, side by side.</summary>
    /// <param name="x">Shape [..., channels, height, width].</param>
    /// <param name="kernel">Taps along each axis: <c>3</c> or <c>(3, 2)</c>.</param>
    /// <param name="stride">Positions of x from one column to the next; 1 if left out.</param>
    /// <param name="padding">Zeros thought around x; 0 if left out.</param>
    /// <param name="dilation">Positions of x from one tap to the next; 1 if left out.</param>
    /// <returns>Shape [..., channels · taps, positions]; a row is a channel and a tap, the tap fastest.</returns>
    /// <exception cref="ShapeException">x has fewer than three axes, or the kernel is larger than x with its padding.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A kernel, stride or dilation below 1, a padding below 0.</exception>
    /// <remarks>
    /// vjp: <see cref="Col2Im"/>. With weights as a matrix, MatMul(w, Im2Col(x)) is a convolution; <see cref="Conv2d"/> computes the same
    /// without the matrix, which is as large as x times the taps.
    /// </remarks>
    public static Tensor<T> Im2Col<T>(Tensor<T> x, Size2 kernel, Size2? stride = null, Size2? padding = null, Size2? dilation = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var columns = ColumnSizes.Read("im2col", x.Shape, kernel, stride ?? 1, padding ?? 0, dilation ?? 1);
        return Linear.Apply(new Im2ColRule(columns), x);
    }

    /// <summary>Adds columns at the positions of x that they would have been read from: the adjoint of <see cref="Im2Col"/>.</summary>
    /// <param name="columns">Shape [..., channels · taps, positions].</param>
    /// <param name="size">Height and width of the result.</param>
    /// <param name="kernel">Taps along each axis: <c>3</c> or <c>(3, 2)</c>.</param>
    /// <param name="stride">Positions of the result from one column to the next; 1 if left out.</param>
    /// <param name="padding">Zeros thought around the result; 0 if left out.</param>
    /// <param name="dilation">Positions of the result from one tap to the next; 1 if left out.</param>
    /// <returns>Shape [..., channels, size]. Where columns overlap, their elements are added.</returns>
    /// <exception cref="ShapeException">The rows are no multiple of the taps, or the columns not as many as the kernel has positions.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A size, kernel, stride or dilation below 1, a padding below 0.</exception>
    /// <remarks>vjp: <see cref="Im2Col"/>.</remarks>
    public static Tensor<T> Col2Im<T>(Tensor<T> columns, Size2 size, Size2 kernel, Size2? stride = null, Size2? padding = null, Size2? dilation = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(columns);
        const string Op = "col2im";
        if (columns.Rank < 2) throw new ShapeException($"{Op}: columns of shape [..., channels · taps, positions] are required, got {columns.Shape}.");
        var (space, taps) = (new SpaceAxes(Op, 2), kernel.Height * kernel.Width);
        space.RequireAtLeast(1, kernel.WithDepth(1), nameof(kernel));
        space.RequireAtLeast(1, size.WithDepth(1), nameof(size));
        if (columns.Shape[^2] % taps != 0) throw new ShapeException($"{Op}: the rows of columns {columns.Shape} must be a multiple of the {taps} taps of kernel {kernel}.");
        var sizes = ColumnSizes.Read(Op, [.. columns.Shape.Axes[..^2], columns.Shape[^2] / taps, size.Height, size.Width], kernel, stride ?? 1, padding ?? 0, dilation ?? 1);
        if (sizes.Columns[^1] != columns.Shape[^1])
            throw new ShapeException($"{Op}: kernel {kernel} has {sizes.Columns[^1]} positions in size {size}, but columns {columns.Shape} are {columns.Shape[^1]}.");
        return Linear.Apply(new Col2ImRule(sizes), columns);
    }
}

/// <summary>An image and its columns.</summary>
internal readonly record struct ColumnSizes(ConvolutionShape Kernel, Shape Image, Shape Columns)
{
    public static ColumnSizes Read(string op, Shape image, Size2 kernel, Size2 stride, Size2 padding, Size2 dilation)
    {
        var space = new SpaceAxes(op, 2);
        space.RequireAxes(image, 1);
        var (taps, steps, zeros, spread) = (kernel.WithDepth(1), stride.WithDepth(1), padding.WithDepth(0), dilation.WithDepth(1));
        space.RequireAtLeast(1, taps, nameof(kernel));
        space.RequireAtLeast(1, steps, nameof(stride));
        space.RequireAtLeast(0, zeros, nameof(padding));
        space.RequireAtLeast(1, spread, nameof(dilation));
        var output = space.Fit(image, taps, steps, zeros, spread);
        var channels = image[^3];
        return new(
            new(channels == 0 ? 0 : space.Planes(image) / channels, 1, channels, 1, space.Of(image), taps, output, steps, zeros, spread),
            image,
            [.. image.Axes[..^3], channels * taps.Size, output.Size]);
    }
}

/// <summary>Columns of an image ↔ image of columns.</summary>
internal readonly record struct Im2ColRule(ColumnSizes Sizes) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Sizes.Columns);
        Launch.Run(new ColumnsCall<T>(Sizes.Kernel, Scatter: false), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new Col2ImRule(Sizes), g);

    public override string ToString() => "";
}

/// <summary>Image of columns ↔ columns of an image.</summary>
internal readonly record struct Col2ImRule(ColumnSizes Sizes) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Sizes.Image);
        Launch.Run(new ColumnsCall<T>(Sizes.Kernel, Scatter: true), y, x.Contiguous());
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new Im2ColRule(Sizes), g);

    public override string ToString() => "";
}

/// <summary>Operands: the image, the columns; one is read and the other written.</summary>
internal readonly record struct ColumnsCall<T>(ConvolutionShape Shape, bool Scatter) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var image = buffers.Span<T>(0, Shape.InputLength);
        var columns = buffers.Span<T>(1, Shape.Batch * Shape.Inner * Shape.Output.Size);
        if (Scatter) ColumnMatrix.Scatter(Shape, columns, image);
        else ColumnMatrix.Gather(Shape, image, columns);
    }
}
