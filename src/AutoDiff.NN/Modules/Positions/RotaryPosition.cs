namespace AutoDiff.NN;

/// <summary>Rotary positions: pairs of features are turned by an angle that grows with the position, so that the product of a query and a key depends on how far they are apart.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Pair j of d/2 is turned by position · base^(-2j/d). Source: Su et al. 2021, "RoFormer: enhanced transformer with rotary position embedding".</remarks>
public sealed class RotaryPosition<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> _cos, _sin;
    private readonly bool _isInterleaved;

    /// <summary>Creates tables of angles.</summary>
    /// <param name="width">d, the width of a head; even.</param>
    /// <param name="positions">How many positions there are at most.</param>
    /// <param name="baseNumber">The base.</param>
    /// <param name="isInterleaved">Whether neighbours make a pair, as in the paper, rather than feature j and j + d/2, as in LLaMA.</param>
    /// <exception cref="ArgumentException">The width is odd, or a setting is not positive.</exception>
    public RotaryPosition(int width, int positions, double baseNumber = 10000, bool isInterleaved = false)
    {
        if (Require.Positive("rotary", width) % 2 != 0) throw new ArgumentException($"rotary: the width must be even, got {width}.", nameof(width));
        Require.Positive("rotary", positions);
        Require.Positive("rotary", baseNumber);
        _isInterleaved = isInterleaved;
        var (cos, sin, half) = (new T[positions * width / 2], new T[positions * width / 2], width / 2);
        for (var k = 0; k < cos.Length; k++)
        {
            var (y, x) = Math.SinCos(k / half * Math.Pow(baseNumber, -2.0 * (k % half) / width));
            (sin[k], cos[k]) = (T.CreateTruncating(y), T.CreateTruncating(x));
        }

        (_cos, _sin) = (Tensor.From(cos, [positions, half]), Tensor.From(sin, [positions, half]));
    }

    /// <summary>x, turned by positions 0, 1, ...</summary>
    /// <param name="x">Shape [..., steps, width].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has another width or more steps than positions.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Forward(x, 0);

    /// <summary>x, turned by positions from a first one on: for sequences that are continued.</summary>
    /// <param name="x">Shape [..., steps, width].</param>
    /// <param name="first">The position of the first step.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has another width or leaves the positions.</exception>
    public Tensor<T> Forward(Tensor<T> x, int first)
    {
        ArgumentNullException.ThrowIfNull(x);
        var half = _cos.Shape[1];
        if (x.Rank < 2 || x.Shape[^1] != 2 * half || first < 0 || first + x.Shape[^2] > _cos.Shape[0])
            throw new ShapeException($"rotary: x of shape [..., steps, {2 * half}] within {_cos.Shape[0]} positions is required, got {x.Shape} from position {first} on.");
        var (cos, sin) = (_cos.Narrow(0, first, x.Shape[^2]), _sin.Narrow(0, first, x.Shape[^2]));
        if (!_isInterleaved)
        {
            var (a, b) = (x.Narrow(-1, 0, half), x.Narrow(-1, half, half));
            return Output(Tensor.Concat<T>([a * cos - b * sin, b * cos + a * sin], -1));
        }

        var (even, odd) = (x.Narrow(-1, 0, half, 2), x.Narrow(-1, 1, half, 2));
        return Output(Tensor.Stack<T>([even * cos - odd * sin, odd * cos + even * sin], -1).Reshape(x.Shape));
    }

    /// <inheritdoc/>
    public override string ToString() => $"RotaryPosition({2 * _cos.Shape[1]})";
}
