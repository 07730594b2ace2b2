using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Elements chosen one by one along an axis: index element [i, j] means place [index[i, j], j] for axis 0, and likewise for others.</summary>
/// <param name="lengths">The shape of the index.</param>
/// <param name="strides">The strides of the data that the places lie in, one an axis of the index.</param>
/// <param name="axis">The axis along which the index chooses.</param>
/// <param name="length">How long the data is along that axis.</param>
internal readonly ref struct AlongAxis(ReadOnlySpan<int> lengths, ReadOnlySpan<int> strides, int axis, int length)
{
    private readonly ReadOnlySpan<int> _lengths = lengths;
    private readonly ReadOnlySpan<int> _strides = strides;

    /// <summary>target[e] = the element of the source that index element e chooses.</summary>
    /// <returns>-1, or the first index element that lies outside the axis.</returns>
    public int Take<T>(ref T source, ReadOnlySpan<int> index, Span<T> target) where T : unmanaged
        => Walk(index, new Taking<T> { Source = ref source, Target = ref MemoryMarshal.GetReference(target) });

    /// <summary>Adds source[e] to the place that index element e chooses; a place that comes several times gets all of them, in order.</summary>
    /// <inheritdoc cref="Take"/>
    public int Add<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> index, ref T target) where T : unmanaged, INumberBase<T>
        => Walk(index, new Adding<T> { Source = ref MemoryMarshal.GetReference(source), Target = ref target });

    /// <summary>Writes e to the place that index element e chooses; the last one stays where a place comes several times.</summary>
    /// <inheritdoc cref="Take"/>
    public int Number(ReadOnlySpan<int> index, Span<int> target) => Walk(index, new Numbering { Target = ref MemoryMarshal.GetReference(target) });

    private int Walk<V>(ReadOnlySpan<int> index, V visitor) where V : struct, IVisitor, allows ref struct
    {
        if (index.IsEmpty) return -1;
        var last = _lengths.Length - 1;
        nint start = 0;
        Span<int> position = stackalloc int[_lengths.Length];
        position.Clear();
        for (var e = 0; e < index.Length; e += _lengths[last])
        {
            var run = index.Slice(e, _lengths[last]);
            var outside = axis != last ? Across(run, e, start, _strides[axis], _strides[last], visitor)
                : _strides[last] == 1 ? Along(run, e, start, 1, visitor)
                : Along(run, e, start, _strides[last], visitor);
            if (outside >= 0) return outside;
            for (var k = last - 1; k >= 0; k--)
            {
                var stride = k == axis ? 0 : _strides[k];
                start += stride;
                if (++position[k] < _lengths[k]) break;
                start -= (nint)position[k] * stride;
                position[k] = 0;
            }
        }

        return -1;
    }

    /// <summary>A run of index elements along the axis in which they choose; <paramref name="e"/> is the number of the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Along<V>(ReadOnlySpan<int> run, int e, nint start, nint chosen, V visitor) where V : struct, IVisitor, allows ref struct
    {
        var limit = (uint)length;
        for (var i = 0; i < run.Length; i++)
        {
            if ((uint)run[i] >= limit) return e + i;
            visitor.Visit(e + i, start + run[i] * chosen);
        }

        return -1;
    }

    /// <summary>A run of index elements along another axis.</summary>
    private int Across<V>(ReadOnlySpan<int> run, int e, nint start, nint chosen, nint step, V visitor) where V : struct, IVisitor, allows ref struct
    {
        var limit = (uint)length;
        for (var i = 0; i < run.Length; i++, start += step)
        {
            if ((uint)run[i] >= limit) return e + i;
            visitor.Visit(e + i, start + run[i] * chosen);
        }

        return -1;
    }

    private interface IVisitor
    {
        void Visit(int element, nint place);
    }

    private ref struct Taking<T> : IVisitor
    {
        public ref T Source;
        public ref T Target;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Visit(int element, nint place) => Unsafe.Add(ref Target, element) = Unsafe.Add(ref Source, place);
    }

    private ref struct Adding<T> : IVisitor where T : INumberBase<T>
    {
        public ref T Source;
        public ref T Target;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Visit(int element, nint place) => Unsafe.Add(ref Target, place) += Unsafe.Add(ref Source, element);
    }

    private ref struct Numbering : IVisitor
    {
        public ref int Target;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public readonly void Visit(int element, nint place) => Unsafe.Add(ref Target, place) = element;
    }
}
