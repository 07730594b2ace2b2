using System.Collections;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The lengths of a tensor's axes, outermost first. A scalar has the empty shape []. Immutable.</summary>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public readonly struct Shape : IEquatable<Shape>, IEnumerable<int>
{
    private readonly int[]? _axes;

    private Shape(int[] axes, int length) => (_axes, Size) = (axes.Length == 0 ? null : axes, length);

    /// <summary>The shape of a scalar: [].</summary>
    public static Shape Scalar => new([], 1);

    /// <summary>How many axes there are.</summary>
    public int Rank => _axes?.Length ?? 0;

    /// <summary>How many elements there are: the product of the axes, 1 for a scalar.</summary>
    public int Size
    {
        // A default shape is the scalar's, so the field holds size - 1.
        get => field + 1;
        private init => field = value - 1;
    }

    /// <summary>The length of an axis; a negative axis counts from the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public int this[int axis] => Axes[Axis(axis, "shape")];

    /// <summary>The axes as a span.</summary>
    public ReadOnlySpan<int> Axes => _axes;

    /// <summary>Creates a shape from the lengths of its axes.</summary>
    /// <exception cref="ShapeException">A length is negative, or there are more than 2³¹ - 1 elements.</exception>
    public static Shape Create(ReadOnlySpan<int> axes) => new(axes.ToArray(), Count(axes));

    /// <summary>The shape with axes in an array that nobody changes any more.</summary>
    internal static Shape Over(int[] axes) => new(axes, Count(axes));

    private static int Count(ReadOnlySpan<int> axes)
    {
        long length = 1;
        foreach (var axis in axes)
        {
            if (axis < 0) throw new ShapeException($"shape: axes must not be negative, got {Text(axes)}.");
            length = Math.Min(length * axis, long.MaxValue >> 32);
        }

        if (length > Array.MaxLength) throw new ShapeException($"shape: at most {Array.MaxLength} elements are supported, got {Text(axes)}.");
        return (int)length;
    }

    /// <summary>The shape with the given axes.</summary>
    public static implicit operator Shape(int[] axes) => Create(axes);

    /// <summary>True where both have the same axes.</summary>
    public static bool operator ==(Shape a, Shape b) => a.Equals(b);

    /// <summary>True where the axes differ.</summary>
    public static bool operator !=(Shape a, Shape b) => !a.Equals(b);

    /// <summary>The shape to which two shapes broadcast by NumPy's rule: aligned at the last axis, equal lengths or 1.</summary>
    /// <param name="a">The first shape.</param>
    /// <param name="b">The second shape.</param>
    /// <param name="op">The operation that asks, for the message.</param>
    /// <exception cref="ShapeException">An axis differs and is 1 in neither.</exception>
    public static Shape Broadcast(Shape a, Shape b, string op = "broadcast")
    {
        if (a == b) return a;
        var rank = Math.Max(a.Rank, b.Rank);
        var axes = new int[rank];
        for (var k = 1; k <= rank; k++)
        {
            var (m, n) = (k <= a.Rank ? a[^k] : 1, k <= b.Rank ? b[^k] : 1);
            if (m != n && m != 1 && n != 1)
                throw new ShapeException($"{op}: shapes {a} and {b} do not broadcast (axis -{k}: {m} and {n}).");
            axes[rank - k] = m == 1 ? n : m;
        }

        var shape = Create(axes);
        return shape == a ? a : shape == b ? b : shape;
    }

    /// <summary>The length of an axis counted from either end.</summary>
    public int this[Index axis] => Axes[axis];

    /// <inheritdoc/>
    public bool Equals(Shape other) => ReferenceEquals(_axes, other._axes) || Axes.SequenceEqual(other.Axes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Shape other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var axis in Axes) hash.Add(axis);
        return hash.ToHashCode();
    }

    /// <summary>The axes in brackets: [2, 3].</summary>
    public override string ToString() => Text(Axes);

    /// <summary>A copy of the axes.</summary>
    public int[] ToArray() => Axes.ToArray();

    /// <summary>Enumerates the axes.</summary>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(_axes ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The axis counted from the start, for an axis that may count from the end.</summary>
    /// <param name="axis">-Rank to Rank - 1.</param>
    /// <param name="op">The operation that asks, for the message.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    internal int Axis(int axis, string op)
    {
        if (axis < -Rank || axis >= Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{op}: shape {this} has no axis {axis}; it must be in [{-Rank}, {Rank - 1}].");
        return axis < 0 ? axis + Rank : axis;
    }

    /// <summary>Row-major strides: how far apart neighbours along each axis lie.</summary>
    internal int[] ContiguousStrides()
    {
        var strides = new int[Rank];
        var stride = 1;
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(1, this[axis]);
        }

        return strides;
    }

    /// <summary>True where elements with these strides lie in row-major order without gaps. The stride of an axis of length 1 does not matter.</summary>
    internal bool IsContiguous(ReadOnlySpan<int> strides)
    {
        if (Size == 0) return true;
        var expected = 1;
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            if (Axes[axis] == 1) continue;
            if (strides[axis] != expected) return false;
            expected *= Axes[axis];
        }

        return true;
    }

    private static string Text(ReadOnlySpan<int> axes) => $"[{string.Join(", ", axes.ToArray())}]";
}
