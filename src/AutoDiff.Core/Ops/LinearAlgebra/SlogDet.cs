namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The sign of the determinant, and ln |det x|, which neither over- nor underflow.</summary>
    /// <param name="x">Shape [..., n, n].</param>
    /// <returns>
    /// Both of shape [...]. The sign is 1, -1, or 0 for a singular matrix, whose logarithm is -∞; NaN where x has NaN. det x = sign · exp(logAbs).
    /// No derivative flows through the sign.
    /// </returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <remarks>
    /// vjp: x̄ = ȳ x⁻ᵀ; at a singular matrix it is not finite. The factors of x serve the derivatives too.
    /// Source: Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic differentiation".
    /// </remarks>
    public static (Tensor<T> Sign, Tensor<T> LogAbs) SlogDet<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("slogdet", x);
        return LogDeterminant.Of("slogdet", x);
    }
}

/// <summary>Logarithms of determinants.</summary>
internal static class LogDeterminant
{
    /// <summary>The sign, a constant, and the logarithm, recorded where x is tracked.</summary>
    public static (Tensor<T> Sign, Tensor<T> LogAbs) Of<T>(string op, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (factors, sign, logarithm) = Result.Compute(x, x =>
        {
            var factors = LuFactors.Of(op, x, refusesSingular: false);
            var (sign, logarithm) = factors.SignAndLogarithm<T>();
            return (factors, sign, logarithm);
        });
        return (sign, Result.Record(new LogAbsDetRule(factors), x, logarithm));
    }
}

/// <summary>ln |det x|.</summary>
internal readonly record struct LogAbsDetRule(LuFactors Factors) : IResult
{
    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(g.Unsqueeze(-1).Unsqueeze(-1), InverseTransposed(x));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Sum(Tensor.Mul(t, InverseTransposed(x)), [-2, -1]);

    private Tensor<T> InverseTransposed<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => LinearSystem.Apply(new SolveRule(Factors, true), x, Tensor.Eye<T>(x.Shape[^1]));
}
