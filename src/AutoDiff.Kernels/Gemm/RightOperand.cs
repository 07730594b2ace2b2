using System.Numerics;

namespace AutoDiff.Kernels;

/// <summary>How the panels of B reach the kernel: where they are, or packed into one run each.</summary>
/// <remarks>
/// A panel is read once for every tile of its rows, so it should lie in one run in the second-level cache at least. Where rows of B are
/// contiguous, the first tile's kernel packs them on its way; else they are transposed before.
/// </remarks>
internal readonly unsafe struct RightOperand<S, V, T>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
{
    /// <summary>Tiles under each other that may read B where it is, if all of it stays in the second-level cache.</summary>
    private const int UnpackedTiles = 4;

    /// <summary>Inner length below which B stays in the first-level cache wherever it lies.</summary>
    private const int PackedInner = 32;

    private readonly MatrixView<T> _b;
    private readonly bool _packs, _isFar;

    /// <param name="product">The product.</param>
    /// <param name="inner">The longest block of k.</param>
    public RightOperand(in Product<T> product, int inner)
    {
        _b = product.B;
        _isFar = (long)product.N * product.K * sizeof(T) > CacheSizes.Second / 4;
        var unpackedRows = _isFar ? 0 : UnpackedTiles * Strips<S, V, T>.Rows(Strips<S, V, T>.MaxRegisters);
        _packs = _b.ColumnStride != 1 || (inner >= PackedInner && product.M > unpackedRows);
        KeepsAll = _packs && (long)product.N * inner * sizeof(T) <= CacheSizes.Second / 10;
        if (!_packs) return;
        var columns = KeepsAll ? Cut.Count(product.N, S.Width) : Strips<S, V, T>.MaxRegisters;
        Elements = (nint)columns * S.Width * inner;
    }

    /// <summary>How much memory packed panels take.</summary>
    public nint Elements { get; }

    /// <summary>Whether all panels of a block of k stay packed while rows pass by, or only one.</summary>
    public bool KeepsAll { get; }

    /// <summary>Lets a strip read its panel of B.</summary>
    /// <param name="strip">The strip.</param>
    /// <param name="inner">Where the block of k starts.</param>
    /// <param name="column">Where the panel starts.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="width">Its columns up to the end of the last register.</param>
    /// <param name="isFirst">Whether these are the first rows that read the panel in this block of k.</param>
    /// <param name="memory">The memory for packed panels.</param>
    public void Give(ref Strip<T> strip, int inner, int column, int columns, int width, bool isFirst, T* memory)
    {
        var b = _b.From(inner, column);
        strip.B = b.Start;
        strip.BRow = b.RowStride;
        if (!_packs) return;
        strip.Packed = memory + (KeepsAll ? column * strip.Inner : 0);
        var isPacked = KeepsAll && !isFirst;
        if (!isPacked && b.ColumnStride != 1)
        {
            Copying<T>.Copy(b, strip.Inner, columns, strip.Packed, width);
            isPacked = true;
        }

        if (isPacked) strip.UsePacked(width);
    }

    /// <summary>Lets a strip ask for the panel after its own while it computes, if it has to come from far.</summary>
    public void LookAhead(ref Strip<T> strip, int inner, int column)
    {
        if (strip.Packed == null || !_isFar) return;
        strip.Ahead = _b.At(inner, column);
        strip.AheadRow = _b.RowStride;
        strip.AheadRows = strip.Inner;
    }
}
