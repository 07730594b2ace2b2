using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>Resilient propagation: only the sign of a gradient counts, and each weight has a step of its own that grows while the sign stays. For full batches.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>
/// Where g has the sign of the gradient before, s ← min(s · grow, largest); where it has the other, s ← max(s · shrink, smallest) and g ← 0, so
/// that this weight waits for a step. Then w ← w - sign(g) · s. Source: Riedmiller and Braun 1993, "A direct adaptive method for faster
/// backpropagation learning: the RPROP algorithm"; the form without weight backtracking (iRprop⁻), Igel and Hüsken 2000.
/// </remarks>
public sealed class Rprop<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Previous = 0, Size = 1;
    private readonly double _shrink, _grow, _smallest, _largest;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">The first step of each weight; a later change has no effect.</param>
    /// <param name="shrink">What a step is multiplied by when the sign changes, in (0, 1).</param>
    /// <param name="grow">What a step is multiplied by when the sign stays, above 1.</param>
    /// <param name="smallest">The smallest step.</param>
    /// <param name="largest">The largest step.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public Rprop(IReadOnlyList<Parameter<T>> parameters, double learningRate = 1e-2, double shrink = 0.5, double grow = 1.2, double smallest = 1e-6, double largest = 50)
        : base(parameters, learningRate, 0, null, "previous", "size")
    {
        (_shrink, _grow) = (Require.Fraction("rprop", Require.Positive("rprop", shrink), nameof(shrink)), Require.Positive("rprop", grow));
        (_smallest, _largest) = (Require.NotNegative("rprop", smallest), Require.Positive("rprop", largest));
        if (grow <= 1) throw new ArgumentOutOfRangeException(nameof(grow), grow, "rprop: grow must be above 1.");
        if (smallest > largest) throw new ArgumentOutOfRangeException(nameof(smallest), smallest, "rprop: the smallest step must not be above the largest.");
    }

    /// <inheritdoc/>
    protected override void Start(ParameterGroup<T> group)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.Fill(Size, group.LearningRate);
    }

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(group);
        group.Update(gradients, new RpropRule(DecayOf(group), _shrink, _grow, _smallest, _largest), Previous, Size);
    }
}

internal readonly record struct RpropRule(Decay Decay, double Shrink, double Grow, double Smallest, double Largest) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var g = Decay.Gradient(value, gradient);
        var turned = g * state1 < N.Zero;
        var factor = N.Select(turned, N.From(Shrink), N.Select(g * state1 > N.Zero, N.From(Grow), N.One));
        var size = N.Min(N.Max(state2 * factor, N.From(Smallest)), N.From(Largest));
        g = N.Select(turned, N.Zero, g);
        var step = N.Select(g > N.Zero, size, N.Select(g < N.Zero, -size, g));
        return (Decay.Start(value) - step, g, size);
    }
}
