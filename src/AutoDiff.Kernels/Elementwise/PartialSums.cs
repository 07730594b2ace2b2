namespace AutoDiff.Kernels;

/// <summary>The outputs of a computation that are sums over broadcast axes: each piece has sums of its own, which are added up in a fixed order.</summary>
/// <param name="starts">For each operand where the sums of the first piece are; null for one that is not a sum.</param>
/// <param name="sizes">For each operand how many sums a piece has.</param>
internal readonly unsafe struct PartialSums<T>(T** starts, int* sizes) where T : unmanaged
{
    /// <summary>Whether an output is a sum.</summary>
    public bool Has(int k) => starts is not null && starts[k] is not null;

    /// <summary>The sums of a piece.</summary>
    public T* Start(int k, int piece) => starts[k] + (nint)piece * sizes[k];
}
