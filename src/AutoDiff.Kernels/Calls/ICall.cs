namespace AutoDiff.Kernels;

/// <summary>A kernel with its settings (lengths, strides, axes): everything about a computation but where its operands lie.</summary>
/// <remarks>A recorded program keeps it and runs it again on other contents of the same memory, so it decides by what it reads, at the time when it runs.</remarks>
internal interface ICall
{
    /// <summary>Reads some operands and writes others.</summary>
    void Run(in Buffers buffers);
}
