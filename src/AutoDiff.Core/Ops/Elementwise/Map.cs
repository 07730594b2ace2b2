namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Applies an elementwise rule: one fused kernel forward, one backward.</summary>
    /// <param name="rule">The function and its derivative.</param>
    /// <param name="x">Any shape.</param>
    /// <returns>The shape of x.</returns>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> x) where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
        => Elementwise.Map(rule, x);

    /// <summary>Applies an elementwise rule of 2 inputs: one fused kernel forward, one backward.</summary>
    /// <param name="rule">The function and its derivative.</param>
    /// <param name="a">A shape that broadcasts with the others.</param>
    /// <param name="b">A shape that broadcasts with the others.</param>
    /// <returns>The broadcast shape.</returns>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> a, Tensor<T> b) where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
        => Elementwise.Map(rule, a, b);

    /// <summary>Applies an elementwise rule of 3 inputs: one fused kernel forward, one backward.</summary>
    /// <param name="rule">The function and its derivative.</param>
    /// <param name="a">A shape that broadcasts with the others.</param>
    /// <param name="b">A shape that broadcasts with the others.</param>
    /// <param name="c">A shape that broadcasts with the others.</param>
    /// <returns>The broadcast shape.</returns>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c) where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
        => Elementwise.Map(rule, a, b, c);

    /// <summary>Applies an elementwise rule of 4 inputs: one fused kernel forward, one backward.</summary>
    /// <param name="rule">The function and its derivative.</param>
    /// <param name="a">A shape that broadcasts with the others.</param>
    /// <param name="b">A shape that broadcasts with the others.</param>
    /// <param name="c">A shape that broadcasts with the others.</param>
    /// <param name="d">A shape that broadcasts with the others.</param>
    /// <returns>The broadcast shape.</returns>
    public static Tensor<T> Map<R, T>(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c, Tensor<T> d) where R : struct, IRule4 where T : unmanaged, IFloatingPointIeee754<T>
        => Elementwise.Map(rule, a, b, c, d);
}
