using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>Checks the derivatives of a function in one line, and says what is wrong with a wrong one.</summary>
/// <remarks>
/// <para>First and second order, in reverse and forward mode, against central differences extrapolated to step 0 with an error bar; the two
/// modes against each other, ⟨J v, u⟩ = ⟨v, Jᵀ u⟩; and that the function leaves its inputs alone and returns the same each time.</para>
/// <para>Small inputs are checked entry by entry, larger ones along random directions (<see cref="CheckOptions.MaxEntries"/>). Check in
/// double; float leaves differences few digits, so hold a float function to its double twin with <see cref="SinglePrecision(Func{Tensor{float}, Tensor{float}}, Func{Tensor{double}, Tensor{double}}, Tensor{float}, CheckOptions)"/>.</para>
/// <para>Not checked: an order above 2, mixed second derivatives of two results, and a derivative at a kink beyond that it lies between the slopes.</para>
/// </remarks>
/// <example>
/// <code>
/// Check.Gradients(Tensor.Tanh, x).ThrowIfFailed();
/// Check.Gradients(Tensor.MatMul, a, b).ThrowIfFailed();
/// Check.Gradients(xs =&gt; xs[0] * xs[1] + xs[2], new CheckOptions { Op = "affine" }, a, b, c).ThrowIfFailed();
/// </code>
/// A custom operation whose vjp forgets a minus is reported as
/// <code>
/// gradient check of decay(x0 [2]): FAILED
///   14 comparisons: 8 passed, 4 failed, 1 unsupported
///   diagnosis: (1, reverse) derivative with respect to x0: wrong sign: it is -1 times the true one.
/// </code>
/// followed by a table of the worst entries.
/// </example>
public static class Check
{
    /// <summary>Checks a function of one tensor.</summary>
    /// <param name="f">From a tensor to a tensor, each of any shape. Called many times, with a tape and without.</param>
    /// <param name="x">Where; away from kinks, if you can.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    /// <exception cref="ArgumentException">An option is out of range, or f returns null.</exception>
    public static CheckReport Gradients<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x, CheckOptions? options = null) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return Gradients<T>(xs => f(xs[0]), options ?? new CheckOptions(), x);
    }

    /// <summary>Checks a function of two tensors.</summary>
    /// <param name="f">From two tensors to a tensor. Called many times, with a tape and without.</param>
    /// <param name="a">The first input.</param>
    /// <param name="b">The second input.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <inheritdoc cref="Gradients{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T}, CheckOptions)"/>
    public static CheckReport Gradients<T>(Func<Tensor<T>, Tensor<T>, Tensor<T>> f, Tensor<T> a, Tensor<T> b, CheckOptions? options = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return Gradients<T>(xs => f(xs[0], xs[1]), options ?? new CheckOptions(), a, b);
    }

    /// <summary>Checks a function of several tensors.</summary>
    /// <param name="f">From tensors to a tensor. Called many times, with a tape and without.</param>
    /// <param name="options">What to check.</param>
    /// <param name="xs">Where.</param>
    /// <inheritdoc cref="Gradients{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T}, CheckOptions)"/>
    public static CheckReport Gradients<T>(Func<Tensor<T>[], Tensor<T>> f, CheckOptions options, params Tensor<T>[] xs) where T : unmanaged, IFloatingPointIeee754<T>
        => new Checker<T>(f, options, xs).Run();

    /// <summary>Checks a function in float by way of the same function in double: that one against differences, the float derivatives against it.</summary>
    /// <param name="f">The function in float.</param>
    /// <param name="reference">The same function in double.</param>
    /// <param name="x">Where.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <returns>The report of both.</returns>
    /// <exception cref="ShapeException">The two return different shapes.</exception>
    /// <example><code>Check.SinglePrecision(Tensor.Tanh, Tensor.Tanh, x).ThrowIfFailed();</code></example>
    public static CheckReport SinglePrecision(
        Func<Tensor<float>, Tensor<float>> f, Func<Tensor<double>, Tensor<double>> reference, Tensor<float> x, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(reference);
        return SinglePrecision(xs => f(xs[0]), xs => reference(xs[0]), options ?? new CheckOptions(), x);
    }

    /// <summary>Checks a function of several tensors in float by way of the same function in double.</summary>
    /// <param name="f">The function in float.</param>
    /// <param name="reference">The same function in double.</param>
    /// <param name="options">What to check.</param>
    /// <param name="xs">Where.</param>
    /// <inheritdoc cref="SinglePrecision(Func{Tensor{float}, Tensor{float}}, Func{Tensor{double}, Tensor{double}}, Tensor{float}, CheckOptions)"/>
    public static CheckReport SinglePrecision(
        Func<Tensor<float>[], Tensor<float>> f, Func<Tensor<double>[], Tensor<double>> reference, CheckOptions options, params Tensor<float>[] xs)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(xs);
        var report = Gradients(reference, options, Array.ConvertAll(xs, x => Numbers.ToTensor<double>(Numbers.Of(x), x.Shape)));
        PrecisionCheck.Run(f, reference, options, xs, report);
        return report;
    }
}
