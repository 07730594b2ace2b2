using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Applies elementwise rules to tensors: the value through one fused kernel, recorded as one node.</summary>
internal static class Elementwise
{
    /// <summary>y = f(x), recorded where an input is tracked.</summary>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> x) where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Tape.Recorder(x) is not { } tape) return Value(rule, x, Context.Current);
        var y = Value(rule, x, tape.Context, tape.Store.Blocks);
        return tape.Append(tape.Reusable<MapNode<R, T>>().Set(rule, x, y), y, x);
    }

    /// <summary>y = f(a, b), recorded where an input is tracked.</summary>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> a, Tensor<T> b) where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Tape.Recorder(a, b) is not { } tape) return Value(rule, a, b, Context.Current);
        var y = Value(rule, a, b, tape.Context, tape.Store.Blocks);
        return tape.Append(tape.Reusable<MapNode2<R, T>>().Set(rule, a, b, y), y, a, b);
    }

    /// <summary>y = f(a, b, c), recorded where an input is tracked.</summary>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c) where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = Tape.Recorder<T>([a, b, c]);
        if (tape is null) return Value(rule, a, b, c);
        Tensor<T> y;
        using (tape.Own()) y = Value(rule, a, b, c);
        return tape.Append(tape.Reusable<MapNode3<R, T>>().Set(rule, a, b, c, y), y);
    }

    /// <summary>y = f(a, b, c, d), recorded where an input is tracked.</summary>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c, Tensor<T> d) where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var tape = Tape.Recorder<T>([a, b, c, d]);
        if (tape is null) return Value(rule, a, b, c, d);
        Tensor<T> y;
        using (tape.Own()) y = Value(rule, a, b, c, d);
        return tape.Append(tape.Reusable<MapNode4<R, T>>().Set(rule, a, b, c, d, y), y);
    }

    /// <summary>target += x, in place.</summary>
    public static void AddInPlace<T>(Tensor<T> target, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => AddInPlace(target, x, Context.Current);

    /// <inheritdoc cref="AddInPlace{T}(Tensor{T}, Tensor{T})"/>
    public static void AddInPlace<T>(Tensor<T> target, Tensor<T> x, Context context) where T : unmanaged, IFloatingPointIeee754<T>
        => Run(new ValueKernel2<AddRule, T>(default), target.Shape, target, x, target, context);

    /// <summary>Runs a kernel over operands that broadcast to <paramref name="shape"/>; an output that does gets the sums over the axes along which it is repeated.</summary>
    public static void Run<K, T>(K kernel, Shape shape, ReadOnlySpan<Tensor<T>> inputs, ReadOnlySpan<Tensor<T>> outputs)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (shape.Size == 0)
        {
            foreach (var y in outputs) Launch.Clear(y);
            return;
        }

        if (AreRows(shape, inputs) && AreRows(shape, outputs))
        {
            var operands = default(Operands<T>);
            for (var k = 0; k < inputs.Length; k++) operands.Set(k, ref inputs[k].Start);
            for (var k = 0; k < outputs.Length; k++) operands.Set(inputs.Length + k, ref outputs[k].Start);
            ElementwiseLoop.Run(kernel, ref operands, shape.Size);
        }
        else RunStrided(kernel, shape, inputs, outputs);

        if (Context.Current.Instructions is { } instructions) instructions.AppendElementwise(kernel, shape, inputs, outputs);
        foreach (var x in inputs) GC.KeepAlive(x);
        foreach (var y in outputs) GC.KeepAlive(y);
    }

    // A method of its own: its table would be cleared at every call, although most calls have no use for it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunStrided<K, T>(K kernel, Shape shape, ReadOnlySpan<Tensor<T>> inputs, ReadOnlySpan<Tensor<T>> outputs)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var operands = default(Operands<T>);
        var table = default(StrideTable);
        for (var k = 0; k < inputs.Length + outputs.Length; k++)
        {
            var x = k < inputs.Length ? inputs[k] : outputs[k - inputs.Length];
            operands.Set(k, ref x.Start);
            if (!x.IsContiguous || x.Shape != shape) table[k] = BroadcastStrides(x, shape);
        }

        ElementwiseLoop.Run(kernel, ref operands, shape.Axes, table);
    }

    /// <summary>True where all tensors are contiguous and of the same shape, so that their elements correspond as they lie.</summary>
    private static bool AreRows<T>(Shape shape, ReadOnlySpan<Tensor<T>> xs) where T : unmanaged
    {
        foreach (var x in xs)
        {
            if (!x.IsContiguous || x.Shape != shape) return false;
        }

        return true;
    }

    /// <summary>The strides with which x is read as if it had the given shape: 0 along the axes that are repeated.</summary>
    public static int[] BroadcastStrides<T>(Tensor<T> x, Shape shape) where T : unmanaged
    {
        var own = x.Strides;
        var strides = new int[shape.Rank];
        var lead = shape.Rank - x.Rank;
        for (var axis = 0; axis < x.Rank; axis++) strides[lead + axis] = x.Shape[axis] == 1 ? 0 : own[axis];
        return strides;
    }

    /// <summary>The strides with which x is read as if it had the given shape; null where its elements just follow each other.</summary>
    public static int[]? StridesFor<T>(Tensor<T> x, Shape shape) where T : unmanaged => x.IsContiguous && x.Shape == shape ? null : BroadcastStrides(x, shape);

    /// <summary>As the general form; without its detours where all operands are contiguous and of one shape.</summary>
    private static void Run<K, T>(K kernel, Shape shape, Tensor<T> x, Tensor<T> y, Context context) where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!x.IsContiguous || context.Instructions is not null)
        {
            Run(kernel, shape, [x], [y]);
            return;
        }

        var operands = default(Operands<T>);
        operands.A = ref x.Start;
        operands.B = ref y.Start;
        ElementwiseLoop.Run(kernel, ref operands, shape.Size);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
    }

    /// <summary>As the general form; without its detours where all operands are contiguous and of one shape.</summary>
    private static void Run<K, T>(K kernel, Shape shape, Tensor<T> a, Tensor<T> b, Tensor<T> y, Context context) where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!a.IsContiguous || !b.IsContiguous || a.Shape != shape || b.Shape != shape || context.Instructions is not null)
        {
            Run(kernel, shape, [a, b], [y]);
            return;
        }

        var operands = default(Operands<T>);
        operands.A = ref a.Start;
        operands.B = ref b.Start;
        operands.C = ref y.Start;
        ElementwiseLoop.Run(kernel, ref operands, shape.Size);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(y);
    }

    /// <summary>y = f(x), unrecorded.</summary>
    private static Tensor<T> Value<R, T>(R rule, Tensor<T> x, Context context) where R : struct, IMap where T : unmanaged, IFloatingPointIeee754<T> => Value(rule, x, context, context.Blocks);

    private static Tensor<T> Value<R, T>(R rule, Tensor<T> x, Context context, BlockList? owner) where R : struct, IMap where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(x.Shape, owner);
        Run(new ValueKernel<R, T>(rule), y.Shape, x, y, context);
        return y;
    }

    /// <summary>y = f(a, b), unrecorded.</summary>
    private static Tensor<T> Value<R, T>(R rule, Tensor<T> a, Tensor<T> b, Context context) where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
        => Value(rule, a, b, context, context.Blocks);

    private static Tensor<T> Value<R, T>(R rule, Tensor<T> a, Tensor<T> b, Context context, BlockList? owner) where R : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = a.Shape == b.Shape ? a.Shape : Shape.Broadcast(a.Shape, b.Shape, OpName.Of<R>());
        var y = Tensor<T>.Uninitialized(shape, owner);
        Run(new ValueKernel2<R, T>(rule), shape, a, b, y, context);
        return y;
    }

    /// <summary>y = f(a, b, c), unrecorded.</summary>
    private static Tensor<T> Value<R, T>(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c) where R : struct, IMap3 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Shape.Broadcast(Shape.Broadcast(a.Shape, b.Shape, OpName.Of<R>()), c.Shape, OpName.Of<R>()));
        Run(new ValueKernel3<R, T>(rule), y.Shape, [a, b, c], [y]);
        return y;
    }

    /// <summary>y = f(a, b, c, d), unrecorded.</summary>
    private static Tensor<T> Value<R, T>(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c, Tensor<T> d) where R : struct, IMap4 where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Shape.Broadcast(Shape.Broadcast(Shape.Broadcast(a.Shape, b.Shape, OpName.Of<R>()), c.Shape, OpName.Of<R>()), d.Shape, OpName.Of<R>()));
        Run(new ValueKernel4<R, T>(rule), y.Shape, [a, b, c, d], [y]);
        return y;
    }
}
