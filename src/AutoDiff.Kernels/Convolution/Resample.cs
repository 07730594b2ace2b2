using System.Diagnostics;

namespace AutoDiff.Kernels;

/// <summary>How positions of a longer or shorter axis lie on the axis that they are interpolated from.</summary>
internal enum Interpolation
{
    /// <summary>The element at ⌊i from / to⌋.</summary>
    Nearest,

    /// <summary>Elements are the middles of cells: between the neighbours of (i + ½) from / to - ½.</summary>
    Linear,

    /// <summary>The first and last elements stay where they are: between the neighbours of i from / to.</summary>
    LinearCorners,
}

/// <summary>An axis that is interpolated.</summary>
/// <param name="Length">Positions of x.</param>
/// <param name="Count">Positions of y.</param>
/// <param name="From">So many positions of x ...</param>
/// <param name="To">... become so many of y.</param>
/// <param name="Interpolation">How.</param>
internal readonly record struct ResampleAxis(int Length, int Count, double From, double To, Interpolation Interpolation)
{
    /// <summary>The two neighbours of a position of y, and the share of the second.</summary>
    public (int First, int Second, double Share) At(int position)
    {
        // A product is divided, for a quotient that is a whole number to be exact.
        if (Interpolation == Interpolation.Nearest)
        {
            var nearest = Math.Min((int)(position * From / To), Length - 1);
            return (nearest, nearest, 0);
        }

        var place = Interpolation == Interpolation.Linear ? Math.Max(0, (position + 0.5) * From / To - 0.5) : position * From / To;
        var first = Math.Min((int)place, Length - 1);
        return (first, Math.Min(first + 1, Length - 1), place - first);
    }
}

/// <summary>Interpolates the last two axes, one after the other, and the adjoint of that.</summary>
internal static unsafe class Resample
{
    /// <summary>y [planes, height.Count, width.Count] from x [planes, height.Length, width.Length].</summary>
    public static void Forward<T>(int planes, ResampleAxis height, ResampleAxis width, ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, INumberBase<T>
    {
        Debug.Assert(x.Length == planes * height.Length * width.Length && y.Length == planes * height.Count * width.Count);
        fixed (T* px = x, py = y) WorkerPool.Run(new ForwardPieces<T>(height, width, px, py), planes);
    }

    /// <summary>x = for each element, its share in the elements of y.</summary>
    public static void Adjoint<T>(int planes, ResampleAxis height, ResampleAxis width, ReadOnlySpan<T> y, Span<T> x) where T : unmanaged, INumberBase<T>
    {
        Debug.Assert(x.Length == planes * height.Length * width.Length && y.Length == planes * height.Count * width.Count);
        fixed (T* px = x, py = y) WorkerPool.Run(new AdjointPieces<T>(height, width, py, px), planes);
    }

    /// <summary>Where a position of y lies between neighbours in a row of x; with a share of 0 only the first of them counts.</summary>
    private readonly struct Place<T>(int first, int second, T share) where T : unmanaged
    {
        public readonly int First = first, Second = second;
        public readonly T Share = share;
    }

    /// <summary>A row of x for sums, and the places of a row of y.</summary>
    private readonly ref struct Row<T> where T : unmanaged, INumberBase<T>
    {
        public readonly T* Sum;
        public readonly Place<T>* Places;

        public Row(ResampleAxis width)
        {
            Places = (Place<T>*)Scratch.Own<byte>((nint)width.Count * sizeof(Place<T>) + (nint)width.Length * sizeof(T));
            Sum = (T*)(Places + width.Count);
            for (var w = 0; w < width.Count; w++)
            {
                var (first, second, share) = width.At(w);
                Places[w] = new(first, second, T.CreateTruncating(share));
            }
        }
    }

    private readonly struct ForwardPieces<T>(ResampleAxis height, ResampleAxis width, T* x, T* y) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly ResampleAxis _height = height, _width = width;
        private readonly T* _x = x, _y = y;

        public void Run(int plane)
        {
            var row = new Row<T>(_width);
            var x = _x + (nint)plane * _height.Length * _width.Length;
            var y = _y + (nint)plane * _height.Count * _width.Count;
            for (var h = 0; h < _height.Count; h++, y += _width.Count)
            {
                var (above, below, down) = _height.At(h);
                var source = x + (nint)above * _width.Length;
                if (down != 0)
                {
                    RowSum<T>.Blend(source, x + (nint)below * _width.Length, T.CreateTruncating(down), row.Sum, _width.Length);
                    source = row.Sum;
                }

                for (var w = 0; w < _width.Count; w++)
                {
                    ref var place = ref row.Places[w];
                    var first = source[place.First];
                    y[w] = place.Share == T.Zero ? first : first * (T.One - place.Share) + source[place.Second] * place.Share;
                }
            }
        }
    }

    private readonly struct AdjointPieces<T>(ResampleAxis height, ResampleAxis width, T* y, T* x) : IPieces where T : unmanaged, INumberBase<T>
    {
        private readonly ResampleAxis _height = height, _width = width;
        private readonly T* _x = x, _y = y;

        public void Run(int plane)
        {
            var row = new Row<T>(_width);
            var x = _x + (nint)plane * _height.Length * _width.Length;
            var y = _y + (nint)plane * _height.Count * _width.Count;
            new Span<T>(x, _height.Length * _width.Length).Clear();
            for (var h = 0; h < _height.Count; h++, y += _width.Count)
            {
                new Span<T>(row.Sum, _width.Length).Clear();
                for (var w = 0; w < _width.Count; w++)
                {
                    ref var place = ref row.Places[w];
                    row.Sum[place.First] += y[w] * (T.One - place.Share);
                    if (place.Share != T.Zero) row.Sum[place.Second] += y[w] * place.Share;
                }

                var (above, below, down) = _height.At(h);
                RowSum<T>.Add(row.Sum, T.CreateTruncating(1 - down), x + (nint)above * _width.Length, _width.Length);
                if (down != 0) RowSum<T>.Add(row.Sum, T.CreateTruncating(down), x + (nint)below * _width.Length, _width.Length);
            }
        }
    }
}
