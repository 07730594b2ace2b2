using System.Numerics;

namespace AutoDiff.Checking.Tests.Numerics;

/// <summary>The complex rule arithmetic is that of the base library, and keeps the digits of a tiny imaginary part, where the latter does not.</summary>
public class ComplexNumberTests
{
    private delegate ComplexNumber Ours(ComplexNumber x);

    private static readonly Dictionary<string, (Ours Ours, Func<Complex, Complex> Theirs, Func<double, double> Slope)> s_functions = new()
    {
        ["exp"] = (ComplexNumber.Exp, Complex.Exp, Math.Exp),
        ["exp2"] = (ComplexNumber.Exp2, z => Complex.Pow(2, z), x => Math.Log(2) * Math.Pow(2, x)),
        ["expm1"] = (ComplexNumber.Expm1, z => Complex.Exp(z) - 1, Math.Exp),
        ["log"] = (ComplexNumber.Log, Complex.Log, x => 1 / x),
        ["log2"] = (ComplexNumber.Log2, z => Complex.Log(z) / Math.Log(2), x => 1 / (x * Math.Log(2))),
        ["log10"] = (ComplexNumber.Log10, Complex.Log10, x => 1 / (x * Math.Log(10))),
        ["log1p"] = (ComplexNumber.Log1p, z => Complex.Log(1 + z), x => 1 / (1 + x)),
        ["sqrt"] = (ComplexNumber.Sqrt, Complex.Sqrt, x => 0.5 / Math.Sqrt(x)),
        ["cbrt"] = (ComplexNumber.Cbrt, z => Complex.Pow(z, 1.0 / 3), x => Math.Pow(x, -2.0 / 3) / 3),
        ["sin"] = (ComplexNumber.Sin, Complex.Sin, Math.Cos),
        ["cos"] = (ComplexNumber.Cos, Complex.Cos, x => -Math.Sin(x)),
        ["tan"] = (ComplexNumber.Tan, Complex.Tan, x => 1 + Math.Tan(x) * Math.Tan(x)),
        ["asin"] = (ComplexNumber.Asin, Complex.Asin, x => 1 / Math.Sqrt(1 - x * x)),
        ["acos"] = (ComplexNumber.Acos, Complex.Acos, x => -1 / Math.Sqrt(1 - x * x)),
        ["atan"] = (ComplexNumber.Atan, Complex.Atan, x => 1 / (1 + x * x)),
        ["sinh"] = (ComplexNumber.Sinh, Complex.Sinh, Math.Cosh),
        ["cosh"] = (ComplexNumber.Cosh, Complex.Cosh, Math.Sinh),
        ["tanh"] = (ComplexNumber.Tanh, Complex.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x))),
        ["asinh"] = (ComplexNumber.Asinh, z => Complex.Log(z + Complex.Sqrt(z * z + 1)), x => 1 / Math.Sqrt(1 + x * x)),
        ["acosh"] = (x => ComplexNumber.Acosh(x + ComplexNumber.From(1)), z => Complex.Log(z + 1 + Complex.Sqrt(z) * Complex.Sqrt(z + 2)), x => 1 / Math.Sqrt(x * (x + 2))),
        ["atanh"] = (ComplexNumber.Atanh, z => 0.5 * (Complex.Log(1 + z) - Complex.Log(1 - z)), x => 1 / (1 - x * x)),
        ["hypot"] = (x => ComplexNumber.Hypot(x, ComplexNumber.From(2)), z => Complex.Sqrt(z * z + 4), x => x / Math.Sqrt(x * x + 4)),
        ["power"] = (x => ComplexNumber.Pow(x, ComplexNumber.From(2.5)), z => Complex.Pow(z, 2.5), x => 2.5 * Math.Pow(x, 1.5)),
        ["exponent"] = (x => ComplexNumber.Pow(ComplexNumber.From(1.7), x), z => Complex.Pow(1.7, z), x => Math.Log(1.7) * Math.Pow(1.7, x)),
        ["atan2"] = (x => ComplexNumber.Atan2(x, ComplexNumber.From(0.7)), z => Complex.Atan(z / 0.7), x => 0.7 / (x * x + 0.49)),
        ["quotient"] = (x => ComplexNumber.From(3) / (x * x), z => 3 / (z * z), x => -6 / (x * x * x)),
    };

    public static TheoryData<string> Functions() => [.. s_functions.Keys];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_is_that_of_the_base_library(string name)
    {
        var (ours, theirs, _) = s_functions[name];
        foreach (var (real, imaginary) in new[] { (0.3, 0.2), (0.7, -0.4), (0.05, 0.6), (0.9, 0.01) })
        {
            var (got, expected) = (ours(new ComplexNumber(real, imaginary)), theirs(new Complex(real, imaginary)));

            // Both round a few times.
            Assert.Equal(expected.Real, got.Real, 1e-13);
            Assert.Equal(expected.Imaginary, got.Imaginary, 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Tiny_imaginary_part_gives_the_derivative_to_the_last_digits(string name)
    {
        var (ours, _, slope) = s_functions[name];
        foreach (var x in new[] { 0.01, 0.3, 0.8, 0.95 })
            Assert.Equal(1, ours(new ComplexNumber(x, 1e-20)).Imaginary / 1e-20 / slope(x), 1e-13);
    }

    [Fact]
    public void Negative_numbers_have_odd_roots_and_whole_powers()
    {
        Assert.Equal(-2, ComplexNumber.Cbrt(ComplexNumber.From(-8)).Real, 1e-14);
        Assert.Equal(-8, ComplexNumber.Pow(ComplexNumber.From(-2), ComplexNumber.From(3)).Real, 1e-13);
        Assert.Equal(4, ComplexNumber.Pow(ComplexNumber.From(-2), ComplexNumber.From(2)).Real, 1e-14);
        Assert.True(double.IsNaN(ComplexNumber.Sqrt(ComplexNumber.From(-1)).Real));
    }

    [Fact]
    public void Tail_of_tanh_keeps_its_digits()
        => Assert.Equal(1, ComplexNumber.Tanh(new ComplexNumber(-20, 1e-20)).Imaginary / 1e-20 * Math.Cosh(20) * Math.Cosh(20), 1e-13);

    [Fact]
    public void Branches_look_at_the_real_part()
    {
        var x = new ComplexNumber(-2, 1e-20);
        Assert.Equal(-x, ComplexNumber.Abs(x));
        Assert.Equal(x, ComplexNumber.Select(x < ComplexNumber.From(0), x, ComplexNumber.From(1)));
        Assert.Equal(ComplexNumber.From(-2), ComplexNumber.Floor(x));
    }

    [Fact]
    public void Special_functions_are_refused_by_name()
        => Assert.Contains("erf", Assert.Throws<NotSupportedException>(() => ComplexNumber.Erf(ComplexNumber.From(1))).Message, StringComparison.Ordinal);
}
