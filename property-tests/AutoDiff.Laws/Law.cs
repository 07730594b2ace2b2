using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Laws;

/// <summary>How the laws are checked and how their failures read.</summary>
internal static class Law
{
    /// <summary>Holds for every generated case, the same ones in every run; a failure prints the case, shrunk, and the seed.</summary>
    public static void Holds<C>(Arbitrary<C> cases, Action<C> law, int count = 100)
        => Prop.ForAll(cases, law).Check(Config.QuickThrowOnFailure.WithMaxTest(Fuzz.Count(count)).WithReplay((ulong)Fuzz.Seed, 1UL));

    /// <summary>Equal up to a tolerance relative to their size: values of these programs are near 1, and their roundings a few hundred units of 1e-16.</summary>
    public static void Near(Tensor<double> expected, Tensor<double> actual, double tolerance = 1e-11)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var (e, a) = (expected.ToArray(), actual.ToArray());
        for (var i = 0; i < e.Length; i++)
            Assert.True(Math.Abs(e[i] - a[i]) <= tolerance * Math.Max(1, Math.Abs(e[i])), $"element {i}: expected {e[i]:R}, got {a[i]:R}");
    }

    /// <summary>The same shape, and elements equal up to a tolerance relative to their size; NaN and infinities equal themselves.</summary>
    public static bool AreNear(Tensor<double> expected, Tensor<double> actual, double tolerance)
        => expected.Shape == actual.Shape && expected.ToArray().Zip(actual.ToArray()).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.First)));

    /// <summary>⟨a, b⟩.</summary>
    public static Tensor<double> Inner(Tensor<double> a, Tensor<double> b) => Tensor.Sum(a * b);

    /// <summary>The same bits, NaN and signed zeros included.</summary>
    public static void SameBits(Tensor<double> expected, Tensor<double> actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(Array.ConvertAll(expected.ToArray(), BitConverter.DoubleToInt64Bits), Array.ConvertAll(actual.ToArray(), BitConverter.DoubleToInt64Bits));
    }
}
