using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of operations on each element.</summary>
internal static class ElementwiseRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows =>
    [
        Unary("neg", nameof(Tensor.Neg), Tensor.Neg),
        Unary("exp", nameof(Tensor.Exp), Tensor.Exp),
        Unary("exp2", nameof(Tensor.Exp2), Tensor.Exp2),
        Unary("expm1", nameof(Tensor.Expm1), Tensor.Expm1),
        Unary("log", nameof(Tensor.Log), Tensor.Log, Domain.Positive),
        Unary("log2", nameof(Tensor.Log2), Tensor.Log2, Domain.Positive),
        Unary("log10", nameof(Tensor.Log10), Tensor.Log10, Domain.Positive),
        Unary("log1p", nameof(Tensor.Log1p), Tensor.Log1p, new(-0.7, 2)),
        Unary("logit", nameof(Tensor.Logit), Tensor.Logit, new(0.1, 0.9)),
        Unary("sqrt", nameof(Tensor.Sqrt), Tensor.Sqrt, Domain.Positive),
        Unary("rsqrt", nameof(Tensor.Rsqrt), Tensor.Rsqrt, Domain.Positive),
        Unary("cbrt", nameof(Tensor.Cbrt), Tensor.Cbrt, new(-2, 2, 0.3)),
        Unary("square", nameof(Tensor.Square), Tensor.Square),
        Unary("reciprocal", nameof(Tensor.Reciprocal), Tensor.Reciprocal, new(-2, 2, 0.4)),
        Unary("abs", nameof(Tensor.Abs), Tensor.Abs),
        Unary("sign", nameof(Tensor.Sign), Tensor.Sign),
        Unary("floor", nameof(Tensor.Floor), Tensor.Floor, new(0.1, 0.9)),
        Unary("ceil", nameof(Tensor.Ceiling), Tensor.Ceiling, new(0.1, 0.9)),
        Unary("round", nameof(Tensor.Round), Tensor.Round, new(0.6, 1.4)),
        Unary("trunc", nameof(Tensor.Truncate), Tensor.Truncate, new(0.1, 0.9)),
        Unary("frac", nameof(Tensor.Frac), Tensor.Frac, new(0.1, 0.9)),
        Unary("sin", nameof(Tensor.Sin), Tensor.Sin),
        Unary("cos", nameof(Tensor.Cos), Tensor.Cos),
        Unary("tan", nameof(Tensor.Tan), Tensor.Tan, new(-1, 1)),
        Unary("sinc", nameof(Tensor.Sinc), Tensor.Sinc),
        Unary("asin", nameof(Tensor.Asin), Tensor.Asin, new(-0.8, 0.8)),
        Unary("acos", nameof(Tensor.Acos), Tensor.Acos, new(-0.8, 0.8)),
        Unary("atan", nameof(Tensor.Atan), Tensor.Atan),
        Unary("sinh", nameof(Tensor.Sinh), Tensor.Sinh),
        Unary("cosh", nameof(Tensor.Cosh), Tensor.Cosh),
        Unary("tanh", nameof(Tensor.Tanh), Tensor.Tanh),
        Unary("asinh", nameof(Tensor.Asinh), Tensor.Asinh),
        Unary("acosh", nameof(Tensor.Acosh), Tensor.Acosh, new(1.3, 3)),
        Unary("atanh", nameof(Tensor.Atanh), Tensor.Atanh, new(-0.8, 0.8)),
        Unary("erf", nameof(Tensor.Erf), Tensor.Erf),
        Unary("erfc", nameof(Tensor.Erfc), Tensor.Erfc),
        Unary("erfinv", nameof(Tensor.ErfInv), Tensor.ErfInv, new(-0.8, 0.8)),
        Unary("lgamma", nameof(Tensor.LogGamma), Tensor.LogGamma, Domain.Positive),
        Unary("digamma", nameof(Tensor.Digamma), Tensor.Digamma, Domain.Positive),
        Unary("identity", nameof(Tensor.Identity), Tensor.Identity),
        Unary("deg2rad", nameof(Tensor.DegreesToRadians), Tensor.DegreesToRadians),
        Unary("rad2deg", nameof(Tensor.RadiansToDegrees), Tensor.RadiansToDegrees),
        Unary("bessel_i0", nameof(Tensor.BesselI0), Tensor.BesselI0),
        Unary("bessel_i0e", nameof(Tensor.BesselI0e), Tensor.BesselI0e),
        Unary("bessel_i1", nameof(Tensor.BesselI1), Tensor.BesselI1),
        Unary("bessel_i1e", nameof(Tensor.BesselI1e), Tensor.BesselI1e),
        new("polygamma", [nameof(Tensor.Polygamma)], c => Tensor.Polygamma(c.X, c.Attributes.Integer("n")), Samples<T>.Unary(Domain.Positive, new { n = 1 })),
        new("root", [nameof(Tensor.Root)], c => Tensor.Root(c.X, c.Attributes.Integer("degree")), Samples<T>.Unary(Domain.Positive, new { degree = 4 })),
        new("clamp", [nameof(Tensor.Clamp)], c => Tensor.Clamp(c.X, c.Attributes.Number("min", double.NegativeInfinity), c.Attributes.Number("max", double.PositiveInfinity)), Samples<T>.Unary(Domain.Usual, new { min = -0.05, max = 2.0 })),
        new("heaviside", [nameof(Tensor.Heaviside)], c => Tensor.Heaviside(c.X, c.Attributes.Number("at_zero", 0.5)), Samples<T>.Unary(Domain.Usual)),
        new("nan_to_num", [nameof(Tensor.NanToNum)], c => Tensor.NanToNum(c.X, c.Attributes.Number("nan", 0), Number(c, "posinf"), Number(c, "neginf")), Samples<T>.Unary(Domain.Usual)),
        Binary("add", nameof(Tensor.Add), Tensor.Add),
        Binary("sub", nameof(Tensor.Sub), Tensor.Sub),
        Binary("mul", nameof(Tensor.Mul), Tensor.Mul),
        Binary("div", nameof(Tensor.Div), Tensor.Div, new(-2, 2, 0.5)),
        Binary("pow", nameof(Tensor.Pow), Tensor.Pow, Domain.Positive),
        Binary("atan2", nameof(Tensor.Atan2), Tensor.Atan2, Domain.Positive),
        Binary("maximum", nameof(Tensor.Maximum), Tensor.Maximum),
        Binary("minimum", nameof(Tensor.Minimum), Tensor.Minimum),
        Binary("hypot", nameof(Tensor.Hypot), Tensor.Hypot, Domain.Positive),
        Binary("logaddexp", nameof(Tensor.LogAddExp), Tensor.LogAddExp),
        Binary("xlogy", nameof(Tensor.XLogY), Tensor.XLogY, Domain.Positive),
        Binary("copysign", nameof(Tensor.CopySign), Tensor.CopySign),
        Binary("fmod", nameof(Tensor.Fmod), Tensor.Fmod, new(-2, 2, 0.3)),
        Binary("remainder", nameof(Tensor.Modulo), Tensor.Modulo, new(-2, 2, 0.3)),
        new("lerp", [nameof(Tensor.Lerp)], c => c.Numbers.Length > 2 ? Tensor.Lerp(c[0], c[1], c[2]) : Tensor.Lerp(c[0], c[1], c.Attributes.Number("weight")),
            Samples<T>.Of(Domain.Usual, [[2, 3], [3], [2, 1]]), Samples<T>.Of(Domain.Usual, [[2, 3], [3]], new { weight = 0.3 }), Samples<T>.Of(Domain.Usual, [[], [2], [2]])),
        new("scalar_ops", [nameof(Tensor.Add), nameof(Tensor.Sub), nameof(Tensor.Mul), nameof(Tensor.Div), nameof(Tensor.Maximum), nameof(Tensor.Minimum)], WithScalar,
            [.. new[] { "add", "sub", "rsub", "mul", "div", "rdiv", "maximum", "minimum" }.SelectMany(fn => Samples<T>.Unary(Domain.Usual, new { fn, scalar = 0.05 }))]),
        new("add_scalar", [nameof(Tensor.Add)], c => Tensor.Add(c.X, c.Attributes.Number("scalar")), Samples<T>.Unary(Domain.Usual, new { scalar = 0.7 })),
        new("mul_scalar", [nameof(Tensor.Mul)], c => Tensor.Mul(c.X, c.Attributes.Number("scalar")), Samples<T>.Unary(Domain.Usual, new { scalar = 0.7 })),
        new("pow_scalar", [nameof(Tensor.Pow)], c => Tensor.Pow(c.X, c.Attributes.Number("exponent")), [.. new[] { -1.5, 0, 0.5, 2, 3 }.SelectMany(exponent => Samples<T>.Unary(Domain.Positive, new { exponent }))]),
        new("rpow_scalar", [nameof(Tensor.Pow)], c => Tensor.Pow(c.Attributes.Number("base"), c.X), Samples<T>.Unary(Domain.Usual, new { @base = 1.7 })),
        new("where", [nameof(Tensor.Where)], c => Tensor.Where(c.Mask(), c[0], c[1]), Samples<T>.Of(Domain.Usual, [[2, 3], [3]], null, Tensor.From([true, false, true, false, true, true], [2, 3]))),
        new("where_positive", [nameof(Tensor.Where), nameof(Tensor.Greater)], c => Tensor.Where(Tensor.Greater(c[0], Tensor.Zeros<T>([])), c[1], c[2]), Samples<T>.Of(Domain.Usual, [[2, 3], [3], [2, 1]])),
        new("compare", [nameof(Tensor.Equal), nameof(Tensor.NotEqual), nameof(Tensor.Less), nameof(Tensor.LessOrEqual), nameof(Tensor.Greater), nameof(Tensor.GreaterOrEqual)], Compare),
        new("classify", [nameof(Tensor.IsNaN), nameof(Tensor.IsInfinity), nameof(Tensor.IsFinite)], c => c.Attributes.Text("fn") switch
        {
            "isnan" => Tensor.IsNaN(c.X),
            "isinf" => Tensor.IsInfinity(c.X),
            "isfinite" => Tensor.IsFinite(c.X),
            var fn => throw new NotOfferedException($"classification {fn}"),
        }),
        new("logical", [nameof(Tensor.Not), nameof(Tensor.And), nameof(Tensor.Or), nameof(Tensor.Xor)], c => c.Attributes.Text("fn") switch
        {
            "not" => Tensor.Not(c.Mask()),
            "and" => Tensor.And(c.Mask(), c.Mask(1)),
            "or" => Tensor.Or(c.Mask(), c.Mask(1)),
            "xor" => Tensor.Xor(c.Mask(), c.Mask(1)),
            var fn => throw new NotOfferedException($"logical {fn}"),
        }),
    ];

    private static Row<T> Unary(string name, string covers, Func<Tensor<T>, Tensor<T>> op, Domain? domain = null)
        => new(name, [covers], call => op(call.X), Samples<T>.Unary(domain ?? Domain.Usual));

    private static Row<T> Binary(string name, string covers, Func<Tensor<T>, Tensor<T>, Tensor<T>> op, Domain? domain = null)
        => new(name, [covers], call => op(call[0], call[1]), Samples<T>.Binary(domain ?? Domain.Usual));

    private static double? Number(Call<T> call, string attribute) => call.Attributes.Has(attribute) ? call.Attributes.Number(attribute) : null;

    private static Tensor WithScalar(Call<T> call)
    {
        var (x, c) = (call.X, call.Attributes.Number("scalar"));
        return call.Attributes.Text("fn") switch
        {
            "add" => Tensor.Add(x, c),
            "sub" => Tensor.Sub(x, c),
            "rsub" => Tensor.Sub(c, x),
            "mul" => Tensor.Mul(x, c),
            "div" => Tensor.Div(x, c),
            "rdiv" => Tensor.Div(c, x),
            "maximum" => Tensor.Maximum(x, c),
            "minimum" => Tensor.Minimum(x, c),
            var fn => throw new NotOfferedException($"{fn} of a tensor and a number"),
        };
    }

    private static Tensor Compare(Call<T> call) => call.Attributes.Text("fn") switch
    {
        "eq" => Tensor.Equal(call[0], call[1]),
        "ne" => Tensor.NotEqual(call[0], call[1]),
        "lt" => Tensor.Less(call[0], call[1]),
        "le" => Tensor.LessOrEqual(call[0], call[1]),
        "gt" => Tensor.Greater(call[0], call[1]),
        "ge" => Tensor.GreaterOrEqual(call[0], call[1]),
        var fn => throw new NotOfferedException($"comparison {fn}"),
    };
}
