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

    /// <summary>What a row of windows divides by, as far as depth and height make it.</summary>
    private static T Counted<T>(in PoolShape shape, MeanDivisor divisor, int depth, int height) where T : INumberBase<T> => T.CreateTruncating(
        divisor.Divisor != 0 ? divisor.Divisor : shape.Depth.Counted(depth, divisor.WithPadding) * shape.Height.Counted(height, divisor.WithPadding));

    /// <summary>What each window of a row divides by, as far as the width makes it.</summary>
    private static void Count<T>(in PoolShape shape, MeanDivisor divisor, T* counts) where T : unmanaged, INumberBase<T>
    {
        for (var w = 0; w < shape.Width.Count; w++) counts[w] = T.CreateTruncating(divisor.Divisor != 0 ? 1 : shape.Width.Counted(w, divisor.WithPadding));
    }

    private readonly struct ForwardPieces<T>(PoolShape shape, MeanDivisor divisor, T* x, T* y) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly PoolShape _shape = shape;
        private readonly MeanDivisor _divisor = divisor;
        private readonly T* _x = x, _y = y;

        public void Run(int piece)
        {
            var (depth, height, width) = (_shape.Depth, _shape.Height, _shape.Width);
            var sum = Scratch.Own<T>(width.Length + width.Count);
            var counts = sum + width.Length;
            Count(_shape, _divisor, counts);
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

                        Gather(sum, y);
                        RowSum<T>.Divide(y, Counted<T>(_shape, _divisor, d, h), counts, y, width.Count);
                    }
                }
            }
        }

        /// <summary>Sums the elements of a row that each window holds.</summary>
        private void Gather(T* row, T* y)
        {
            var width = _shape.Width;
            new Span<T>(y, width.Count).Clear();
            for (var tap = 0; tap < width.Kernel; tap++)
            {
                var (first, end, place) = width.Inside(tap);
                Steps<T>.AddTaken(row + place, width.Stride, y + first, end - first);
            }

            for (var w = 0; w < width.Count && width.Kernel == 0; w++)
            {
                for (var i = width.Start(w); i < width.End(w); i++) y[w] += row[i];
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
            var row = Scratch.Own<T>(width.Length + 2 * width.Count);
            var counts = row + width.Length;
            var shares = counts + width.Count;
            Count(_shape, _divisor, counts);
            var y = _y + (nint)_shape.FirstPlane(piece) * _shape.OutputSize;
            for (nint plane = _shape.FirstPlane(piece); plane < _shape.FirstPlane(piece + 1); plane++)
            {
                new Span<T>(_x + plane * _shape.InputSize, _shape.InputSize).Clear();
                for (var d = 0; d < depth.Count; d++)
                {
                    for (var h = 0; h < height.Count; h++, y += width.Count)
                    {
                        RowSum<T>.Divide(y, Counted<T>(_shape, _divisor, d, h), counts, shares, width.Count);
                        Spread(shares, row);
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

        /// <summary>Adds a share for each window to the elements of a row that it holds.</summary>
        private void Spread(T* shares, T* row)
        {
            var width = _shape.Width;
            new Span<T>(row, width.Length).Clear();
            for (var tap = 0; tap < width.Kernel; tap++)
            {
                var (first, end, place) = width.Inside(tap);
                Steps<T>.Add(shares + first, row + place, width.Stride, end - first);
            }

            for (var w = 0; w < width.Count && width.Kernel == 0; w++)
            {
                for (var i = width.Start(w); i < width.End(w); i++) row[i] += shares[w];
            }
        }
    }
}
