namespace AutoDiff.Kernels;

/// <summary>A fused elementwise computation over contiguous operands.</summary>
internal interface IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many of the operands are read. They come first.</summary>
    static abstract int Inputs { get; }

    /// <summary>How many of the operands are written. They come last.</summary>
    static abstract int Outputs { get; }

    /// <summary>Computes the elements 0 to <paramref name="count"/> - 1 of every output; <paramref name="count"/> is a multiple of the width.</summary>
    void Run<L>(in Operands<T> operands, nuint count) where L : struct, ILane<L, T>;
}
