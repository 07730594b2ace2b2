using System.Diagnostics;

namespace AutoDiff.Kernels;

/// <summary>The matrix of all columns of a convolution as a result of its own (im2col), and its adjoint (col2im).</summary>
/// <remarks>For users who want it: <see cref="Convolution"/> does without. A row is a channel and a tap, a column a position of y.</remarks>
internal static unsafe class ColumnMatrix
{
    /// <summary>columns [Batch, Inputs · Taps, Output] = what each position of y reads of x, 0 for padding.</summary>
    /// <param name="shape">The convolution; its groups are 1, its outputs do not matter.</param>
    /// <param name="x">The input.</param>
    /// <param name="columns">The columns.</param>
    public static void Gather<T>(in ConvolutionShape shape, ReadOnlySpan<T> x, Span<T> columns) where T : unmanaged, INumberBase<T>
    {
        Debug.Assert(x.Length == shape.InputLength && columns.Length == shape.Batch * shape.Inner * shape.Output.Size);
        fixed (T* px = x, pc = columns) WorkerPool.Run(new GatherPieces<T>(shape, px, pc), shape.Batch * shape.Inputs);
    }

    /// <summary>x = the elements of columns added at where they would have been read.</summary>
    /// <param name="shape">The convolution; its groups are 1, its outputs do not matter.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="x">The result.</param>
    public static void Scatter<T>(in ConvolutionShape shape, ReadOnlySpan<T> columns, Span<T> x) where T : unmanaged, INumberBase<T>
    {
        Debug.Assert(x.Length == shape.InputLength && columns.Length == shape.Batch * shape.Inner * shape.Output.Size);
        fixed (T* px = x, pc = columns) WorkerPool.Run(new ScatterPieces<T>(shape, pc, px), shape.Batch * shape.Inputs);
    }

    private readonly struct GatherPieces<T>(ConvolutionShape shape, T* x, T* columns) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly ConvolutionShape _shape = shape;
        private readonly T* _x = x, _columns = columns;

        public void Run(int channel)
        {
            var (output, stride) = (_shape.Output, _shape.Stride.Width);
            var x = _x + (nint)channel * _shape.Input.Size;
            var target = _columns + (nint)channel * _shape.Taps * output.Size;
            for (var tap = 0; tap < _shape.Taps; tap++)
            {
                var (tapRow, tapWidth) = Math.DivRem(tap, _shape.Kernel.Width);
                var (first, end, place) = TapPlaces.Inside(_shape, tapWidth);
                for (var row = 0; row < output.Depth * output.Height; row++, target += output.Width)
                {
                    new Span<T>(target, output.Width).Clear();
                    var from = TapPlaces.Row(_shape, row, tapRow);
                    if (from < 0) continue;
                    var source = x + (nint)from * _shape.Input.Width + place;
                    Steps<T>.Take(source, stride, target + first, end - first);
                }
            }
        }
    }

    private readonly struct ScatterPieces<T>(ConvolutionShape shape, T* columns, T* x) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly ConvolutionShape _shape = shape;
        private readonly T* _x = x, _columns = columns;

        public void Run(int channel)
        {
            var (output, stride) = (_shape.Output, _shape.Stride.Width);
            var x = _x + (nint)channel * _shape.Input.Size;
            var source = _columns + (nint)channel * _shape.Taps * output.Size;
            new Span<T>(x, _shape.Input.Size).Clear();
            for (var tap = 0; tap < _shape.Taps; tap++)
            {
                var (tapRow, tapWidth) = Math.DivRem(tap, _shape.Kernel.Width);
                var (first, end, place) = TapPlaces.Inside(_shape, tapWidth);
                for (var row = 0; row < output.Depth * output.Height; row++, source += output.Width)
                {
                    var to = TapPlaces.Row(_shape, row, tapRow);
                    if (to < 0) continue;
                    var target = x + (nint)to * _shape.Input.Width + place;
                    Steps<T>.Add(source + first, target, stride, end - first);
                }
            }
        }
    }
}
