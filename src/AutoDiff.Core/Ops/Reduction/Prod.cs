namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The product of all elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>A scalar; 1 for an empty tensor.</returns>
    /// <inheritdoc cref="Prod{T}(Tensor{T}, ReadOnlySpan{int}, bool)" path="/remarks"/>
    public static Tensor<T> Prod<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Prod(x, []);

    /// <summary>The product over one axis.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="keepAxis">Keeps the axis with length 1 instead of dropping it.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <inheritdoc cref="Prod{T}(Tensor{T}, ReadOnlySpan{int}, bool)" path="/remarks"/>
    public static Tensor<T> Prod<T>(Tensor<T> x, int axis, bool keepAxis = false) where T : unmanaged, IFloatingPointIeee754<T> => Prod(x, [axis], keepAxis);

    /// <summary>The product over several axes.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axes">The axes; none means all.</param>
    /// <param name="keepAxes">Keeps the axes with length 1 instead of dropping them.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis occurs twice.</exception>
    /// <remarks>vjp: x̄ = ȳ times the product of all other elements, as those before times those after it: nothing is divided, so elements that are 0 do no harm, at any order.</remarks>
    public static Tensor<T> Prod<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepAxes = false) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        var reduced = ReducedAxes.Read(x.Shape, axes, keepAxes, "prod");

        // The reduced axes become one, the last: lines that can be scanned.
        var lines = x.Permute(reduced.AxesLast(x.Rank)).Reshape(Shape.Create([reduced.Kept.Size, reduced.Count(x.Shape)]));
        return General.Apply(default(ProdRule), lines).Reshape(reduced.Result);
    }
}

/// <summary>The product of each line of a matrix.</summary>
internal readonly record struct ProdRule : IGeneral
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var axes = ReducedAxes.Read(x.Shape, [1], keep: true, "prod");
        if (x.Shape[1] > 0) return axes.Fold<ProductFold, T>(x);
        var y = Tensor<T>.Uninitialized(axes.Kept);
        Launch.Fill(y, T.One);
        return y;
    }

    public Tensor<T> Vjp<T>(Tensor<T> g, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(g, Others(x));

    public Tensor<T> Jvp<T>(Tensor<T> t, Tensor<T> x, Tensor<T> y) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Sum(Tensor.Mul(t, Others(x)), 1, keepAxis: true);

    /// <summary>For each element the product of all others of its line.</summary>
    private static Tensor<T> Others<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Tensor.Mul(CumProdRule.Before(x, 1, fromEnd: false), CumProdRule.Before(x, 1, fromEnd: true));
}
