using System.Diagnostics;

namespace AutoDiff.Kernels;

/// <summary>What a mean over a window divides by.</summary>
/// <param name="WithPadding">Counts the padding too.</param>
/// <param name="Divisor">A number to divide by instead; 0 for none.</param>
internal readonly record struct MeanDivisor(bool WithPadding, int Divisor);

/// <summary>The mean of each window, and its adjoint.</summary>
/// <remarks>The rows of a window are summed first, whole rows of x at a time, then the elements of the sum that the window holds.</remarks>
internal static unsafe class MeanPool
{
    /// <summary>y = the mean of each window.</summary>
    public static void Forward<T>(in PoolShape shape, MeanDivisor divisor, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumberBase<T>
    {
        Debug.Assert(x.Length == shape.Planes * shape.InputSize && y.Length == shape.Planes * shape.OutputSize);
        fixed (T* px = x, py = y) WorkerPool.Run(new ForwardPieces<T>(shape, divisor, px, py), shape.Pieces);
    }

    /// <summary>x = for each element, its share in the means of y.</summary>
    public static void Adjoint<T>(in PoolShape shape, MeanDivisor divisor, ReadOnlySpan<T> y, Span<T> x) where T : unmanaged, INumberBase<T>
    {
        Debug.Assert(x.Length == shape.Planes * shape.InputSize && y.Length == shape.Planes * shape.OutputSize);
        fixed (T* px = x, py = y) WorkerPool.Run(new AdjointPieces<T>(shape, divisor, py, px), shape.Pieces);
    }

    private static int Counted(in PoolShape shape, MeanDivisor divisor, int depth, int height) =>
        shape.Depth.Counted(depth, divisor.WithPadding) * shape.Height.Counted(height, divisor.WithPadding);

    private static T Divide<T>(T sum, in PoolShape shape, MeanDivisor divisor, int counted, int window) where T : INumberBase<T> =>
        sum / T.CreateTruncating(divisor.Divisor != 0 ? divisor.Divisor : Math.Max(1, counted * shape.Width.Counted(window, divisor.WithPadding)));

    private readonly struct ForwardPieces<T>(PoolShape shape, MeanDivisor divisor, T* x, T* y) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly PoolShape _shape = shape;
        private readonly MeanDivisor _divisor = divisor;
        private readonly T* _x = x, _y = y;

        public void Run(int piece)
        {
            var (depth, height, width) = (_shape.Depth, _shape.Height, _shape.Width);
            var sum = Scratch.Own<T>(width.Length);
            var y = _y + (nint)_shape.FirstPlane(piece) * _shape.OutputSize;
            for (nint plane = _shape.FirstPlane(piece); plane < _shape.FirstPlane(piece + 1); plane++)
            {
                for (var d = 0; d < depth.Count; d++)
                {
                    for (var h = 0; h < height.Count; h++, y += width.Count)
                    {
                        new Span<T>(sum, width.Length).Clear();
                        for (var i = depth.Start(d); i < depth.End(d); i++)
                        {
                            for (var j = height.Start(h); j < height.End(h); j++)
                            {
                                RowSum<T>.Add(_x + plane * _shape.InputSize + ((nint)i * height.Length + j) * width.Length, sum, width.Length);
                            }
                        }

                        Gather(sum, Counted(_shape, _divisor, d, h), y);
                    }
                }
            }
        }

        private void Gather(T* sum, int counted, T* y)
        {
            var width = _shape.Width;
            for (var w = 0; w < width.Count; w++)
            {
                var mean = T.Zero;
                for (var i = width.Start(w); i < width.End(w); i++) mean += sum[i];
                y[w] = Divide(mean, _shape, _divisor, counted, w);
            }
        }
    }

    private readonly struct AdjointPieces<T>(PoolShape shape, MeanDivisor divisor, T* y, T* x) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly PoolShape _shape = shape;
        private readonly MeanDivisor _divisor = divisor;
        private readonly T* _x = x, _y = y;

        public void Run(int piece)
        {
            var (depth, height, width) = (_shape.Depth, _shape.Height, _shape.Width);
            var row = Scratch.Own<T>(width.Length);
            var y = _y + (nint)_shape.FirstPlane(piece) * _shape.OutputSize;
            for (nint plane = _shape.FirstPlane(piece); plane < _shape.FirstPlane(piece + 1); plane++)
            {
                new Span<T>(_x + plane * _shape.InputSize, _shape.InputSize).Clear();
                for (var d = 0; d < depth.Count; d++)
                {
                    for (var h = 0; h < height.Count; h++, y += width.Count)
                    {
                        Spread(y, Counted(_shape, _divisor, d, h), row);
                        for (var i = depth.Start(d); i < depth.End(d); i++)
                        {
                            for (var j = height.Start(h); j < height.End(h); j++)
                            {
                                RowSum<T>.Add(row, _x + plane * _shape.InputSize + ((nint)i * height.Length + j) * width.Length, width.Length);
                            }
                        }
                    }
                }
            }
        }

        private void Spread(T* y, int counted, T* row)
        {
            var width = _shape.Width;
            new Span<T>(row, width.Length).Clear();
            for (var w = 0; w < width.Count; w++)
            {
                var share = Divide(y[w], _shape, _divisor, counted, w);
                for (var i = width.Start(w); i < width.End(w); i++) row[i] += share;
            }
        }
    }
}
