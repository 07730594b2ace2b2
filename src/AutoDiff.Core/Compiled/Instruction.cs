using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>One kernel on operands whose addresses are known.</summary>
internal abstract class Instruction
{
    public abstract void Run();
}

/// <summary>A kernel of any kind.</summary>
internal sealed unsafe class CallInstruction<C>(C call, nint[] starts) : Instruction where C : struct, ICall
{
    public override void Run()
    {
        var buffers = default(Buffers);
        for (var k = 0; k < starts.Length; k++) buffers.Set(k, ref *(byte*)starts[k]);
        call.Run(in buffers);
    }
}

/// <summary>An elementwise kernel.</summary>
internal abstract class ElementwiseInstruction(nint[] starts, int inputs, int length) : Instruction
{
    /// <summary>Where the operands start, inputs first.</summary>
    public nint[] Starts { get; } = starts;

    /// <summary>How many of the operands are read.</summary>
    public int Inputs { get; } = inputs;

    /// <summary>How many elements the result has.</summary>
    public int Length { get; } = length;

    /// <summary>Bytes of an element.</summary>
    public abstract int ElementSize { get; }

    /// <summary>True where every operand is read and written element by element, without strides.</summary>
    public abstract bool IsContiguous { get; }

    /// <summary>Computes a part of the elements; for contiguous operands.</summary>
    public abstract void Run(int start, int length);
}

/// <inheritdoc/>
/// <param name="kernel">The computation.</param>
/// <param name="starts">Where the operands start, inputs first.</param>
/// <param name="inputs">How many of them are read.</param>
/// <param name="shape">The shape of the result.</param>
/// <param name="strides">For each operand its strides, or null where it is contiguous; null where all are.</param>
internal sealed unsafe class ElementwiseInstruction<K, T>(K kernel, nint[] starts, int inputs, Shape shape, int[]?[]? strides)
    : ElementwiseInstruction(starts, inputs, shape.Size)
    where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public override int ElementSize => sizeof(T);

    public override bool IsContiguous => strides is null;

    public override void Run()
    {
        if (strides is null)
        {
            Run(0, Length);
            return;
        }

        var operands = Operands(0);
        var table = default(StrideTable);
        for (var k = 0; k < strides.Length; k++) table[k] = strides[k];
        ElementwiseLoop.Run(kernel, ref operands, shape.Axes, table);
    }

    public override void Run(int start, int length)
    {
        var operands = Operands(start);
        ElementwiseLoop.Run(kernel, ref operands, length);
    }

    private Operands<T> Operands(int start)
    {
        var operands = default(Operands<T>);
        var starts = Starts;
        for (var k = 0; k < starts.Length; k++) operands.Set(k, ref ((T*)starts[k])[start]);
        return operands;
    }
}

/// <summary>Elementwise kernels that follow each other over the same elements, run block by block: what one leaves in the cache the next finds there.</summary>
internal sealed class ElementwiseChain(ElementwiseInstruction[] links) : Instruction
{
    /// <summary>Elements of a block: a few operands of it fit into the first-level cache.</summary>
    private const int Block = 1024;

    /// <summary>Blocks of a piece of work for one thread.</summary>
    private const int BlocksPerPiece = 16;

    private readonly int _length = links[0].Length;

    /// <summary>Elements below which the operands stay in the cache anyway.</summary>
    public static int ShortestLength => 4 * Block;

    public override void Run()
    {
        var handle = GCHandle.Alloc(this);
        try
        {
            WorkerPool.Run(new Pieces(GCHandle.ToIntPtr(handle)), Cut.Count(_length, Block * BlocksPerPiece));
        }
        finally
        {
            handle.Free();
        }
    }

    private void Run(int piece)
    {
        var end = Math.Min(_length, (piece + 1) * Block * BlocksPerPiece);
        for (var start = piece * Block * BlocksPerPiece; start < end; start += Block)
        {
            foreach (var link in links) link.Run(start, Math.Min(Block, end - start));
        }
    }

    /// <summary>The chain as work for several threads, which take no references.</summary>
    private readonly struct Pieces(nint chain) : IPieces
    {
        public void Run(int piece) => ((ElementwiseChain)GCHandle.FromIntPtr(chain).Target!).Run(piece);
    }
}
