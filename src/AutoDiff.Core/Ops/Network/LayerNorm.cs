namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Layer normalisation (x - μ)/√(σ² + ε) · w + b, with the mean and variance of each row.</summary>
    /// <param name="x">Shape [..., row axes].</param>
    /// <param name="weight">w, of the shape of the row axes; null for 1.</param>
    /// <param name="bias">b, of the shape of the row axes; null for 0.</param>
    /// <param name="axes">How many axes, the last ones, make a row.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has too few axes or empty rows, or w or b another shape than a row.</exception>
    /// <remarks>The variance divides by the number of elements. Fused, one pass in each direction. Source: Ba, Kiros and Hinton 2016, "Layer normalization".</remarks>
    public static Tensor<T> LayerNorm<T>(Tensor<T> x, Tensor<T>? weight = null, Tensor<T>? bias = null, int axes = 1, double epsilon = 1e-5) where T : unmanaged, IFloatingPointIeee754<T>
        => RowNorm.Apply("layer_norm", isCentred: true, x, weight, bias, axes, epsilon);

    /// <summary>Layer normalisation with the shape of the rows stated, and checked.</summary>
    /// <param name="x">Shape [..., rows].</param>
    /// <param name="rows">The last axes of x, which make a row.</param>
    /// <param name="weight">w, of the shape of the rows; null for 1.</param>
    /// <param name="bias">b, of the shape of the rows; null for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x does not end in the axes of a row, rows are empty, or w or b have another shape than a row.</exception>
    public static Tensor<T> LayerNorm<T>(Tensor<T> x, Shape rows, Tensor<T>? weight = null, Tensor<T>? bias = null, double epsilon = 1e-5) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (rows.Rank == 0 || !x.Shape.Axes.EndsWith(rows.Axes)) throw new ShapeException($"layer_norm: x must end in the axes of the rows {rows}, got shape {x.Shape}.");
        return LayerNorm(x, weight, bias, rows.Rank, epsilon);
    }

    /// <summary>Normalisation by the root mean square x/√(mean x² + ε) · w of each row.</summary>
    /// <param name="x">Shape [..., row axes].</param>
    /// <param name="weight">w, of the shape of the row axes; null for 1.</param>
    /// <param name="axes">How many axes, the last ones, make a row.</param>
    /// <param name="epsilon">ε.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">x has too few axes or empty rows, or w another shape than a row.</exception>
    /// <remarks>Fused, one pass in each direction. Source: Zhang and Sennrich 2019, "Root mean square layer normalization".</remarks>
    public static Tensor<T> RmsNorm<T>(Tensor<T> x, Tensor<T>? weight = null, int axes = 1, double epsilon = 1e-5) where T : unmanaged, IFloatingPointIeee754<T>
        => RowNorm.Apply("rms_norm", isCentred: false, x, weight, null, axes, epsilon);
}

/// <summary>What both normalisations of rows share.</summary>
internal static class RowNorm
{
    public static Tensor<T> Apply<T>(string op, bool isCentred, Tensor<T> x, Tensor<T>? weight, Tensor<T>? bias, int axes, double epsilon) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        if (axes < 1 || axes > x.Rank) throw new ShapeException($"{op}: 1 to {x.Rank} row axes are possible for shape {x.Shape}, got {axes}.");
        Shape row = x.Shape.Axes[^axes..].ToArray();
        if (row.Size == 0) throw new ShapeException($"{op}: rows must not be empty, got shape {x.Shape} with rows {row}.");
        if (weight is not null && weight.Shape != row) throw new ShapeException($"{op}: a weight of shape {row} is required for x {x.Shape}, got {weight.Shape}.");
        if (bias is not null && bias.Shape != row) throw new ShapeException($"{op}: a bias of shape {row} is required for x {x.Shape}, got {bias.Shape}.");
        var rule = new RowNormRule(isCentred, weight is not null, bias is not null, axes, epsilon);
        return (weight, bias) switch
        {
            (null, null) => Fused.Apply(rule, x),
            (not null, null) => Fused.Apply(rule, x, weight),
            (null, not null) => Fused.Apply(rule, x, bias),
            _ => Fused.Apply(rule, x, weight, bias),
        };
    }
}

/// <summary>z = (x - μ) r of each row, then z w + b. The inputs are x, then w and b where there are any.</summary>
internal readonly record struct RowNormRule(bool IsCentred, bool HasWeight, bool HasBias, int Axes, double Epsilon) : IFused
{
    private int BiasPlace => HasWeight ? 2 : 1;

    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = xs[0].Contiguous();
        var (rows, width) = Size(x.Shape);
        var y = Tensor<T>.Uninitialized(x.Shape);
        saved = Tensor<T>.Uninitialized([rows, 2]);
        var call = new RowNormCall<T>(this, rows, width);
        if (xs.Length == 3) Launch.Run(call, x, y, saved, xs[1].Contiguous(), xs[2].Contiguous());
        else if (xs.Length == 2) Launch.Run(call, x, y, saved, xs[1].Contiguous());
        else Launch.Run(call, x, y, saved);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (x, bar) = (xs[0].Contiguous(), g.Contiguous());
        var (rows, width) = Size(x.Shape);
        if (adjoints.Needs(0))
        {
            var adjoint = adjoints.New(x.Shape);
            var call = new RowNormReverseCall<T>(this, rows, width);
            if (HasWeight) Launch.Run(call, x, saved!, bar, adjoint, xs[1].Contiguous());
            else Launch.Run(call, x, saved!, bar, adjoint);
            adjoints.Add(0, adjoint);
        }

        var (needsWeight, needsBias) = (HasWeight && adjoints.Needs(1), HasBias && adjoints.Needs(BiasPlace));
        if (!needsWeight && !needsBias) return;
        Shape row = x.Shape.Axes[^Axes..].ToArray();
        var (weight, bias) = (adjoints.New(row), adjoints.New(row));
        Launch.Run(new RowNormParametersCall<T>(rows, width), x, saved!, bar, weight, bias);
        if (needsWeight) adjoints.Add(1, weight);
        if (needsBias) adjoints.Add(BiasPlace, bias);
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var axes = new int[Axes];
        for (var k = 0; k < axes.Length; k++) axes[k] = k - axes.Length;
        var z = IsCentred ? Tensor.Sub(xs[0], Tensor.Mean(xs[0], axes, keepAxes: true)) : xs[0];
        var y = Tensor.Div(z, Tensor.Sqrt(Tensor.Add(Tensor.Mean(Tensor.Square(z), axes, keepAxes: true), Epsilon)));
        if (HasWeight) y = Tensor.Mul(y, xs[1]);
        return HasBias ? Tensor.Add(y, xs[BiasPlace]) : y;
    }

    private (int Rows, int Width) Size(Shape shape)
    {
        var width = 1;
        foreach (var length in shape.Axes[^Axes..]) width *= length;
        return (shape.Size / width, width);
    }
}

/// <summary>y and the moments of each row: operands x, y, moments, then w and b where there are any.</summary>
internal readonly record struct RowNormCall<T>(RowNormRule Rule, int Rows, int Width) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => NormRows.Forward(
        Rows, Width, Rule.IsCentred, buffers.Span<T>(0, Rows * Width),
        Rule.HasWeight ? buffers.Span<T>(3, Width) : default, Rule.HasBias ? buffers.Span<T>(Rule.HasWeight ? 4 : 3, Width) : default,
        T.CreateTruncating(Rule.Epsilon), buffers.Span<T>(1, Rows * Width), buffers.Span<T>(2, 2 * Rows));
}

/// <summary>x̄: operands x, moments, ȳ, x̄, then w where there is one.</summary>
internal readonly record struct RowNormReverseCall<T>(RowNormRule Rule, int Rows, int Width) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => NormRows.Reverse<T>(
        Rows, Width, Rule.IsCentred, buffers.Span<T>(0, Rows * Width), Rule.HasWeight ? buffers.Span<T>(4, Width) : default,
        buffers.Span<T>(1, 2 * Rows), buffers.Span<T>(2, Rows * Width), buffers.Span<T>(3, Rows * Width));
}

/// <summary>w̄ and b̄: operands x, moments, ȳ, w̄, b̄.</summary>
internal readonly record struct RowNormParametersCall<T>(int Rows, int Width) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers) => NormRows.ReverseParameters(
        Rows, Width, buffers.Span<T>(0, Rows * Width), buffers.Span<T>(1, 2 * Rows), buffers.Span<T>(2, Rows * Width), buffers.Span<T>(3, Width), buffers.Span<T>(4, Width));
}
