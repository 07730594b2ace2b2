namespace AutoDiff.Kernels;

/// <summary>A fused elementwise computation, stated for one register of each operand. The loops are those of <see cref="KernelLoop"/>.</summary>
internal interface IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>How many of the operands are read. They come first.</summary>
    static abstract int Inputs { get; }

    /// <summary>How many of the operands are written, at most four. They come last.</summary>
    static abstract int Outputs { get; }

    /// <summary>Reads every input once, then writes every output once: an output may lie where an input does.</summary>
    /// <param name="o">The operands.</param>
    /// <param name="at">Where in the operands.</param>
    void Step<L, C>(in Pinned<T> o, ref C at) where L : struct, ILane<L, T> where C : struct, ICursor<L, T>;
}
