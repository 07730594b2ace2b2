using System.Numerics;

namespace AutoDiff.Kernels;

/// <summary>What is done to elements of C when their sums are complete, while they are still in a cache near by.</summary>
internal interface IEpilogue
{
    /// <summary>Finishes a rectangle of C in place.</summary>
    /// <param name="c">Its first element; the elements of a row are contiguous.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="column">The column of C at which it starts.</param>
    void Apply<T>(MatrixView<T> c, nint rows, nint columns, nint column) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>C stays as it is; the JIT leaves the way to the epilogue out.</summary>
internal readonly struct NoEpilogue : IEpilogue
{
    public void Apply<T>(MatrixView<T> c, nint rows, nint columns, nint column) where T : unmanaged, IFloatingPointIeee754<T>
    {
    }
}
