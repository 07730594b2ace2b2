using System.Numerics;

namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>A scalar: shape [].</summary>
    public static Tensor<T> Scalar<T>(T value) where T : unmanaged => new([value], Shape.Scalar);

    /// <summary>A vector of the given elements.</summary>
    public static Tensor<T> Of<T>(params ReadOnlySpan<T> elements) where T : unmanaged => new(elements.ToArray(), [elements.Length]);

    /// <summary>A tensor with a copy of the given elements.</summary>
    /// <param name="elements">In row-major order.</param>
    /// <param name="shape">The shape; its length is the number of elements.</param>
    /// <exception cref="ShapeException">The number of elements does not fit the shape.</exception>
    public static Tensor<T> From<T>(ReadOnlySpan<T> elements, Shape shape) where T : unmanaged
    {
        if (shape.Size != elements.Length) throw new ShapeException($"from: shape {shape} needs {shape.Size} elements, got {elements.Length}.");
        return new Tensor<T>(elements.ToArray(), shape);
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape)"/>
    public static Tensor<T> From<T>(T[] elements, Shape shape) where T : unmanaged => From((ReadOnlySpan<T>)elements, shape);

    /// <summary>A vector with a copy of the given elements.</summary>
    public static Tensor<T> From<T>(T[] elements) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        return From((ReadOnlySpan<T>)elements, [elements.Length]);
    }

    /// <summary>A matrix with a copy of the given elements.</summary>
    public static Tensor<T> From<T>(T[,] elements) where T : unmanaged => FromArray<T>(elements);

    /// <summary>A tensor of rank 3 with a copy of the given elements.</summary>
    public static Tensor<T> From<T>(T[,,] elements) where T : unmanaged => FromArray<T>(elements);

    /// <summary>A tensor of rank 4 with a copy of the given elements.</summary>
    public static Tensor<T> From<T>(T[,,,] elements) where T : unmanaged => FromArray<T>(elements);

    /// <summary>A matrix with a copy of the given rows.</summary>
    /// <exception cref="ShapeException">The rows differ in length.</exception>
    public static Tensor<T> From<T>(T[][] rows) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(rows);
        var columns = rows.Length == 0 ? 0 : rows[0].Length;
        var elements = new T[rows.Length * columns];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Length != columns) throw new ShapeException($"from: all rows must have the same length; row 0 has {columns} elements, row {i} has {rows[i].Length}.");
            rows[i].CopyTo(elements, i * columns);
        }

        return new Tensor<T>(elements, [rows.Length, columns]);
    }

    /// <summary>Wraps storage without a copy.</summary>
    /// <param name="storage">The elements in row-major order; not to be changed as long as the tensor is used.</param>
    /// <param name="shape">The shape; its length is the number of elements.</param>
    /// <exception cref="ShapeException">The number of elements does not fit the shape.</exception>
    public static Tensor<T> Wrap<T>(T[] storage, Shape shape) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(storage);
        if (shape.Size != storage.Length) throw new ShapeException($"wrap: shape {shape} needs {shape.Size} elements, got {storage.Length}.");
        return new Tensor<T>(storage, shape);
    }

    /// <summary>Wraps strided storage without a copy.</summary>
    /// <param name="storage">The elements; not to be changed as long as the tensor is used.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="strides">Distance between neighbours along each axis, in elements; 0 repeats, negative runs backwards.</param>
    /// <param name="offset">Where the element at index 0, ..., 0 lies.</param>
    /// <exception cref="ArgumentException">There is not one stride for each axis, or an element would lie outside the storage.</exception>
    public static Tensor<T> Wrap<T>(T[] storage, Shape shape, ReadOnlySpan<int> strides, int offset = 0) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(storage);
        if (strides.Length != shape.Rank) throw new ArgumentException($"wrap: one stride for each of the {shape.Rank} axes is required, got {strides.Length}.", nameof(strides));
        long first = offset, last = offset;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            var reach = (long)(shape[axis] - 1) * strides[axis];
            if (reach < 0) first += reach;
            else last += reach;
        }

        if (shape.Size > 0 && (first < 0 || last >= storage.Length))
            throw new ArgumentException($"wrap: shape {shape} with these strides reaches from {first} to {last}, outside the storage of {storage.Length} elements.", nameof(storage));
        return new Tensor<T>(storage, shape, offset, shape.IsContiguous(strides) ? null : strides.ToArray());
    }

    /// <summary>A tensor of zeros.</summary>
    public static Tensor<T> Zeros<T>(Shape shape) where T : unmanaged => new(new T[shape.Size], shape);

    /// <summary>A tensor of ones.</summary>
    public static Tensor<T> Ones<T>(Shape shape) where T : unmanaged, INumberBase<T> => Full(shape, T.One);

    /// <summary>A tensor of one value.</summary>
    public static Tensor<T> Full<T>(Shape shape, T value) where T : unmanaged
    {
        var elements = GC.AllocateUninitializedArray<T>(shape.Size);
        elements.AsSpan().Fill(value);
        return new Tensor<T>(elements, shape);
    }

    /// <summary>The vector start, start + step, ... below <paramref name="end"/> (above it for a negative step).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The step is 0 or leads away from the end.</exception>
    public static Tensor<T> Arange<T>(T start, T end, T step) where T : unmanaged, INumber<T>
    {
        if (T.IsZero(step) || (end - start) / step < T.Zero)
            throw new ArgumentOutOfRangeException(nameof(step), $"arange: the step must lead from start to end, got start {start}, end {end}, step {step}.");
        var count = int.CreateChecked(Math.Ceiling(double.CreateChecked(end - start) / double.CreateChecked(step)));
        var elements = new T[count];
        for (var i = 0; i < count; i++) elements[i] = start + T.CreateChecked(i) * step;
        return new Tensor<T>(elements, [count]);
    }

    /// <summary>The vector 0, 1, ..., count - 1.</summary>
    public static Tensor<T> Arange<T>(int count) where T : unmanaged, INumber<T> => Arange(T.Zero, T.CreateChecked(count), T.One);

    /// <summary>A vector of evenly spaced numbers from start to end, both included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">count is negative.</exception>
    public static Tensor<T> Linspace<T>(T start, T end, int count) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var elements = new T[count];
        for (var i = 0; i < count; i++) elements[i] = i == count - 1 && i > 0 ? end : start + (end - start) * T.CreateTruncating(i) / T.CreateTruncating(Math.Max(1, count - 1));
        return new Tensor<T>(elements, [count]);
    }

    /// <summary>The identity matrix, or a rectangular one with ones on its diagonal.</summary>
    /// <param name="rows">m.</param>
    /// <param name="columns">n; m if left out.</param>
    public static Tensor<T> Eye<T>(int rows, int? columns = null) where T : unmanaged, INumberBase<T>
    {
        var n = columns ?? rows;
        Shape shape = [rows, n];
        var elements = new T[shape.Size];
        for (var i = 0; i < Math.Min(rows, n); i++) elements[i * n + i] = T.One;
        return new Tensor<T>(elements, shape);
    }

    private static Tensor<T> FromArray<T>(Array elements) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(elements);
        var axes = new int[elements.Rank];
        for (var axis = 0; axis < axes.Length; axis++) axes[axis] = elements.GetLength(axis);
        Shape shape = axes;
        var copy = new T[shape.Size];
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(elements)), copy.Length).CopyTo(copy);
        return new Tensor<T>(copy, shape);
    }
}
