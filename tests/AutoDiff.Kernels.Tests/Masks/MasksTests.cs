using System.Numerics;

namespace AutoDiff.Kernels.Tests;

public class MasksTests
{
    [Fact]
    public void Numbers_of_every_size_are_compared()
    {
        CheckAll(Special(x => x));
        CheckAll(Special(x => (float)x));
        CheckAll(Special(x => (Half)x));
        CheckAll(Data.DrawTies<int>(300, 1));
        CheckAll(Data.DrawTies<long>(300, 1));
        CheckAll(Data.DrawTies<short>(300, 1));
        CheckAll(Data.DrawTies<byte>(300, 1));
    }

    [Fact]
    public void Broadcast_operands_are_read_with_their_strides()
    {
        // A column [40, 1] against a row [1, 30], more elements than a block.
        var (column, row) = (Data.DrawTies<int>(40, 1), Data.DrawTies<int>(30, 2));
        var mask = new bool[1200];
        Masks.Compare<Less, int>(new(ref column[0], [40, 30], [1, 0]), new(ref row[0], [40, 30], [0, 1]), mask);
        for (var k = 0; k < mask.Length; k++) Assert.Equal(column[k / 30] < row[k % 30], mask[k]);
    }

    [Fact]
    public void A_mask_becomes_ones_and_zeros()
    {
        var mask = Array.ConvertAll(Data.DrawTies<int>(99, 1), x => x > 1);
        ToNumbers<float>(mask);
        ToNumbers<double>(mask);
        ToNumbers<int>(mask);
        ToNumbers<long>(mask);
        ToNumbers<byte>(mask);
    }

    [Fact]
    public void Connectives_combine_masks()
    {
        var (a, b) = (Array.ConvertAll(Data.DrawTies<int>(99, 1), x => x > 1), Array.ConvertAll(Data.DrawTies<int>(99, 2), x => x > 2));
        var target = new bool[99];
        Masks.Combine<And>((ReadOnlySpan<bool>)a, b, target);
        Assert.Equal(a.Zip(b, (p, q) => p && q), target);
        Masks.Combine<Or>((ReadOnlySpan<bool>)a, b, target);
        Assert.Equal(a.Zip(b, (p, q) => p || q), target);
        Masks.Combine<Xor>((ReadOnlySpan<bool>)a, b, target);
        Assert.Equal(a.Zip(b, (p, q) => p != q), target);
        Masks.Not(a, target);
        Assert.Equal(a.Select(p => !p), target);
    }

    [Fact]
    public void More_places_than_a_byte_can_count_are_counted()
    {
        var mask = new bool[100_003];
        Array.Fill(mask, true);
        Assert.Equal(100_003, Masks.Count(mask));
        mask[77] = mask[100_002] = false;
        Assert.Equal(100_001, Masks.Count(mask));
        Assert.Equal(0, Masks.Count([]));
    }

    private static T[] Special<T>(Func<double, T> convert)
        => [.. Data.DrawTies<double>(300, 1).Select((x, k) => convert((k % 11) switch { 3 => double.NaN, 5 => double.PositiveInfinity, 7 => -0.0, _ => x }))];

    private static void CheckAll<T>(T[] a) where T : unmanaged, INumber<T>
    {
        T[] b = [.. a[13..], .. a[..13]];
        Check<Equal, T>(a, b, (x, y) => x == y);
        Check<NotEqual, T>(a, b, (x, y) => x != y);
        Check<Less, T>(a, b, (x, y) => x < y);
        Check<LessOrEqual, T>(a, b, (x, y) => x <= y);
        Check<Greater, T>(a, b, (x, y) => x > y);
        Check<GreaterOrEqual, T>(a, b, (x, y) => x >= y);
    }

    private static void Check<C, T>(T[] a, T[] b, Func<T, T, bool> holds) where C : struct, IComparison where T : unmanaged, INumber<T>
    {
        var mask = new bool[a.Length];
        Masks.Compare<C, T>(new(ref a[0], [a.Length], []), new(ref b[0], [b.Length], []), mask);
        Assert.Equal(a.Zip(b, holds), mask);
        Masks.Compare<C, T>(new(ref a[0], [a.Length], [1]), new(ref b[0], [b.Length], [0]), mask);
        Assert.Equal(a.Select(x => holds(x, b[0])), mask);
    }

    private static void ToNumbers<T>(bool[] mask) where T : unmanaged, INumberBase<T>
    {
        var target = new T[mask.Length];
        Masks.ToNumbers(mask, target.AsSpan());
        Assert.Equal(mask.Select(holds => holds ? T.One : T.Zero), target);
    }
}
