namespace AutoDiff;

// A tensor and a number: rules with the number as their parameter, so that no operand has to be broadcast.
public abstract partial class Tensor
{
    /// <summary>x + c for a number c.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="c">The number, rounded to T.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1.</remarks>
    public static Tensor<T> Add<T>(Tensor<T> x, double c) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new AddScalarRule(c), x);

    /// <summary>x - c for a number c.</summary>
    /// <inheritdoc cref="Add{T}(Tensor{T}, double)"/>
    public static Tensor<T> Sub<T>(Tensor<T> x, double c) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new AddScalarRule(-c), x);

    /// <summary>c - x for a number c.</summary>
    /// <param name="c">The number, rounded to T.</param>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -1.</remarks>
    public static Tensor<T> Sub<T>(double c, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new SubFromScalarRule(c), x);

    /// <summary>x · c for a number c.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="c">The number, rounded to T.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative c.</remarks>
    public static Tensor<T> Mul<T>(Tensor<T> x, double c) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new MulScalarRule(c), x);

    /// <summary>x / c for a number c.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="c">The number, rounded to T.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1/c.</remarks>
    public static Tensor<T> Div<T>(Tensor<T> x, double c) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new DivScalarRule(c), x);

    /// <summary>c / x for a number c.</summary>
    /// <param name="c">The number, rounded to T.</param>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative -c/x².</remarks>
    public static Tensor<T> Div<T>(double c, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new DivFromScalarRule(c), x);

    /// <summary>The larger of x and a number c, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="c">The number, rounded to T.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 where x &gt; c, 1/2 at a tie, else 0.</remarks>
    public static Tensor<T> Maximum<T>(Tensor<T> x, double c) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new MaximumScalarRule(c), x);

    /// <summary>The smaller of x and a number c, element by element.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="c">The number, rounded to T.</param>
    /// <returns>The shape of x.</returns>
    /// <remarks>Derivative 1 where x &lt; c, 1/2 at a tie, else 0.</remarks>
    public static Tensor<T> Minimum<T>(Tensor<T> x, double c) where T : unmanaged, IFloatingPointIeee754<T> => Elementwise.Map(new MinimumScalarRule(c), x);
}

internal readonly record struct AddScalarRule(double C) : IRule
{
    public static Slope Slope => AutoDiff.Slope.One;

    public N Value<N>(N x) where N : IReal<N> => x + N.From(C);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g;
}

internal readonly record struct SubFromScalarRule(double C) : IRule
{
    public static bool NeedsValue => false;

    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => N.From(C) - x;

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g;
}

internal readonly record struct MulScalarRule(double C) : IRule
{
    public static bool NeedsValue => false;

    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => x * N.From(C);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g * N.From(C);
}

internal readonly record struct DivScalarRule(double C) : IRule
{
    public static bool NeedsValue => false;

    public static bool NeedsInput => false;

    public N Value<N>(N x) where N : IReal<N> => x / N.From(C);

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => g / N.From(C);
}

internal readonly record struct DivFromScalarRule(double C) : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.From(C) / x;

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => -g * y / x;
}

internal readonly record struct MaximumScalarRule(double C) : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.Max(x, N.From(C));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => default(MaximumRule).ChainA(g, x, N.From(C), y);
}

internal readonly record struct MinimumScalarRule(double C) : IRule
{
    public N Value<N>(N x) where N : IReal<N> => N.Min(x, N.From(C));

    public N Chain<N>(N g, N x, N y) where N : IReal<N> => default(MinimumRule).ChainA(g, x, N.From(C), y);
}
