using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Checking;

/// <summary>Checks the derivatives of a function in one line, and says what is wrong with a wrong one.</summary>
/// <remarks>
/// <para>
/// Derivatives of first, second and third order, in reverse and forward mode, against differences extrapolated to step 0 with an error bar;
/// the two modes against each other, ⟨J v, u⟩ = ⟨v, Jᵀ u⟩; that both are linear; the slope of the Taylor remainder; that strided inputs give the
/// same; that the function leaves its inputs alone and returns the same each time.
/// </para>
/// <para>
/// Small inputs are checked entry by entry, larger ones along random directions (<see cref="CheckOptions.MaxEntries"/>). At a kink any value
/// between the slopes from left and right is right. What is wrong is named where its pattern is known: <see cref="Mistake"/>.
/// </para>
/// <para>
/// Float leaves differences few digits: <see cref="SinglePrecision(Func{Tensor{float}, Tensor{float}}, Func{Tensor{double}, Tensor{double}}, Tensor{float}, CheckOptions, string)"/>
/// holds a function in float to the same one in double as well. A complex step is taken of elementwise rules, which are written for every
/// kind of number (Rule); a function of tensors cannot be evaluated at complex ones.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// Check.Gradients(Tensor.Tanh, x).ThrowIfFailed();
/// Check.Gradients((a, b) =&gt; Tensor.MatMul(a, b), a, b).ThrowIfFailed();
/// Check.Gradients(xs =&gt; xs[0] * xs[1] + xs[2], new CheckOptions { Op = "affine" }, a, b, c).ThrowIfFailed();
/// </code>
/// </example>
public static partial class Check
{
    /// <summary>Checks a function of one tensor.</summary>
    /// <param name="f">From a tensor to a tensor, each of any shape. Called many times, with a tape and without.</param>
    /// <param name="x">Where; away from kinks, if you can.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <param name="expression">The text of the argument f, which the compiler hands in: it names the function in the report.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or f returns null.</exception>
    public static CheckReport Gradients<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x, CheckOptions? options = null, [CallerArgumentExpression(nameof(f))] string expression = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return new Checker<T>(xs => f(xs[0]), options ?? new CheckOptions(), [x], Names.Function(expression), Names.Inputs(f, 1)).Run();
    }

    /// <summary>Checks a function of two tensors.</summary>
    /// <param name="f">From two tensors to a tensor. Called many times, with a tape and without.</param>
    /// <param name="a">The first input.</param>
    /// <param name="b">The second input.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <param name="expression">The text of the argument f, which the compiler hands in: it names the function in the report.</param>
    /// <inheritdoc cref="Gradients{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T}, CheckOptions, string)"/>
    public static CheckReport Gradients<T>(
        Func<Tensor<T>, Tensor<T>, Tensor<T>> f, Tensor<T> a, Tensor<T> b, CheckOptions? options = null, [CallerArgumentExpression(nameof(f))] string expression = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return new Checker<T>(xs => f(xs[0], xs[1]), options ?? new CheckOptions(), [a, b], Names.Function(expression), Names.Inputs(f, 2)).Run();
    }

    /// <summary>Checks a function of three tensors.</summary>
    /// <param name="f">From three tensors to a tensor. Called many times, with a tape and without.</param>
    /// <param name="a">The first input.</param>
    /// <param name="b">The second input.</param>
    /// <param name="c">The third input.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <param name="expression">The text of the argument f, which the compiler hands in: it names the function in the report.</param>
    /// <inheritdoc cref="Gradients{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T}, CheckOptions, string)"/>
    public static CheckReport Gradients<T>(
        Func<Tensor<T>, Tensor<T>, Tensor<T>, Tensor<T>> f, Tensor<T> a, Tensor<T> b, Tensor<T> c, CheckOptions? options = null, [CallerArgumentExpression(nameof(f))] string expression = "")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return new Checker<T>(xs => f(xs[0], xs[1], xs[2]), options ?? new CheckOptions(), [a, b, c], Names.Function(expression), Names.Inputs(f, 3)).Run();
    }

    /// <summary>Checks a function of several tensors.</summary>
    /// <param name="f">From tensors to a tensor. Called many times, with a tape and without.</param>
    /// <param name="options">What to check.</param>
    /// <param name="xs">Where.</param>
    /// <inheritdoc cref="Gradients{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T}, CheckOptions, string)"/>
    public static CheckReport Gradients<T>(Func<Tensor<T>[], Tensor<T>> f, CheckOptions options, params Tensor<T>[] xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(xs);
        return new Checker<T>(f, options, xs, "f", Names.Inputs(xs.Length)).Run();
    }
}
