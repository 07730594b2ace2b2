namespace AutoDiff.NN;

/// <summary>Keeps gradients from being too large, between taking them and stepping.</summary>
/// <example><code>
/// var gradients = tape.Gradients(loss, model.Parameters);
/// Clip.ByNorm(gradients, 1.0);
/// optimiser.Step(gradients);
/// </code></example>
public static class Clip
{
    /// <summary>Scales all gradients by the same factor, min(1, maximum/(norm + 10⁻⁶)), so that together they are no longer than a maximum. Their direction stays.</summary>
    /// <param name="gradients">Changed in place; where they are short enough they are only read.</param>
    /// <param name="maximum">The largest norm of all gradients as one vector.</param>
    /// <param name="order">Which norm: 2 is the Euclidean one, infinity the largest magnitude.</param>
    /// <returns>The norm before. Where it is not finite, a gradient is not, and a step would spoil the parameters: leave it out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is negative, or the order not positive.</exception>
    /// <remarks>Source: Pascanu, Mikolov and Bengio 2013, "On the difficulty of training recurrent neural networks", in the form of torch.nn.utils.clip_grad_norm_.</remarks>
    public static double ByNorm<T>(Gradients<T> gradients, double maximum, double order = 2) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        Require.NotNegative("clip", maximum);
        var norm = gradients.Norm(order);
        var factor = maximum / (norm + 1e-6);
        if (!(factor >= 1)) gradients.Scale(factor);
        return norm;
    }

    /// <summary>Brings every element into [-limit, limit], each by itself, so that their direction changes. NaN stays NaN.</summary>
    /// <param name="gradients">Changed in place.</param>
    /// <param name="limit">The largest magnitude of an element.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative.</exception>
    public static void ByValue<T>(Gradients<T> gradients, double limit) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(gradients);
        gradients.Update(new LimitMap(Require.NotNegative("clip", limit)));
    }
}

/// <summary>max(-limit, min(x, limit)).</summary>
internal readonly record struct LimitMap(double Limit) : IMap
{
    public N Value<N>(N x) where N : IReal<N> => N.Max(N.From(-Limit), N.Min(N.From(Limit), x));
}
