using System.Numerics;

namespace AutoDiff.Kernels.Tests;

/// <summary>How a matrix lies in memory.</summary>
public enum Layout
{
    RowMajor,
    ColumnMajor,
    PaddedRows,
    PaddedColumns,
    EveryOtherColumn,
    ReversedRows,
    ReversedColumns,
    RepeatedRow,
    RepeatedColumn,
    RepeatedNumber,
}

/// <summary>A random matrix in a given layout, with room around it.</summary>
internal sealed class StoredMatrix<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _offset;

    public StoredMatrix(int rows, int columns, Layout layout, Random random)
    {
        (RowStride, ColumnStride) = layout switch
        {
            Layout.RowMajor => (columns, 1),
            Layout.ColumnMajor => (1, rows),
            Layout.PaddedRows => (columns + 3, 1),
            Layout.PaddedColumns => (1, rows + 5),
            Layout.EveryOtherColumn => (2 * columns + 1, 2),
            Layout.ReversedRows => (-columns, 1),
            Layout.ReversedColumns => (columns, -1),
            Layout.RepeatedRow => (0, 1),
            Layout.RepeatedColumn => (1, 0),
            _ => (0, 0),
        };
        Elements = new T[2 * (rows + 5) * (columns + 5)];
        for (var i = 0; i < Elements.Length; i++) Elements[i] = T.CreateTruncating(2 * random.NextDouble() - 1);
        _offset = Math.Max(0, -RowStride * (rows - 1)) + Math.Max(0, -ColumnStride * (columns - 1));
    }

    public T[] Elements { get; }

    public int RowStride { get; }

    public int ColumnStride { get; }

    /// <summary>From element (0, 0) on.</summary>
    public ReadOnlySpan<T> Span => Elements.AsSpan(_offset);

    public ref T this[int row, int column] => ref Elements[_offset + row * RowStride + column * ColumnStride];
}
