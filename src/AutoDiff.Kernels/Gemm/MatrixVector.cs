using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>y = M x, or y += M x: the product when C is a single row or column, where every element of the matrix is read once.</summary>
/// <remarks>
/// A matrix with contiguous rows is a dot product a row; one with contiguous columns is a sum of columns. Work is cut by rows of M,
/// whose sums do not depend on each other.
/// </remarks>
internal readonly unsafe struct MatrixVector<S, V, T, E> : IPieces
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Multiply-adds below which threads would wait for each other longer than they work.</summary>
    private const long ParallelWork = 128 * 1024;

    /// <summary>Inner length from which the micro-kernel, which leaves most of its columns unused here, loses to dot products.</summary>
    private const int LongInner = 64;

    /// <summary>Rows of a piece: the sums of so many columns stay in the first-level cache.</summary>
    private const int PieceRows = 1024;

    private readonly MatrixView<T> _matrix;
    private readonly T* _x, _y;
    private readonly nint _xStride, _yStride;
    private readonly int _rows, _columns;
    private readonly bool _accumulate;

    /// <param name="matrix">M, with contiguous rows or columns.</param>
    /// <param name="rows">Elements of y.</param>
    /// <param name="columns">Elements of x, at least one.</param>
    /// <param name="x">The vector.</param>
    /// <param name="xStride">Elements from one number of x to the next.</param>
    /// <param name="y">The result.</param>
    /// <param name="yStride">Elements from one number of y to the next.</param>
    /// <param name="accumulate">Whether the product is added to y.</param>
    private MatrixVector(MatrixView<T> matrix, int rows, int columns, T* x, nint xStride, T* y, nint yStride, bool accumulate)
    {
        _matrix = matrix;
        (_rows, _columns) = (rows, columns);
        _x = x;
        _xStride = xStride;
        _y = y;
        _yStride = yStride;
        _accumulate = accumulate;
        if (matrix.ColumnStride != 1 || xStride == 1) return;

        // Dot products read x register by register, once for every row.
        _x = Workspace.Get<T>(columns);
        _xStride = 1;
        for (nint i = 0; i < columns; i++) _x[i] = x[i * xStride];
    }

    /// <summary>Computes a product of few rows or columns as products of a matrix and a vector, if its matrix allows.</summary>
    /// <returns>Whether it did.</returns>
    public static bool TryRun(in Product<T> product, void* epilogue)
    {
        if (typeof(E) != typeof(NoEpilogue)) return false;
        var (a, b, c) = (product.A, product.B, product.C);
        var longEnough = product.K >= LongInner;
        if ((product.N == 1 || (product.N <= 4 && product.N <= product.M && longEnough)) && (a.ColumnStride == 1 || a.RowStride == 1))
        {
            for (var j = 0; j < product.N; j++)
            {
                new MatrixVector<S, V, T, E>(a, product.M, product.K, b.At(0, j), b.RowStride, c.At(0, j), c.RowStride, product.Accumulate).Run();
            }

            return true;
        }

        // From two rows on, contiguous rows of B are as good for the micro-kernel as for a sum of rows.
        var suits = b.RowStride == 1 ? product.M == 1 || (product.M <= 3 && longEnough) : product.M == 1 && b.ColumnStride == 1;
        if (!suits) return false;
        for (var i = 0; i < product.M; i++)
        {
            new MatrixVector<S, V, T, E>(b.Transposed, product.N, product.K, a.At(i, 0), a.ColumnStride, c.At(i, 0), 1, product.Accumulate).Run();
        }

        return true;
    }

    private void Run()
    {
        var pieces = Cut.Count(_rows, PieceRows);
        if ((long)_rows * _columns >= ParallelWork) WorkerPool.Run(this, pieces);
        else
        {
            for (var piece = 0; piece < pieces; piece++) Run(piece);
        }
    }

    /// <summary>Computes the rows of one piece.</summary>
    public void Run(int piece)
    {
        var first = piece * PieceRows;
        var rows = Math.Min(PieceRows, _rows - first);
        var y = _y + first * _yStride;
        if (_matrix.ColumnStride == 1) Dots(_matrix.At(first, 0), rows, y);
        else SumOfColumns(_matrix.At(first, 0), rows, y);
    }

    private void Dots(T* matrix, int rows, T* y)
    {
        for (; rows >= 4; rows -= 4, matrix += 4 * _matrix.RowStride, y += 4 * _yStride) Dots<N4>(matrix, y);
        for (; rows > 0; rows--, matrix += _matrix.RowStride, y += _yStride) Dots<N1>(matrix, y);
    }

    /// <summary>One row or four at a time; the order of the sum of a row is the same in both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Dots<R>(T* m0, T* y) where R : unmanaged
    {
        V s00 = default, s01 = default;
        V s10 = default, s11 = default;
        V s20 = default, s21 = default;
        V s30 = default, s31 = default;
        var x = _x;
        var m1 = m0 + _matrix.RowStride;
        var m2 = m1 + _matrix.RowStride;
        var m3 = m2 + _matrix.RowStride;
        nint count = _columns, p = 0;
        for (; p <= count - 2 * S.Width; p += 2 * S.Width)
        {
            var x0 = S.Load(x + p);
            var x1 = S.Load(x + p + S.Width);
            s00 = S.MultiplyAdd(S.Load(m0 + p), x0, s00);
            s01 = S.MultiplyAdd(S.Load(m0 + p + S.Width), x1, s01);
            if (sizeof(R) == 1) continue;
            s10 = S.MultiplyAdd(S.Load(m1 + p), x0, s10);
            s11 = S.MultiplyAdd(S.Load(m1 + p + S.Width), x1, s11);
            s20 = S.MultiplyAdd(S.Load(m2 + p), x0, s20);
            s21 = S.MultiplyAdd(S.Load(m2 + p + S.Width), x1, s21);
            s30 = S.MultiplyAdd(S.Load(m3 + p), x0, s30);
            s31 = S.MultiplyAdd(S.Load(m3 + p + S.Width), x1, s31);
        }

        EndDot(S.Add(s00, s01), m0, p, y);
        if (sizeof(R) == 1) return;
        EndDot(S.Add(s10, s11), m1, p, y + _yStride);
        EndDot(S.Add(s20, s21), m2, p, y + 2 * _yStride);
        EndDot(S.Add(s30, s31), m3, p, y + 3 * _yStride);
    }

    /// <summary>Adds the places of a register and the products from <paramref name="p"/> on.</summary>
    private void EndDot(V sums, T* row, nint p, T* y)
    {
        if (p <= _columns - S.Width)
        {
            sums = S.MultiplyAdd(S.Load(row + p), S.Load(_x + p), sums);
            p += S.Width;
        }

        var sum = S.Sum(sums);
        for (; p < _columns; p++) sum = T.MultiplyAddEstimate(row[p], _x[p], sum);
        *y = _accumulate ? *y + sum : sum;
    }

    /// <summary>Adds the columns four at a time to sums that stay in the first-level cache.</summary>
    [SkipLocalsInit]
    private void SumOfColumns(T* matrix, int rows, T* y)
    {
        var sums = stackalloc T[PieceRows];
        new Span<T>(sums, rows).Clear();
        var column = 0;
        for (; column <= _columns - 8; column += 8) AddColumns<N8>(matrix + column * _matrix.ColumnStride, rows, _x + column * _xStride, sums);
        for (; column < _columns; column++) AddColumns<N1>(matrix + column * _matrix.ColumnStride, rows, _x + column * _xStride, sums);
        for (var i = 0; i < rows; i++) y[i * _yStride] = _accumulate ? y[i * _yStride] + sums[i] : sums[i];
    }

    /// <summary>Adds one column or eight, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddColumns<R>(T* m0, int rows, T* x, T* sums) where R : unmanaged
    {
        var stride = _matrix.ColumnStride;
        var m3 = m0 + 3 * stride;
        var m6 = m3 + 3 * stride;
        var x0 = S.Fill(x[0]);
        V x1 = default, x2 = default, x3 = default, x4 = default, x5 = default, x6 = default, x7 = default;
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

        nint i = 0;
        for (; i <= rows - S.Width; i += S.Width, m0 += S.Width, m3 += S.Width, m6 += S.Width)
        {
            var sum = S.MultiplyAdd(S.Load(m0), x0, S.Load(sums + i));
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

            S.Store(sum, sums + i);
        }

        for (; i < rows; i++, m0++)
        {
            for (var column = 0; column < sizeof(R); column++)
            {
                sums[i] = T.MultiplyAddEstimate(m0[column * stride], x[column * _xStride], sums[i]);
            }
        }
    }
}
