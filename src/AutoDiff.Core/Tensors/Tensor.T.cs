using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>An immutable, shaped and strided array of numbers. With float or double it can be differentiated.</summary>
/// <typeparam name="T">float or double for values; int or long for indices; bool for masks.</typeparam>
/// <remarks>
/// Reshape, permute, slice and broadcast share memory with the original where strides allow. A tensor needs no disposal: a constant is
/// garbage-collected, and what a tape recorded returns to a pool when the tape is disposed; using it after that is an error.
/// </remarks>
public sealed unsafe partial class Tensor<T> : Tensor where T : unmanaged
{
    // An array of the garbage collector, or what keeps the block; null where a tape or a replay owns the block.
    private readonly object? _memory;
    private readonly Block? _block;
    private readonly int _generation;
    private readonly int _offset;
    private readonly int[]? _strides;

    internal Tensor(T[] array, Shape shape, int offset = 0, int[]? strides = null) : base(shape)
        => (_memory, _offset, _strides) = (array, offset, strides);

    private Tensor(BlockKeeper keeper, Shape shape) : this(keeper.Block, shape) => _memory = keeper;

    private Tensor(Block block, Shape shape, int offset = 0, int[]? strides = null) : base(shape)
        => (_block, _generation, _offset, _strides) = (block, block.Generation, offset, strides);

    private Tensor(Tensor<T> source, Shape shape, int offset, int[]? strides) : base(shape)
        => (_memory, _block, _generation, _offset, _strides) = (source._memory, source._block, source._generation, offset, strides);

    /// <inheritdoc/>
    public override Type ElementType => typeof(T);

    /// <summary>True where the elements lie in memory in row-major order without gaps.</summary>
    public bool IsContiguous => _strides is null;

    /// <summary>The single element of a tensor that has just one.</summary>
    /// <exception cref="InvalidOperationException">There is not exactly one element.</exception>
    public T Item => Length == 1
        ? Read()[0]
        : throw new InvalidOperationException($"item: a tensor with one element is required, got shape {Shape}; index it, or use ToArray().");

    /// <summary>The block that holds the elements, if it is not an array of the garbage collector.</summary>
    internal Block? Block => _block;

    internal override Block? BlockOrNull => _block;

    /// <summary>Distance between neighbours along each axis, in elements; null where contiguous.</summary>
    internal int[]? StridesOrNull => _strides;

    /// <summary>Distance between neighbours along each axis, in elements.</summary>
    internal int[] Strides => _strides ?? Shape.ContiguousStrides();

    internal int Offset => _offset;

    /// <summary>The element at index 0, ..., 0.</summary>
    internal ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_block is null) return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Unsafe.As<T[]>(_memory!)), _offset);
            if (_block.Generation != _generation) ThrowStale();
            return ref Unsafe.Add(ref Unsafe.AsRef<T>(_block.Pointer), _offset);
        }
    }

    internal override object? Memory => _memory;

    internal override ref byte StartByte => ref Unsafe.As<T, byte>(ref Start);

    internal override nint Address => (nint)Unsafe.AsPointer(ref Start);

    /// <summary>The elements of a contiguous tensor, in row-major order; not for rules, which launch kernels.</summary>
    internal ReadOnlySpan<T> Span => Read();

    /// <summary>The elements of a new tensor, to be written by whoever makes it and by nobody after; not for rules, which launch kernels.</summary>
    internal Span<T> WritableSpan => Read();

    /// <summary>A new contiguous tensor whose elements are still to be written; its memory belongs to whoever the current context says.</summary>
    internal static Tensor<T> Uninitialized(Shape shape) => Uninitialized(shape, Context.Current.Blocks);

    /// <summary>A new contiguous tensor whose elements are still to be written, in memory of the given owner or, without one, of the garbage collector.</summary>
    internal static Tensor<T> Uninitialized(Shape shape, BlockList? owner)
    {
        var bytes = (long)shape.Size * sizeof(T);
        if (owner is not null) return new Tensor<T>(owner.Rent(bytes), shape);
        return bytes < BlockKeeper.LargeBytes ? new Tensor<T>(GC.AllocateUninitializedArray<T>(shape.Size), shape) : new Tensor<T>(BlockKeeper.Rent(bytes), shape);
    }

    /// <summary>A tensor over the same memory with another shape and strides; a constant until somebody records it.</summary>
    internal Tensor<T> View(Shape shape, int offset, int[]? strides)
        => new(this, shape, offset, strides is null || shape.IsContiguous(strides) ? null : strides);

    /// <summary>This tensor if it is contiguous, else a constant contiguous copy.</summary>
    internal Tensor<T> Contiguous()
    {
        if (IsContiguous) return this;
        var copy = Uninitialized(Shape);
        Launch.Copy(this, copy);
        return copy;
    }

    /// <summary>The elements in row-major order, in a new array.</summary>
    public T[] ToArray()
    {
        var array = GC.AllocateUninitializedArray<T>(Length);
        CopyTo(array);
        return array;
    }

    /// <summary>Copies the elements in row-major order.</summary>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void CopyTo(Span<T> destination)
    {
        if (destination.Length < Length)
            throw new ArgumentException($"copy: the destination must hold {Length} elements for shape {Shape}, got {destination.Length}.", nameof(destination));
        if (IsContiguous) Read().CopyTo(destination);
        else
        {
            RefuseWhileCompiling();
            Strided.Gather(ref Start, Shape.Axes, Strides, 0, destination[..Length]);
        }

        GC.KeepAlive(this);
    }

    /// <summary>A constant with the same values that outlives every tape. No derivative flows through it.</summary>
    public Tensor<T> Detach()
    {
        if (Owner is null && _memory is not null) return this;
        return new Tensor<T>(ToArray(), Shape);
    }

    internal override Tensor DetachedCopy() => new Tensor<T>(ToArray(), Shape);

    internal override void CopyInto(Tensor target) => CopyTo(((Tensor<T>)target).WritableSpan);

    /// <summary>This tensor, or a copy in the memory that the current context says where it lies in memory that a replay is about to return.</summary>
    internal Tensor<T> Kept()
    {
        if (_block is not { IsScratch: true }) return this;
        var copy = Uninitialized(Shape);
        Launch.Copy(this, copy);
        return copy;
    }

    /// <summary>The same memory as a constant of its present use: for what a compiled function keeps after its tape has ended.</summary>
    internal Tensor<T> Renewed() => _memory is not null ? Untracked() : new Tensor<T>(_block!, Shape, _offset, _strides);

    /// <summary>The same memory as a constant: the value without its history, as long as its owner lives.</summary>
    internal Tensor<T> Untracked() => Owner is null ? this : new Tensor<T>(this, Shape, _offset, _strides);

    private Span<T> Read()
    {
        RefuseWhileCompiling();
        return MemoryMarshal.CreateSpan(ref Start, Length);
    }

    private static void RefuseWhileCompiling()
    {
        if (Context.Current.Instructions is not null)
            throw new NotSupportedException("compile: the function reads or writes single values while it is being recorded (Item, ToArray(), a scalar, a value written on the host), which a replay could not repeat; state it with tensor operations, or do not compile it.");
    }

    private static void ThrowStale()
        => throw new ObjectDisposedException(null, "tensor: its tape was disposed, or it was an adjoint of a finished replay; copy it first with Detach() or ToArray().");
}
