using System.Numerics;

namespace AutoDiff.Kernels;

/// <summary>What is done to the elements of C once they are complete, while they are still in the first-level cache.</summary>
internal unsafe interface IEpilogue
{
    /// <summary>Finishes elements of one row of C in place.</summary>
    /// <param name="c">The first element.</param>
    /// <param name="count">How many there are, side by side.</param>
    /// <param name="column">The column of the first.</param>
    void Apply<T>(T* c, nint count, nint column) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>C stays as it is, and the JIT leaves the way to the epilogue out.</summary>
internal readonly unsafe struct NoEpilogue : IEpilogue
{
    public void Apply<T>(T* c, nint count, nint column) where T : unmanaged, IFloatingPointIeee754<T>
    {
    }
}
