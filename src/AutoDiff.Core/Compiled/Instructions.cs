using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>The kernels that a function ran, in order, each with the addresses of its operands: running them again repeats the function.</summary>
/// <remarks>
/// The memory is that of a pool of its own, whose reuse while the function ran is the plan for every later run: an adjoint that went back to
/// the pool left its place to the next one. Memory that no tape owns is held, and arrays of the garbage collector are pinned, as long as this object lives.
/// </remarks>
internal sealed class Instructions
{
    private readonly Dictionary<object, GCHandle> _held = new(ReferenceEqualityComparer.Instance);
    private List<Instruction> _list = [];
    private Instruction[] _program = [];

    ~Instructions()
    {
        foreach (var handle in _held.Values) handle.Free();
    }

    /// <summary>The memory of the function.</summary>
    public BlockPool Pool { get; } = new();

    /// <summary>How many instructions there are.</summary>
    public int Count => _program.Length;

    /// <summary>Adds a kernel that has just run on these operands.</summary>
    public void Append<C>(C call, ReadOnlySpan<Tensor> operands) where C : struct, ICall
    {
        var starts = new nint[operands.Length];
        for (var k = 0; k < starts.Length; k++) starts[k] = Pin(operands[k]);
        _list.Add(new CallInstruction<C>(call, starts));
    }

    /// <summary>Adds an elementwise kernel that has just run.</summary>
    public void AppendElementwise<K, T>(K kernel, Shape shape, ReadOnlySpan<Tensor<T>> inputs, ReadOnlySpan<Tensor<T>> outputs)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var starts = new nint[inputs.Length + outputs.Length];
        int[]?[]? strides = null;
        for (var k = 0; k < starts.Length; k++)
        {
            var x = k < inputs.Length ? inputs[k] : outputs[k - inputs.Length];
            starts[k] = Pin(x);
            if (x.IsContiguous && x.Shape == shape) continue;
            strides ??= new int[]?[starts.Length];
            strides[k] = Elementwise.BroadcastStrides(x, shape);
        }

        _list.Add(new ElementwiseInstruction<K, T>(kernel, starts, inputs.Length, shape, strides));
    }

    /// <summary>Ends the recording: elementwise kernels over the same elements are joined to chains.</summary>
    public void Complete()
    {
        _program = Chains.Join(_list);
        _list = [];
    }

    /// <summary>Runs the kernels on what their memory holds now.</summary>
    public void Run()
    {
        foreach (var instruction in _program) instruction.Run();
    }

    /// <summary>The address of a tensor's first element, which stays where it is from now on.</summary>
    private nint Pin(Tensor x)
    {
        if (x.Memory is { } memory && !_held.ContainsKey(memory)) _held.Add(memory, GCHandle.Alloc(memory, memory is Array ? GCHandleType.Pinned : GCHandleType.Normal));
        return x.Address;
    }
}
