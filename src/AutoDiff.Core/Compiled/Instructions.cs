namespace AutoDiff;

/// <summary>The kernels that a function ran, in order, each with the addresses of its operands: running them again repeats the function.</summary>
internal sealed unsafe class Instructions
{
    private readonly List<Instruction> _list = [];

    /// <summary>Adds a kernel that has just run on these operands.</summary>
    public void Append<C>(C call, ReadOnlySpan<Tensor> operands) where C : struct, ICall
    {
        var starts = new nint[operands.Length];
        for (var k = 0; k < starts.Length; k++) starts[k] = operands[k].Address;
        _list.Add(new CallInstruction<C>(call, starts));
    }

    /// <summary>Adds an elementwise kernel that has just run.</summary>
    public void AppendElementwise<K, T>(K kernel, Shape shape, ReadOnlySpan<Tensor<T>> inputs, ReadOnlySpan<Tensor<T>> outputs)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
        => throw new NotImplementedException();
}

/// <summary>One kernel on operands whose addresses are known.</summary>
internal abstract class Instruction
{
    public abstract void Run();
}

/// <inheritdoc/>
internal sealed unsafe class CallInstruction<C>(C call, nint[] starts) : Instruction where C : struct, ICall
{
    public override void Run()
    {
        var buffers = default(Buffers);
        for (var k = 0; k < starts.Length; k++) buffers.Set(k, ref *(byte*)starts[k]);
        call.Run(in buffers);
    }
}
