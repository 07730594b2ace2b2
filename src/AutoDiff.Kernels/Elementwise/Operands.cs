using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>Where the operands of an elementwise kernel start: first the inputs, then the outputs.</summary>
internal ref struct Operands<T> where T : unmanaged
{
    public ref T A, B, C, D, E, F, G, H, I, J;

    /// <summary>Two operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Operands(ref T a, ref T b)
    {
        A = ref a;
        B = ref b;
    }

    /// <summary>Three operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Operands(ref T a, ref T b, ref T c)
    {
        A = ref a;
        B = ref b;
        C = ref c;
    }

    /// <summary>Four operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Operands(ref T a, ref T b, ref T c, ref T d)
    {
        A = ref a;
        B = ref b;
        C = ref c;
        D = ref d;
    }

    /// <summary>The operand at <paramref name="index"/>, counted from 0.</summary>
    public readonly ref T this[int index]
    {
        get
        {
            switch (index)
            {
                case 0: return ref A;
                case 1: return ref B;
                case 2: return ref C;
                case 3: return ref D;
                case 4: return ref E;
                case 5: return ref F;
                case 6: return ref G;
                case 7: return ref H;
                case 8: return ref I;
                default: return ref J;
            }
        }
    }

    /// <summary>Makes the operand at <paramref name="index"/> start at <paramref name="start"/>.</summary>
    /// <remarks>The compiler cannot see that operands never outlive what they refer to; every caller keeps both in one frame.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int index, ref T start)
    {
        ref var from = ref Unsafe.AsRef(in start);
        switch (index)
        {
            case 0: A = ref from; break;
            case 1: B = ref from; break;
            case 2: C = ref from; break;
            case 3: D = ref from; break;
            case 4: E = ref from; break;
            case 5: F = ref from; break;
            case 6: G = ref from; break;
            case 7: H = ref from; break;
            case 8: I = ref from; break;
            default: J = ref from; break;
        }
    }
}
