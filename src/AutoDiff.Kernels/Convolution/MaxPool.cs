using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>The largest element of each window, and moving elements between there and the windows.</summary>
/// <remarks>
/// An index counts the elements of a plane. At a tie the first element counts, and the first NaN if there is one. Every window has at
/// least one element.
/// </remarks>
internal static unsafe class MaxPool
{
    /// <summary>y = the largest element of each window, and where it is.</summary>
    public static void Find<T>(in PoolShape shape, ReadOnlySpan<T> x, Span<T> y, Span<int> indices) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert(x.Length == shape.Planes * shape.InputSize && y.Length == shape.Planes * shape.OutputSize && indices.Length == y.Length);
        fixed (T* px = x, py = y)
        fixed (int* pi = indices) Run(new FindPieces<T>(shape, px, py, pi), shape.Pieces);
    }

    /// <summary>y = the elements of x at the indices.</summary>
    public static void Pick<T>(in PoolShape shape, ReadOnlySpan<T> x, ReadOnlySpan<int> indices, Span<T> y) where T : unmanaged
    {
        fixed (T* px = x, py = y)
        fixed (int* pi = indices) Run(new PickPieces<T>(shape, px, pi, py), shape.Pieces);
    }

    /// <summary>x = the elements of y added at the indices, 0 elsewhere.</summary>
    public static void Place<T>(in PoolShape shape, ReadOnlySpan<T> y, ReadOnlySpan<int> indices, Span<T> x) where T : unmanaged, INumberBase<T>
    {
        fixed (T* px = x, py = y)
        fixed (int* pi = indices) Run(new PlacePieces<T>(shape, py, pi, px), shape.Pieces);
    }

    private static void Run<P>(P work, int pieces) where P : unmanaged, IPieces => WorkerPool.Run(work, pieces);

    private readonly struct PickPieces<T>(PoolShape shape, T* x, int* indices, T* y) : IPieces where T : unmanaged
    {
        private readonly PoolShape _shape = shape;
        private readonly T* _x = x, _y = y;
        private readonly int* _indices = indices;

        public void Run(int piece)
        {
            var (size, outputs) = (_shape.InputSize, _shape.OutputSize);
            for (nint plane = _shape.FirstPlane(piece); plane < _shape.FirstPlane(piece + 1); plane++)
            {
                var x = _x + plane * size;
                for (var i = plane * outputs; i < (plane + 1) * outputs; i++) _y[i] = x[_indices[i]];
            }
        }
    }

    private readonly struct PlacePieces<T>(PoolShape shape, T* y, int* indices, T* x) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly PoolShape _shape = shape;
        private readonly T* _x = x, _y = y;
        private readonly int* _indices = indices;

        public void Run(int piece)
        {
            var (size, outputs) = (_shape.InputSize, _shape.OutputSize);
            for (nint plane = _shape.FirstPlane(piece); plane < _shape.FirstPlane(piece + 1); plane++)
            {
                var x = _x + plane * size;
                new Span<T>(x, size).Clear();
                for (var i = plane * outputs; i < (plane + 1) * outputs; i++) x[_indices[i]] += _y[i];
            }
        }
    }

    private readonly struct FindPieces<T>(PoolShape shape, T* x, T* y, int* indices) : IPieces where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly PoolShape _shape = shape;
        private readonly T* _x = x, _y = y;
        private readonly int* _indices = indices;

        public void Run(int piece)
        {
            var (depth, height, width) = (_shape.Depth, _shape.Height, _shape.Width);
            var first = _shape.FirstPlane(piece);
            var end = _shape.FirstPlane(piece + 1);
            var (y, indices) = (first * _shape.OutputSize, end * _shape.OutputSize);
            var row = new WindowRow<T>(width, _x + (nint)_shape.Planes * _shape.InputSize, _y + indices);
            var at = (nint)y;
            var taps = Scratch.Own<int>(depth.MostTaps * height.MostTaps * width.Kernel);
            var (tapDepths, tapHeights, tapCount) = (0, 0, 0);
            for (nint plane = first; plane < end; plane++)
            {
                for (var d = 0; d < depth.Count; d++)
                {
                    var depths = (First: depth.Start(d), End: depth.End(d), Step: depth.Dilation);
                    for (var h = 0; h < height.Count; h++, at += width.Count)
                    {
                        var heights = (First: height.Start(h), End: height.End(h), Step: height.Dilation);
                        var (rowDepths, rowHeights) = (Cut.Count(depths.End - depths.First, depths.Step), Cut.Count(heights.End - heights.First, heights.Step));
                        if (rowDepths != tapDepths || rowHeights != tapHeights)
                        {
                            tapCount = row.FindTaps(rowDepths, depths.Step, rowHeights, heights.Step, height.Length, taps);
                            (tapDepths, tapHeights) = (rowDepths, rowHeights);
                        }

                        row.Find(_x + plane * _shape.InputSize, depths, heights, height.Length, taps, tapCount, _y + at, _indices + at);
                    }
                }
            }
        }
    }
}
