namespace AutoDiff.NN;

/// <summary>A bilinear map of two inputs: yₖ = aᵀ wₖ b + cₖ.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Parameters <c>weight</c>, of shape [outputs, first, second], and <c>bias</c>.</remarks>
public sealed class Bilinear<T> : Model<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a layer with LeCun-uniform weights, each output summing first · second products, and zero biases.</summary>
    /// <param name="first">Length of the last axis of a.</param>
    /// <param name="second">Length of the last axis of b.</param>
    /// <param name="outputs">Length of the last axis of y.</param>
    /// <param name="random">Where the initial weights come from.</param>
    /// <param name="hasBias">Whether c is added.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is not positive.</exception>
    public Bilinear(int first, int second, int outputs, Random random, bool hasBias = true)
    {
        Require.Positive("bilinear", first);
        Require.Positive("bilinear", second);
        Require.Positive("bilinear", outputs);
        Weight = AddParameter("weight", Initialise.LeCunUniform<T>([outputs, first, second], first * second, random));
        Bias = hasBias ? AddParameter("bias", Tensor.Zeros<T>([outputs])) : null;
    }

    /// <summary>w, of shape [outputs, first, second].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>c, of shape [outputs]; null where there is none.</summary>
    public Parameter<T>? Bias { get; }

    /// <summary>aᵀ w b + c.</summary>
    /// <param name="a">Shape [..., first].</param>
    /// <param name="b">Shape [..., second], with the leading axes of a.</param>
    /// <returns>Shape [..., outputs].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    public Tensor<T> Forward(Tensor<T> a, Tensor<T> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (outputs, first, second) = (Weight.Shape[0], Weight.Shape[1], Weight.Shape[2]);
        if (a.Rank == 0 || b.Rank == 0 || a.Shape[^1] != first || b.Shape[^1] != second || !a.Shape.Axes[..^1].SequenceEqual(b.Shape.Axes[..^1]))
            throw new ShapeException($"bilinear: a [..., {first}] and b [..., {second}] with the same leading axes are required, got {a.Shape} and {b.Shape}.");

        // Rows of a times all matrices at once, then the inner product with b for each output.
        var rows = a.Length / first;
        var left = Tensor.MatMul(a.Reshape(rows, first), Weight.Value.Permute(1, 0, 2).Reshape(first, outputs * second)).Reshape(rows, outputs, second);
        Shape shape = [.. a.Shape.Axes[..^1], outputs];
        var y = Tensor.MatMul(left, b.Reshape(rows, second, 1)).Reshape(shape);
        return Output(Bias is null ? y : y + Bias.Value);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Bilinear({Weight.Shape[1]} × {Weight.Shape[2]} → {Weight.Shape[0]})";
}
