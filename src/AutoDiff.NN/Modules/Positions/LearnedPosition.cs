namespace AutoDiff.NN;

/// <summary>Adds a learned vector for each position.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameter <c>weight</c>, of shape [positions, width].</remarks>
public sealed class LearnedPosition<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a table of small normal numbers.</summary>
    /// <param name="width">The width of x.</param>
    /// <param name="positions">How many positions there are at most.</param>
    /// <param name="random">Where the initial vectors come from.</param>
    /// <param name="deviation">Their standard deviation.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not positive.</exception>
    public LearnedPosition(int width, int positions, Random random, double deviation = 0.02)
        => Weight = AddParameter("weight", Tensor.Normal<T>([Require.Positive("learned_position", positions), Require.Positive("learned_position", width)], random, 0, Require.Positive("learned_position", deviation)));

    /// <summary>The vectors, of shape [positions, width].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>x + positions.</summary>
    /// <param name="x">Shape [..., steps, width].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has another width or more steps than positions.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Positions.Add("learned_position", x, Weight.Value));

    /// <inheritdoc/>
    public override string ToString() => $"LearnedPosition({Weight.Shape[0]} × {Weight.Shape[1]})";
}
