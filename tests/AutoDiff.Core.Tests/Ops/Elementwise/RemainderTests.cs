namespace AutoDiff.Tests;

/// <summary>Signs, zeros and infinities of operations of two numbers, and replacement of numbers that are none. Expected: C's fmod, Python's % and the definitions.</summary>
public class RemainderTests
{
    [Fact]
    public void Fmod_has_the_sign_of_the_dividend()
        => Assert.Equal([1.0, -1, 1, -1, 2.5], Tensor.Fmod(Tensor.Of(7.0, -7, 7, -7, 2.5), Tensor.Of(3.0, 3, -3, -3, double.PositiveInfinity)).ToArray());

    [Fact]
    public void Percent_is_the_remainder_as_for_numbers()
    {
        Assert.Equal([7 % 3.0, -7 % 3.0], (Tensor.Of(7.0, -7) % 3).ToArray());
        Assert.Equal([7 % -4.0, -7 % 2.5], (Tensor.Of(7.0, -7) % Tensor.Of(-4, 2.5)).ToArray());
    }

    [Fact]
    public void Modulo_has_the_sign_of_the_divisor()
        => Assert.Equal([1.0, 2, -2, -1, 0], Tensor.Modulo(Tensor.Of(7.0, -7, 7, -7, 6), Tensor.Of(3.0, 3, -3, -3, 3)).ToArray());

    // 1 / 0.1 rounds to 10, but 0.1 is a little above a tenth: the exact rest is that after nine of them, as C# and Python have it.
    [Fact]
    public void Fmod_is_exact_where_the_quotient_rounds_to_a_whole_number()
    {
        Assert.Equal(1 % 0.1, Tensor.Fmod(Tensor.Scalar(1.0), Tensor.Scalar(0.1)).Item);
        Assert.Equal([-1 % 0.1, 1e300 % 0.7, 5e-324], Tensor.Fmod(Tensor.Of(-1.0, 1e300, 5e-324), Tensor.Of(0.1, 0.7, 1)).ToArray());
        Assert.Equal([-9.0], Differentiate.Gradient(b => Tensor.Sum(Tensor.Fmod(Tensor.Of(1.0), b)), Tensor.Of(0.1)).ToArray());
    }

    [Fact]
    public void Gradient_of_a_remainder_counts_the_whole_parts()
    {
        var gradients = Differentiate.Gradient(x => Tensor.Sum(Tensor.Fmod(x[0], x[1])), [Tensor.Of(7.5, -7.5), Tensor.Of(2.0, 2)]);
        Assert.Equal([1.0, 1], gradients[0].ToArray());
        Assert.Equal([-3.0, 3], gradients[1].ToArray());
        gradients = Differentiate.Gradient(x => Tensor.Sum(Tensor.Modulo(x[0], x[1])), [Tensor.Of(7.5, -7.5), Tensor.Of(2.0, 2)]);
        Assert.Equal([-3.0, 4], gradients[1].ToArray());
    }

    [Fact]
    public void Copy_sign_sees_the_sign_of_zero()
    {
        Assert.Equal([2.0, -2, 2, -2], Tensor.CopySign(Tensor.Of(2.0, 2, -2, -2), Tensor.Of(0.0, -0.0, 5, -5)).ToArray());
        Assert.Equal([1.0, -1, -1, 1, 0], Differentiate.Gradient(a => Tensor.Sum(Tensor.CopySign(a, Tensor.Of(0.0, -0.0, 5, -5, 1))), Tensor.Of(2.0, 2, -2, -2, 0)).ToArray());
    }

    [Fact]
    public void Product_with_a_logarithm_is_zero_where_the_factor_is()
    {
        Assert.Equal([0.0, 0, 0, double.NaN], Tensor.XLogY(Tensor.Of(0.0, 0, 0, 0), Tensor.Of(0.0, -1, 2, double.NaN)).ToArray());
        var gradients = Differentiate.Gradient(x => Tensor.Sum(Tensor.XLogY(x[0], x[1])), [Tensor.Of(0.0, 0, 0), Tensor.Of(0.0, -1, Math.E)]);
        Near.Equal([0, 0, 1], gradients[0]);
        Near.Equal([0, 0, 0], gradients[1]);
    }

    [Fact]
    public void Sum_of_exponentials_of_infinities_is_shared()
    {
        const double Infinity = double.PositiveInfinity;
        var (a, b) = (Tensor.Of(Infinity, -Infinity, -Infinity, 1000), Tensor.Of(Infinity, -Infinity, 2, 1000));
        Near.Equal([Infinity, -Infinity, 2, 1000 + Math.Log(2)], Tensor.LogAddExp(a, b));
        Near.Equal([0.5, 0.5, 0, 0.5], Differentiate.Gradient(x => Tensor.Sum(Tensor.LogAddExp(x, b)), a));
    }

    [Fact]
    public void Interpolation_is_exact_at_both_ends()
    {
        var (a, b) = (Tensor.Of(0.1, -3e17, 0.7), Tensor.Of(0.3, 1.1, 1e-9));
        Assert.Equal(a.ToArray(), Tensor.Lerp(a, b, 0).ToArray());
        Assert.Equal(b.ToArray(), Tensor.Lerp(a, b, 1).ToArray());
        Assert.Equal(b.ToArray(), Tensor.Lerp(a, b, Tensor.Scalar(1.0)).ToArray());
    }

    [Fact]
    public void Numbers_that_are_none_are_replaced_and_have_no_slope()
    {
        var x = Tensor.Of(float.NaN, float.PositiveInfinity, float.NegativeInfinity, 2);
        Assert.Equal([0, float.MaxValue, -float.MaxValue, 2], Tensor.NanToNum(x).ToArray());
        Assert.Equal([7f, 8, -9, 2], Tensor.NanToNum(x, 7, 8, -9).ToArray());
        Assert.Equal([0f, 0, 0, 1], Differentiate.Gradient(z => Tensor.Sum(Tensor.NanToNum(z)), x).ToArray());
    }

    [Fact]
    public void Numbers_are_classified()
    {
        var x = Tensor.Of(double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, -0.0);
        Assert.Equal([true, false, false, false, false], Tensor.IsNaN(x).ToArray());
        Assert.Equal([false, true, true, false, false], Tensor.IsInfinity(x).ToArray());
        Assert.Equal([false, false, false, true, true], Tensor.IsFinite(x).ToArray());
    }

    [Fact]
    public void Step_takes_the_chosen_number_at_zero() => Assert.Equal([0.0, 0.25, 0.25, 1, double.NaN], Tensor.Heaviside(Tensor.Of(-1e-300, 0, -0.0, 1e-300, double.NaN), 0.25).ToArray());
}
