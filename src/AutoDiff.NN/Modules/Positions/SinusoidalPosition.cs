namespace AutoDiff.NN;

/// <summary>Adds sines and cosines of the position, of wavelengths from 2π to 10000 · 2π.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Features 2j and 2j + 1 get the sine and cosine of position/10000^(2j/width). Source: Vaswani et al. 2017, "Attention is all you need".</remarks>
public sealed class SinusoidalPosition<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> _table;

    /// <summary>Creates the table.</summary>
    /// <param name="width">The width of x.</param>
    /// <param name="positions">How many positions there are at most.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is not positive.</exception>
    public SinusoidalPosition(int width, int positions)
    {
        Require.Positive("sinusoidal", width);
        var table = new T[Require.Positive("sinusoidal", positions) * width];
        for (var k = 0; k < table.Length; k++)
        {
            var (position, feature) = Math.DivRem(k, width);
            var angle = position / Math.Pow(10000, (feature - feature % 2) / (double)width);
            table[k] = T.CreateTruncating(feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle));
        }

        _table = Tensor.From(table, [positions, width]);
    }

    /// <summary>x + positions.</summary>
    /// <param name="x">Shape [..., steps, width].</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has another width or more steps than positions.</exception>
    public override Tensor<T> Forward(Tensor<T> x) => Output(Positions.Add("sinusoidal", x, _table));

    /// <inheritdoc/>
    public override string ToString() => $"SinusoidalPosition({_table.Shape[0]} × {_table.Shape[1]})";
}

/// <summary>Tables of positions.</summary>
internal static class Positions
{
    /// <summary>x plus the first rows of a table.</summary>
    public static Tensor<T> Add<T>(string op, Tensor<T> x, Tensor<T> table) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank < 2 || x.Shape[^1] != table.Shape[1] || x.Shape[^2] > table.Shape[0])
            throw new ShapeException($"{op}: x of shape [..., steps, {table.Shape[1]}] with at most {table.Shape[0]} steps is required, got {x.Shape}.");
        return x + table.Narrow(0, 0, x.Shape[^2]);
    }
}
