using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>An elementwise function of two inputs, stated by its value alone; its derivative comes from dual numbers.</summary>
/// <remarks>
/// Implement it as a <c>readonly record struct</c> whose fields, if any, are parameters of the function, and apply it with
/// <c>Tensor.Map</c>: it becomes one fused SIMD kernel forward and one backward, and every order of derivative follows.
/// </remarks>
public interface IMap2
{
    /// <summary>The function, written with the rule arithmetic: no loops, no <c>if</c> on data (use <see cref="IReal{N}.Select"/>).</summary>
    N Value<N>(N a, N b) where N : IReal<N>;
}

/// <summary>An elementwise function of two inputs that states its derivative too.</summary>
/// <remarks>Reuse <c>y</c> only where nothing cancels: exp' = y is exact, 1 - y² for tanh' loses every digit in the tail.</remarks>
public interface IRule2 : IMap2
{
    /// <summary>g · ∂f/∂a.</summary>
    N ChainA<N>(N g, N a, N b, N y) where N : IReal<N>;

    /// <summary>g · ∂f/∂b.</summary>
    N ChainB<N>(N g, N a, N b, N y) where N : IReal<N>;

    /// <summary>Whether a derivative is computed from the value y; where none is, y is not read.</summary>
    static virtual bool NeedsValue => true;

    /// <summary>What is known of ∂f/∂a beforehand; saves the kernel where it is 0 or 1 everywhere.</summary>
    static virtual Slope SlopeA => AutoDiff.Slope.Any;

    /// <summary>What is known of ∂f/∂b beforehand; saves the kernel where it is 0 or 1 everywhere.</summary>
    static virtual Slope SlopeB => AutoDiff.Slope.Any;

    /// <summary>The products with all slopes, for rules that have them together more cheaply than one after the other; R is the type of this rule.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static virtual void Reverse<R, N>(R rule, N g, N a, N b, N y, out N aAdjoint, out N bAdjoint) where R : struct, IRule2 where N : IReal<N>
    {
        aAdjoint = rule.ChainA(g, a, b, y);
        bAdjoint = rule.ChainB(g, a, b, y);
    }
}
