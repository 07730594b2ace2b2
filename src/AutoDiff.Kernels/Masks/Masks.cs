using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Masks of truth values, a byte each: made by comparing numbers, and used to choose among them.</summary>
internal static class Masks
{
    /// <summary>mask[i] = a[i] C b[i].</summary>
    public static void Compare<C, T>(StridedReader<T> a, StridedReader<T> b, Span<bool> mask) where C : struct, IComparison where T : unmanaged, INumber<T>
    {
        var block = a.IsContiguous && b.IsContiguous ? mask.Length : StridedReader<T>.BlockLength;
        Span<T> left = stackalloc T[StridedReader<T>.BlockLength];
        Span<T> right = stackalloc T[StridedReader<T>.BlockLength];
        for (var start = 0; start < mask.Length; start += block)
        {
            var length = Math.Min(block, mask.Length - start);
            if (length > left.Length) Compare<C, T>(a.Read(start, length), b.Read(start, length), mask);
            else Compare<C, T>(a.Read(start, left[..length]), b.Read(start, right[..length]), mask.Slice(start, length));
        }
    }

    private static unsafe void Compare<C, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> mask) where C : struct, IComparison where T : unmanaged, INumber<T>
    {
        var i = 0;
        if (Vector<T>.IsSupported)
        {
            ref var left = ref MemoryMarshal.GetReference(a);
            ref var right = ref MemoryMarshal.GetReference(b);
            ref var target = ref Unsafe.As<bool, byte>(ref MemoryMarshal.GetReference(mask));
            for (; i <= mask.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                var holds = sizeof(T) switch
                {
                    1 => Vector.AsVectorByte(Compare<C, T>(ref left, ref right, i)),
                    2 => Narrow16<C, T>(ref left, ref right, i),
                    4 => Vector.Narrow(Narrow32<C, T>(ref left, ref right, i), Narrow32<C, T>(ref left, ref right, i + 2 * Vector<T>.Count)),
                    _ => Vector.Narrow(
                        Vector.Narrow(Narrow64<C, T>(ref left, ref right, i), Narrow64<C, T>(ref left, ref right, i + 2 * Vector<T>.Count)),
                        Vector.Narrow(Narrow64<C, T>(ref left, ref right, i + 4 * Vector<T>.Count), Narrow64<C, T>(ref left, ref right, i + 6 * Vector<T>.Count))),
                };
                (holds & Vector<byte>.One).StoreUnsafe(ref target, (nuint)i);
            }
        }

        for (; i < mask.Length; i++) mask[i] = C.Holds(a[i], b[i]);
    }

    /// <summary>target[i] = 1 where the mask holds, else 0.</summary>
    public static unsafe void ToNumbers<T>(ReadOnlySpan<bool> mask, Span<T> target) where T : unmanaged, INumberBase<T>
    {
        var i = 0;
        if (sizeof(T) == 4)
        {
            // 1 becomes a word of ones by subtraction from 0, and that cuts the bits of the number 1 out.
            var one = new Vector<uint>(Unsafe.BitCast<T, uint>(T.One));
            var words = MemoryMarshal.Cast<T, uint>(target);
            for (; i <= mask.Length - Vector<byte>.Count; i += Vector<byte>.Count)
            {
                Vector.Widen(new Vector<byte>(MemoryMarshal.AsBytes(mask[i..])), out var low, out var high);
                Vector.Widen(low, out var a, out var b);
                Vector.Widen(high, out var c, out var d);
                ((Vector<uint>.Zero - a) & one).CopyTo(words[i..]);
                ((Vector<uint>.Zero - b) & one).CopyTo(words[(i + Vector<uint>.Count)..]);
                ((Vector<uint>.Zero - c) & one).CopyTo(words[(i + 2 * Vector<uint>.Count)..]);
                ((Vector<uint>.Zero - d) & one).CopyTo(words[(i + 3 * Vector<uint>.Count)..]);
            }
        }

        for (; i < mask.Length; i++) target[i] = mask[i] ? T.One : T.Zero;
    }

    /// <summary>target[i] = not mask[i].</summary>
    public static void Not(ReadOnlySpan<bool> mask, Span<bool> target)
    {
        var from = MemoryMarshal.AsBytes(mask);
        var to = MemoryMarshal.AsBytes(target);
        var i = 0;
        for (; i <= from.Length - Vector<byte>.Count; i += Vector<byte>.Count) (new Vector<byte>(from[i..]) ^ Vector<byte>.One).CopyTo(to[i..]);
        for (; i < from.Length; i++) to[i] = (byte)(from[i] ^ 1);
    }

    /// <summary>target[i] = a[i] O b[i].</summary>
    public static void Combine<O>(StridedReader<bool> a, StridedReader<bool> b, Span<bool> target) where O : struct, ILogical
    {
        const int Block = StridedReader<bool>.BlockLength;
        Span<bool> left = stackalloc bool[Block];
        Span<bool> right = stackalloc bool[Block];
        for (var start = 0; start < target.Length; start += Block)
        {
            var length = Math.Min(Block, target.Length - start);
            Combine<O>(a.Read(start, left[..length]), b.Read(start, right[..length]), target.Slice(start, length));
        }
    }

    /// <summary>target[i] = a[i] O b[i]; the target may be one of the two.</summary>
    public static void Combine<O>(ReadOnlySpan<bool> a, ReadOnlySpan<bool> b, Span<bool> target) where O : struct, ILogical
    {
        var left = MemoryMarshal.AsBytes(a);
        var right = MemoryMarshal.AsBytes(b);
        var to = MemoryMarshal.AsBytes(target);
        var i = 0;
        for (; i <= to.Length - Vector<byte>.Count; i += Vector<byte>.Count) O.Of(new Vector<byte>(left[i..]), new Vector<byte>(right[i..])).CopyTo(to[i..]);
        for (; i < to.Length; i++) to[i] = O.Of(left[i], right[i]);
    }

    /// <summary>How many places hold.</summary>
    public static int Count(ReadOnlySpan<bool> mask)
    {
        var bytes = MemoryMarshal.AsBytes(mask);
        var (count, i) = (0, 0);
        while (i <= bytes.Length - Vector<byte>.Count)
        {
            // A byte holds sums up to 255.
            var sums = Vector<byte>.Zero;
            for (var k = 0; k < 255 && i <= bytes.Length - Vector<byte>.Count; k++, i += Vector<byte>.Count) sums += new Vector<byte>(bytes[i..]);
            Vector.Widen(sums, out var low, out var high);
            count += Vector.Sum(low + high);
        }

        for (; i < bytes.Length; i++) count += bytes[i];
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Compare<C, T>(ref T a, ref T b, int i) where C : struct, IComparison where T : unmanaged
        => C.Holds(Vector.LoadUnsafe(ref a, (nuint)i), Vector.LoadUnsafe(ref b, (nuint)i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Narrow16<C, T>(ref T a, ref T b, int i) where C : struct, IComparison where T : unmanaged
        => Vector.Narrow(Vector.AsVectorUInt16(Compare<C, T>(ref a, ref b, i)), Vector.AsVectorUInt16(Compare<C, T>(ref a, ref b, i + Vector<T>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ushort> Narrow32<C, T>(ref T a, ref T b, int i) where C : struct, IComparison where T : unmanaged
        => Vector.Narrow(Vector.AsVectorUInt32(Compare<C, T>(ref a, ref b, i)), Vector.AsVectorUInt32(Compare<C, T>(ref a, ref b, i + Vector<T>.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Narrow64<C, T>(ref T a, ref T b, int i) where C : struct, IComparison where T : unmanaged
        => Vector.Narrow(Vector.AsVectorUInt64(Compare<C, T>(ref a, ref b, i)), Vector.AsVectorUInt64(Compare<C, T>(ref a, ref b, i + Vector<T>.Count)));
}
