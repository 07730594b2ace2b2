using System.Numerics;

namespace AutoDiff.Checking;

public static partial class Check
{
    /// <summary>Checks an operation of your own, given as to <see cref="Tensor.Function"/>.</summary>
    /// <param name="name">The name in reports.</param>
    /// <param name="value">y = f(x₁, x₂, ...).</param>
    /// <param name="vjp">From (ȳ, inputs, y) to one adjoint for each input, or null where there is none.</param>
    /// <param name="jvp">From (tangents, inputs, y) to ẏ; without it forward mode is not checked.</param>
    /// <param name="xs">Where; away from kinks, if you can.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    /// <exception cref="ArgumentException">There are no inputs.</exception>
    /// <example><code>
    /// Check.Function&lt;double&gt;("decay", xs =&gt; Tensor.Exp(-xs[0]), (g, xs, y) =&gt; [-g * y], null, x).ThrowIfFailed();
    /// </code></example>
    public static CheckReport Function<T>(
        string name, Func<Tensor<T>[], Tensor<T>> value, Func<Tensor<T>, Tensor<T>[], Tensor<T>, Tensor<T>?[]> vjp, Func<Tensor<T>[], Tensor<T>[], Tensor<T>, Tensor<T>>? jvp = null,
        params Tensor<T>[] xs) where T : unmanaged, IFloatingPointIeee754<T>
        => Function(name, value, vjp, jvp, new CheckOptions(), xs);

    /// <summary>Checks an operation of your own, given as to <see cref="Tensor.Function"/>.</summary>
    /// <param name="name">The name in reports.</param>
    /// <param name="value">y = f(x₁, x₂, ...).</param>
    /// <param name="vjp">From (ȳ, inputs, y) to one adjoint for each input, or null where there is none.</param>
    /// <param name="jvp">From (tangents, inputs, y) to ẏ; null where there is none, and then forward mode is not checked.</param>
    /// <param name="options">What to check.</param>
    /// <param name="xs">Where; away from kinks, if you can.</param>
    /// <inheritdoc cref="Function{T}(string, Func{Tensor{T}[], Tensor{T}}, Func{Tensor{T}, Tensor{T}[], Tensor{T}, Tensor{T}[]}, Func{Tensor{T}[], Tensor{T}[], Tensor{T}, Tensor{T}}, Tensor{T}[])"/>
    public static CheckReport Function<T>(
        string name, Func<Tensor<T>[], Tensor<T>> value, Func<Tensor<T>, Tensor<T>[], Tensor<T>, Tensor<T>?[]> vjp, Func<Tensor<T>[], Tensor<T>[], Tensor<T>, Tensor<T>>? jvp, CheckOptions options,
        params Tensor<T>[] xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(xs);
        return new Checker<T>(inputs => Tensor.Function(name, value, vjp, jvp, inputs), options, xs, name, Names.Inputs(xs.Length)).Run();
    }
}
