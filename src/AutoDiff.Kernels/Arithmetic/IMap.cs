namespace AutoDiff;

/// <summary>An elementwise function of one input, stated by its value alone; its derivative comes from dual numbers.</summary>
/// <remarks>
/// Implement it as a <c>readonly record struct</c> whose fields, if any, are parameters of the function, and apply it with
/// <c>Tensor.Map</c>: it becomes one fused SIMD kernel forward and one backward, and every order of derivative follows.
/// </remarks>
public interface IMap
{
    /// <summary>The function, written with the rule arithmetic: no loops, no <c>if</c> on data (use <see cref="IReal{N}.Select"/>).</summary>
    N Value<N>(N x) where N : IReal<N>;
}

/// <summary>An elementwise function of one input that states its derivative too.</summary>
/// <remarks>Reuse <c>y</c> only where nothing cancels: exp' = y is exact, 1 - y² for tanh' loses every digit in the tail.</remarks>
public interface IRule : IMap
{
    /// <summary>g · f'(x): the Jacobian is diagonal, so this is the vjp for an adjoint g and the jvp for a tangent g.</summary>
    /// <param name="g">The adjoint or tangent.</param>
    /// <param name="x">The input.</param>
    /// <param name="y">The value f(x).</param>
    N Chain<N>(N g, N x, N y) where N : IReal<N>;

    /// <summary>Whether the derivative is computed from the input x; where it is not, x is not read.</summary>
    static virtual bool NeedsInput => true;

    /// <summary>Whether a derivative is computed from the value y; where none is, y is not read.</summary>
    static virtual bool NeedsValue => true;

    /// <summary>What is known of ∂f/∂x beforehand; saves the kernel where it is 0 or 1 everywhere.</summary>
    static virtual Slope Slope => AutoDiff.Slope.Any;
}
