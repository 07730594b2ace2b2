namespace AutoDiff;

/// <summary>The one way to a kernel: runs it, and writes it down where a function is being compiled.</summary>
/// <remarks>
/// A rule never loops over elements itself: what it did not launch could not be repeated by a compiled function. Elementwise kernels are
/// launched by <see cref="Elementwise"/>, all others here.
/// </remarks>
internal static class Launch
{
    /// <summary>Runs a kernel on tensors: those that it reads contiguous or with strides that the call knows, those that it writes new or its own to change.</summary>
    public static void Run<C>(C call, params ReadOnlySpan<Tensor> operands) where C : struct, ICall
    {
        var buffers = default(Buffers);
        for (var k = 0; k < operands.Length; k++) buffers.Set(k, ref operands[k].StartByte);
        call.Run(in buffers);
        if (Context.Current.Instructions is { } instructions) instructions.Append(call, operands);
        foreach (var operand in operands) GC.KeepAlive(operand);
    }

    /// <summary>A new tensor of zeros; its memory belongs to whoever the current context says.</summary>
    public static Tensor<T> Zeros<T>(Shape shape) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(shape);
        Clear(y);
        return y;
    }

    /// <summary>Copies the elements of x to those of y, which has the same shape; both may have strides.</summary>
    public static void Copy<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged
    {
        if (x.IsContiguous && y.IsContiguous) Run(new CopyCall<T>(y.Length), x, y);
        else Run(new CopyStridedCall<T>(x.Shape, x.Strides, y.Strides), x, y);
    }

    /// <summary>Sets every element of a contiguous tensor to a value.</summary>
    public static void Fill<T>(Tensor<T> y, T value) where T : unmanaged => Run(new FillCall<T>(y.Length, value), y);

    /// <summary>Adds the elements of x to those of y, which may have strides, in place.</summary>
    public static void AddTo<T>(Tensor<T> y, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Run(new AddStridedCall<T>(y.Shape, y.Strides), x.Contiguous(), y);

    /// <summary>Sets every element of a contiguous tensor to 0.</summary>
    public static void Clear<T>(Tensor<T> y) where T : unmanaged => Run(new ClearCall<T>(y.Length), y);
}

/// <summary>y = 0.</summary>
internal readonly record struct ClearCall<T>(int Length) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => buffers.Span<T>(0, Length).Clear();
}

/// <summary>y = x, both contiguous.</summary>
internal readonly record struct CopyCall<T>(int Length) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => buffers.Span<T>(0, Length).CopyTo(buffers.Span<T>(1, Length));
}

/// <summary>y = c.</summary>
internal readonly record struct FillCall<T>(int Length, T Value) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => buffers.Span<T>(0, Length).Fill(Value);
}

/// <summary>y = x, read and written with strides.</summary>
internal readonly record struct CopyStridedCall<T>(Shape Shape, int[] From, int[] To) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => StridedCopy.Run(ref buffers.Start<T>(0), From, ref buffers.Start<T>(1), To, Shape.Axes);
}

/// <summary>y += x, written with strides.</summary>
internal readonly record struct AddStridedCall<T>(Shape Shape, int[] Strides) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => StridedSum.Add(buffers.Span<T>(0, Shape.Size), Shape.Axes, Strides, ref buffers.Start<T>(1));
}
