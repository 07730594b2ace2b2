namespace AutoDiff;

public sealed partial class Parameter<T> : INormed
{
    /// <summary>The p-norm of all elements, (Σ |w|ᵖ)^(1/p), read in place; no derivative flows through it.</summary>
    /// <param name="order">p &gt; 0; infinity for the largest magnitude.</param>
    /// <returns>0 without elements; NaN if one is NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The order is not positive.</exception>
    public double Norm(double order = 2) => VectorNorm.Of<T>(this, order);

    /// <summary>Σ aᵢ bᵢ over this parameter and another, read in place; no derivative flows through it.</summary>
    /// <param name="other">The shape of this parameter.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public double Dot(Parameter<T> other)
    {
        Admit(other, "dot: the other parameter");
        return VectorNorm.Sum(default(ProductTerm), Constant, other.Constant);
    }

    double INormed.Powers(double order, double scale) => VectorNorm.Powers(Constant, order, scale);

    double INormed.Largest() => VectorNorm.Largest(Constant);
}
