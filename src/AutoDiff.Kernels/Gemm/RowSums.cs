using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>y = xᵀ M or y += xᵀ M, where rows of M are contiguous: the rows, each times a number, are added up.</summary>
/// <remarks>Work is cut by columns of M, whose sums do not depend on each other; the part of y in work stays in the first-level cache.</remarks>
internal readonly unsafe struct RowSums<S, V, T> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 128 * 1024;

    /// <summary>The most columns in work.</summary>
    private const int MaxColumns = 1024;

    private readonly MatrixView<T> _matrix;
    private readonly T* _x, _y;
    private readonly nint _xStride, _yStride;
    private readonly int _columns, _rows, _pieces;
    private readonly bool _accumulate;

    /// <param name="matrix">M.</param>
    /// <param name="columns">Columns of M, elements of y.</param>
    /// <param name="rows">Rows of M, elements of x, at least one.</param>
    /// <param name="x">x, as the first column of a matrix.</param>
    /// <param name="y">y, as the first row of a matrix.</param>
    /// <param name="accumulate">Whether the product is added to y.</param>
    public RowSums(MatrixView<T> matrix, int columns, int rows, MatrixView<T> x, MatrixView<T> y, bool accumulate)
    {
        _matrix = matrix;
        (_columns, _rows) = (columns, rows);
        _x = x.Start;
        _xStride = x.RowStride;
        _y = y.Start;
        _yStride = y.ColumnStride;
        _accumulate = accumulate;
        var isParallel = (long)columns * rows >= ParallelWork;
        _pieces = Math.Max(Cut.Count(columns, MaxColumns), isParallel ? Math.Min(WorkerPool.Degree, Cut.Count(columns, S.Width)) : 1);
    }

    /// <summary>Computes all.</summary>
    public void Run()
    {
        if ((long)_columns * _rows >= ParallelWork) WorkerPool.Run(this, _pieces);
        else
        {
            for (var piece = 0; piece < _pieces; piece++) Run(piece);
        }
    }

    /// <summary>Computes the columns of one piece.</summary>
    public void Run(int piece)
    {
        var first = Cut.Start(_columns, _pieces, piece);
        var columns = Cut.Start(_columns, _pieces, piece + 1) - first;
        if (_yStride == 1) Run(_matrix.At(0, first), columns, _y + first, _accumulate);
        else RunBeside(first, columns);
    }

    /// <summary>Elements of y that lie apart are summed side by side.</summary>
    [SkipLocalsInit]
    private void RunBeside(int first, int columns)
    {
        var sums = stackalloc T[MaxColumns];
        Run(_matrix.At(0, first), columns, sums, accumulate: false);
        var y = _y + first * _yStride;
        for (var i = 0; i < columns; i++, y += _yStride) *y = _accumulate ? *y + sums[i] : sums[i];
    }

    private void Run(T* matrix, int columns, T* y, bool accumulate)
    {
        var row = 0;
        for (; row <= _rows - 8; row += 8) Add<N8>(matrix + row * _matrix.RowStride, columns, _x + row * _xStride, y, accumulate || row > 0);
        for (; row < _rows; row++) Add<N1>(matrix + row * _matrix.RowStride, columns, _x + row * _xStride, y, accumulate || row > 0);
    }

    /// <summary>Adds one row or eight, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Add<R>(T* m0, nint columns, T* x, T* y, bool accumulate) where R : unmanaged
    {
        var stride = _matrix.RowStride;
        var m3 = m0 + 3 * stride;
        var m6 = m3 + 3 * stride;
        V x0 = S.Fill(x[0]), x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default, x7 = default;
        if (sizeof(R) == 8)
        {
            x1 = S.Fill(x[_xStride]);
            x2 = S.Fill(x[2 * _xStride]);
            x3 = S.Fill(x[3 * _xStride]);
            x4 = S.Fill(x[4 * _xStride]);
            x5 = S.Fill(x[5 * _xStride]);
            x6 = S.Fill(x[6 * _xStride]);
            x7 = S.Fill(x[7 * _xStride]);
        }

        for (; columns >= S.Width; columns -= S.Width, y += S.Width, m0 += S.Width, m3 += S.Width, m6 += S.Width)
        {
            var sum = accumulate ? S.Load(y) : default;
            sum = S.MultiplyAdd(S.Load(m0), x0, sum);
            if (sizeof(R) == 8)
            {
                sum = S.MultiplyAdd(S.Load(m0 + stride), x1, sum);
                sum = S.MultiplyAdd(S.Load(m0 + 2 * stride), x2, sum);
                sum = S.MultiplyAdd(S.Load(m3), x3, sum);
                sum = S.MultiplyAdd(S.Load(m3 + stride), x4, sum);
                sum = S.MultiplyAdd(S.Load(m3 + 2 * stride), x5, sum);
                sum = S.MultiplyAdd(S.Load(m6), x6, sum);
                sum = S.MultiplyAdd(S.Load(m6 + stride), x7, sum);
            }

            S.Store(sum, y);
        }

        if (columns == 0) return;
        var mask = S.First(columns);
        var last = accumulate ? S.Load(y, mask) : default;
        last = S.MultiplyAdd(S.Load(m0, mask), x0, last);
        if (sizeof(R) == 8)
        {
            last = S.MultiplyAdd(S.Load(m0 + stride, mask), x1, last);
            last = S.MultiplyAdd(S.Load(m0 + 2 * stride, mask), x2, last);
            last = S.MultiplyAdd(S.Load(m3, mask), x3, last);
            last = S.MultiplyAdd(S.Load(m3 + stride, mask), x4, last);
            last = S.MultiplyAdd(S.Load(m3 + 2 * stride, mask), x5, last);
            last = S.MultiplyAdd(S.Load(m6, mask), x6, last);
            last = S.MultiplyAdd(S.Load(m6 + stride, mask), x7, last);
        }

        S.Store(last, y, mask);
    }
}
