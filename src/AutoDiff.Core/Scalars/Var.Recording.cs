using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

// What every operation does: compute the value, and write the slopes where the strip's head points to. All of it is inlined into the
// user's code, and anything else (a constant, another tape, a run that begins, a strip that is full) is a branch away. The compiler
// inlines only so much into one method, so the text is flat.
// A constant is ruled out before the head is read, since on some processors a load that is mostly from one place and sometimes from
// another costs as much as twenty operations.
public readonly partial struct Var<T>
{
    /// <summary>y = f(x) by a rule, recorded where x is tracked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Var<T> Record<R>(R rule, Var<T> x) where R : struct, IRule
    {
        var y = rule.Value(new Number<T>(x.Value));
        return Record(rule, x, y.Value, rule.Chain(Number<T>.One, new Number<T>(x.Value), y).Value);
    }

    /// <summary>y = f(a, b) by a rule, recorded where a or b is tracked.</summary>
    internal static Var<T> Record<R>(R rule, Var<T> a, Var<T> b) where R : struct, IRule2
    {
        var (x1, x2) = (new Number<T>(a.Value), new Number<T>(b.Value));
        var y = rule.Value(x1, x2);
        return (a._place ^ b._place) >> 32 == 0
            ? Record(rule, a, b, y.Value, rule.ChainA(Number<T>.One, x1, x2, y).Value, rule.ChainB(Number<T>.One, x1, x2, y).Value)
            : Strip<T>.RecordSlowly(rule, a, b, y.Value);
    }

    /// <summary>y = f(x) by a rule whose value and slope have been computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Var<T> Record<R>(R rule, Var<T> x, T y, T slope) where R : struct, IRule
    {
        if (x._place != 0)
        {
            ref var head = ref Heads<T>.Of(x._place);
            var place = head.Next;
            var records = head.Records;
            if ((place ^ x._place) >> 32 == 0 && (uint)place < (uint)records.Length)
            {
                ref var record = ref records[(uint)place];
                head.Next = place + 1;
                Ahead.Write(ref record);
                record.SlopeA = slope;
                record.SlopeB = slope;
                record.A = (uint)x._place;
                record.B = (uint)place % Spare.Count;
                return new Var<T>(y, place);
            }
        }

        return Strip<T>.RecordSlowly(rule, x, y);
    }

    /// <summary>y = f(a, b) by a rule whose value and slopes have been computed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Var<T> Record<R>(R rule, Var<T> a, Var<T> b, T y, T slopeA, T slopeB) where R : struct, IRule2
    {
        if (a._place != 0)
        {
            ref var head = ref Heads<T>.Of(a._place);
            var place = head.Next;
            var records = head.Records;
            if (((place ^ a._place) | (place ^ b._place)) >> 32 == 0 && (uint)place < (uint)records.Length)
            {
                ref var record = ref records[(uint)place];
                head.Next = place + 1;
                Ahead.Write(ref record);
                record.SlopeA = slopeA;
                record.SlopeB = slopeB;
                record.A = (uint)a._place;
                record.B = (uint)b._place;
                return new Var<T>(y, place);
            }
        }

        return Strip<T>.RecordSlowly(rule, a, b, y);
    }

    /// <summary>y = f(a, b) for a number b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Var<T> Record<R>(R rule, Var<T> a, T b, T y, T slope) where R : struct, IRule2
    {
        if (a._place != 0)
        {
            ref var head = ref Heads<T>.Of(a._place);
            var place = head.Next;
            var records = head.Records;
            if ((place ^ a._place) >> 32 == 0 && (uint)place < (uint)records.Length)
            {
                ref var record = ref records[(uint)place];
                head.Next = place + 1;
                Ahead.Write(ref record);
                record.SlopeA = slope;
                record.SlopeB = slope;
                record.A = (uint)a._place;
                record.B = (uint)place % Spare.Count;
                return new Var<T>(y, place);
            }
        }

        return Strip<T>.RecordSlowly(rule, a, new Var<T>(b), y);
    }

    /// <summary>y = f(a, b) for a number a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Var<T> Record<R>(R rule, T a, Var<T> b, T y, T slope) where R : struct, IRule2
    {
        if (b._place != 0)
        {
            ref var head = ref Heads<T>.Of(b._place);
            var place = head.Next;
            var records = head.Records;
            if ((place ^ b._place) >> 32 == 0 && (uint)place < (uint)records.Length)
            {
                ref var record = ref records[(uint)place];
                head.Next = place + 1;
                Ahead.Write(ref record);
                record.SlopeA = slope;
                record.SlopeB = slope;
                record.A = (uint)b._place;
                record.B = (uint)place % Spare.Count;
                return new Var<T>(y, place);
            }
        }

        return Strip<T>.RecordSlowly(rule, new Var<T>(a), b, y);
    }
}
