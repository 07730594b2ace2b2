using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>C = M Xᵀ or C += M Xᵀ, where rows of M are contiguous and X has few rows: a dot product for every element of C.</summary>
/// <remarks>Work is cut by rows of M. The order of additions into an element depends on k and the number of rows of X only.</remarks>
internal readonly unsafe struct DotProducts<S, V, T> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The most rows of X.</summary>
    public const int MaxVectors = 8;

    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 128 * 1024;

    private readonly MatrixView<T> _matrix, _c;
    private readonly T* _x;
    private readonly nint _xStride;
    private readonly int _rows, _vectors, _k, _pieces;
    private readonly bool _accumulate;

    /// <param name="matrix">M.</param>
    /// <param name="rows">Rows of M and C.</param>
    /// <param name="x">X, of any strides.</param>
    /// <param name="vectors">Rows of X, columns of C.</param>
    /// <param name="k">Columns of M and X, at least one.</param>
    /// <param name="c">C, of any strides.</param>
    /// <param name="accumulate">Whether the product is added to C.</param>
    public DotProducts(MatrixView<T> matrix, int rows, MatrixView<T> x, int vectors, int k, MatrixView<T> c, bool accumulate)
    {
        (_rows, _vectors, _k) = (rows, vectors, k);
        _matrix = matrix;
        _c = c;
        _accumulate = accumulate;
        _x = x.Start;
        _xStride = x.RowStride;
        var work = (long)rows * vectors * k;
        _pieces = work < ParallelWork ? 1 : (int)Math.Min(WorkerPool.Degree, rows / 4 + 1);
        if (x.ColumnStride == 1) return;

        // X is read register by register, once for every few rows of M.
        _x = Workspace.Get<T>((nint)vectors * k);
        _xStride = k;
        Copying<T>.Copy(x, vectors, k, _x, k);
    }

    /// <summary>Computes all.</summary>
    public void Run()
    {
        if (_pieces == 1) Run(0);
        else WorkerPool.Run(this, _pieces);
    }

    /// <summary>Computes the rows of one piece.</summary>
    public void Run(int piece)
    {
        var row = Cut.Start(_rows, _pieces, piece);
        var end = Cut.Start(_rows, _pieces, piece + 1);
        for (; row <= end - 4; row += 4) RunRows<N4>(row);
        for (; row < end; row++) RunRows<N1>(row);
    }

    private void RunRows<R>(int row) where R : unmanaged
    {
        var x = 0;
        for (; x <= _vectors - 2; x += 2) Multiply<R, N2>(row, x);
        if (x < _vectors) Multiply<R, N1>(row, x);
    }

    /// <summary>One row or four by one vector or two; the order of a sum is the same for one row and four.</summary>
    /// <remarks>A single vector has two sums a row, so that there are enough that do not wait for each other.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Multiply<R, N>(int row, int vector) where R : unmanaged where N : unmanaged
    {
        V s00 = default, s01 = default;
        V s10 = default, s11 = default;
        V s20 = default, s21 = default;
        V s30 = default, s31 = default;
        var m0 = _matrix.At(row, 0);
        var stride = _matrix.RowStride;
        var x0 = _x + vector * _xStride;
        var step = sizeof(N) == 1 ? 2 * S.Width : S.Width;
        var second = sizeof(N) == 1 ? S.Width : _xStride;
        nint left = _k;
        for (; left >= step; left -= step, m0 += step, x0 += step)
        {
            Add<N>(m0, S.Load(x0), S.Load(x0 + second), ref s00, ref s01);
            if (sizeof(R) == 1) continue;
            Add<N>(m0 + stride, S.Load(x0), S.Load(x0 + second), ref s10, ref s11);
            Add<N>(m0 + 2 * stride, S.Load(x0), S.Load(x0 + second), ref s20, ref s21);
            Add<N>(m0 + 3 * stride, S.Load(x0), S.Load(x0 + second), ref s30, ref s31);
        }

        for (; left > 0; left -= S.Width, m0 += S.Width, x0 += S.Width)
        {
            var mask = S.First(left);
            var y0 = S.Load(x0, mask);
            var y1 = sizeof(N) == 1 ? default : S.Load(x0 + second, mask);
            AddEnd<N>(m0, mask, y0, y1, ref s00, ref s01);
            if (sizeof(R) == 1) continue;
            AddEnd<N>(m0 + stride, mask, y0, y1, ref s10, ref s11);
            AddEnd<N>(m0 + 2 * stride, mask, y0, y1, ref s20, ref s21);
            AddEnd<N>(m0 + 3 * stride, mask, y0, y1, ref s30, ref s31);
        }

        if (sizeof(N) == 1)
        {
            Store<R>(S.Add(s00, s01), S.Add(s10, s11), S.Add(s20, s21), S.Add(s30, s31), row, vector);
            return;
        }

        Store<R>(s00, s10, s20, s30, row, vector);
        Store<R>(s01, s11, s21, s31, row, vector + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<N>(T* m, V x0, V x1, ref V s0, ref V s1) where N : unmanaged
    {
        var numbers = S.Load(m);
        s0 = S.MultiplyAdd(numbers, x0, s0);
        s1 = S.MultiplyAdd(sizeof(N) == 1 ? S.Load(m + S.Width) : numbers, x1, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEnd<N>(T* m, V mask, V x0, V x1, ref V s0, ref V s1) where N : unmanaged
    {
        var numbers = S.Load(m, mask);
        s0 = S.MultiplyAdd(numbers, x0, s0);
        if (sizeof(N) > 1) s1 = S.MultiplyAdd(numbers, x1, s1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    [SkipLocalsInit]
    private void Store<R>(V s0, V s1, V s2, V s3, int row, int column) where R : unmanaged
    {
        var sums = stackalloc T[4];
        S.Sum(s0, s1, s2, s3, sums);
        var c = _c.At(row, column);
        for (var i = 0; i < sizeof(R); i++, c += _c.RowStride) *c = _accumulate ? *c + sums[i] : sums[i];
    }
}
