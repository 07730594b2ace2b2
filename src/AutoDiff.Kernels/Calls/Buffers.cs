using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Where the operands of a kernel start, whatever the type of their elements.</summary>
internal ref struct Buffers
{
    /// <summary>How many operands there can be.</summary>
    public const int Most = 12;

    private ref byte _0, _1, _2, _3, _4, _5, _6, _7, _8, _9, _10, _11;

    /// <summary>The elements of operand <paramref name="k"/>; the caller knows how many there are.</summary>
    public readonly Span<T> Span<T>(int k, int length) where T : unmanaged => MemoryMarshal.CreateSpan(ref Start<T>(k), length);

    /// <summary>The first element of operand <paramref name="k"/>.</summary>
    public readonly ref T Start<T>(int k) where T : unmanaged => ref Unsafe.As<byte, T>(ref this[k]);

    private readonly ref byte this[int k]
    {
        get
        {
            switch (k)
            {
                case 0: return ref _0;
                case 1: return ref _1;
                case 2: return ref _2;
                case 3: return ref _3;
                case 4: return ref _4;
                case 5: return ref _5;
                case 6: return ref _6;
                case 7: return ref _7;
                case 8: return ref _8;
                case 9: return ref _9;
                case 10: return ref _10;
                default: return ref _11;
            }
        }
    }

    /// <summary>Makes operand <paramref name="k"/> start at <paramref name="start"/>.</summary>
    /// <remarks>The compiler cannot see that operands never outlive what they refer to; every caller keeps both in one frame.</remarks>
    public void Set(int k, ref byte start)
    {
        ref var from = ref Unsafe.AsRef(in start);
        switch (k)
        {
            case 0: _0 = ref from; break;
            case 1: _1 = ref from; break;
            case 2: _2 = ref from; break;
            case 3: _3 = ref from; break;
            case 4: _4 = ref from; break;
            case 5: _5 = ref from; break;
            case 6: _6 = ref from; break;
            case 7: _7 = ref from; break;
            case 8: _8 = ref from; break;
            case 9: _9 = ref from; break;
            case 10: _10 = ref from; break;
            default: _11 = ref from; break;
        }
    }
}
