using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>The rows of all operations. A new operation adds one row to the file of its family; the conformance run and the derivative checks read them all.</summary>
public static class Catalogue<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Dictionary<string, Row<T>> ByName;

    static Catalogue()
    {
        Rows = [.. ElementwiseRows<T>.Rows, .. ActivationRows<T>.Rows, .. ReductionRows<T>.Rows, .. MovementRows<T>.Rows, .. IndexingRows<T>.Rows, .. LinearAlgebraRows<T>.Rows, .. NetworkRows<T>.Rows, .. ConvolutionRows<T>.Rows];
        ByName = Rows.ToDictionary(row => row.Name);
    }

    /// <summary>All rows.</summary>
    public static IReadOnlyList<Row<T>> Rows { get; }

    /// <summary>The row of an operation; null where the library does not have it.</summary>
    public static Row<T>? Find(string name) => ByName.GetValueOrDefault(name);
}
