namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>A long short-term memory over a sequence: for each step the gates (i, f, g, o) = x wₓ + h wₕ + b, then c ← σ(f) c + σ(i) tanh g and h ← σ(o) tanh c.</summary>
    /// <param name="x">Shape [t, n, k]: steps, batch, features.</param>
    /// <param name="inputWeight">wₓ, of shape [k, 4 m], the gates in the order i, f, g, o.</param>
    /// <param name="hiddenWeight">wₕ, of shape [m, 4 m].</param>
    /// <param name="bias">b, of shape [4 m].</param>
    /// <param name="hidden">h before the first step, of shape [n, m].</param>
    /// <param name="cell">c before the first step, of shape [n, m].</param>
    /// <returns>h after each step, of shape [t, n, m]; h and c after the last, of shape [n, m].</returns>
    /// <exception cref="ShapeException">The shapes do not fit together.</exception>
    /// <remarks>
    /// One kernel for the whole recurrence, so that the gradients of the weights are one product each instead of one a step; the composition
    /// is that of <see cref="Affine"/>, <see cref="Sigmoid"/> and <see cref="Tanh"/>. Source: Hochreiter and Schmidhuber 1997, "Long short-term memory";
    /// forget gate by Gers et al. 2000.
    /// </remarks>
    public static (Tensor<T> Hidden, Tensor<T> LastHidden, Tensor<T> LastCell) Lstm<T>(
        Tensor<T> x, Tensor<T> inputWeight, Tensor<T> hiddenWeight, Tensor<T> bias, Tensor<T> hidden, Tensor<T> cell) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(inputWeight);
        ArgumentNullException.ThrowIfNull(hiddenWeight);
        ArgumentNullException.ThrowIfNull(bias);
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(cell);
        if (x.Rank != 3) throw new ShapeException($"lstm: x of shape [steps, batch, features] is required, got {x.Shape}.");
        if (hidden.Rank != 2 || hidden.Shape[0] != x.Shape[1] || cell.Shape != hidden.Shape)
            throw new ShapeException($"lstm: h and c of the same shape [{x.Shape[1]}, m] are required for x {x.Shape}, got {hidden.Shape} and {cell.Shape}.");
        var m = hidden.Shape[1];
        if (inputWeight.Shape != [x.Shape[2], 4 * m] || hiddenWeight.Shape != [m, 4 * m] || bias.Shape != [4 * m])
        {
            throw new ShapeException(
                $"lstm: weights [{x.Shape[2]}, {4 * m}] and [{m}, {4 * m}] and a bias [{4 * m}] are required for x {x.Shape} and h {hidden.Shape}, got {inputWeight.Shape}, {hiddenWeight.Shape} and {bias.Shape}.");
        }

        var t = x.Shape[0];
        var y = Fused.Apply(default(LstmRule), x, inputWeight, hiddenWeight, bias, hidden, cell);
        return (y.Narrow(0, 1, t), y.Select(0, t), y.Select(0, t + 1));
    }
}

/// <summary>y[0] is h before the first step, y[1..t] h after each, y[t + 1] c after the last: what one product for the gradient of wₕ wants together.</summary>
internal readonly record struct LstmRule : IFused
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (t, n, m) = (xs[0].Shape[0], xs[0].Shape[1], xs[4].Shape[1]);
        var y = Tensor<T>.Uninitialized([t + 2, n, m]);

        // Saved are the gates before their functions, [t, n, 4 m], then c before and after each step, [t + 1, n, m].
        saved = Tensor<T>.Uninitialized([t * n * 4 * m + (t + 1) * n * m]);
        if (y.Length == 0) return y;
        var gates = saved.View([t * n, 4 * m], saved.Offset, null);
        if (t > 0)
        {
            Launch.Run(new RepeatRowCall<T>(t * n, 4 * m), xs[3].Contiguous(), gates);
            MatrixProduct.Add(Rows(xs[0].Untracked().Contiguous(), t * n, xs[0].Shape[2]), false, xs[1], false, gates);
        }

        Launch.Run(new LstmForwardCall<T>(t, n, m), xs[2].Contiguous(), xs[4].Contiguous(), xs[5].Contiguous(), saved, y);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (t, n, m, k) = (xs[0].Shape[0], xs[0].Shape[1], xs[4].Shape[1], xs[0].Shape[2]);
        var (gates, h, c) = (adjoints.New([t * n, 4 * m]), adjoints.New([n, m]), adjoints.New([n, m]));
        if (g.Length > 0) Launch.Run(new LstmReverseCall<T>(t, n, m), xs[2].Contiguous(), saved!, g.Contiguous(), gates, h, c);
        if (adjoints.Needs(0)) adjoints.Add(0, MatrixProduct.Of(gates, false, xs[1], true).Reshape(xs[0].Shape));
        if (adjoints.Needs(1)) Product(adjoints, 1, Rows(xs[0].Untracked().Contiguous(), t * n, k), gates);
        if (adjoints.Needs(2)) Product(adjoints, 2, Rows(y.Untracked(), t * n, m), gates);
        if (adjoints.Needs(3)) adjoints.Add(3, AffineRule.SumOfRows(gates));
        if (adjoints.Needs(4)) adjoints.Add(4, h);
        if (adjoints.Needs(5)) adjoints.Add(5, c);
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (h, c, m) = (xs[4], xs[5], xs[4].Shape[1]);
        var planes = new Tensor<T>[xs[0].Shape[0] + 2];
        planes[0] = h;
        for (var t = 0; t < xs[0].Shape[0]; t++)
        {
            var gates = Tensor.Add(Tensor.Affine(xs[0].Select(0, t), xs[1], xs[3]), Tensor.MatMul(h, xs[2]));
            var (i, f) = (Tensor.Sigmoid(gates.Narrow(1, 0, m)), Tensor.Sigmoid(gates.Narrow(1, m, m)));
            c = Tensor.Add(Tensor.Mul(f, c), Tensor.Mul(i, Tensor.Tanh(gates.Narrow(1, 2 * m, m))));
            h = Tensor.Mul(Tensor.Sigmoid(gates.Narrow(1, 3 * m, m)), Tensor.Tanh(c));
            planes[t + 1] = h;
        }

        planes[^1] = c;
        return Tensor.Stack<T>(planes);
    }

    private static void Product<T>(Adjoints<T> adjoints, int k, Tensor<T> a, Tensor<T> gates) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (adjoints.InPlace(k) is { } adjoint) MatrixProduct.Add(a, true, gates, false, adjoint);
        else adjoints.Add(k, MatrixProduct.Of(a, true, gates, false));
    }

    /// <summary>The first rows of contiguous data as a matrix.</summary>
    private static Tensor<T> Rows<T>(Tensor<T> x, int rows, int columns) where T : unmanaged => x.View([rows, columns], x.Offset, null);
}

/// <summary>The recurrence: from wₕ, h, c and the saved gates to y and the saved cells.</summary>
internal readonly record struct LstmForwardCall<T>(int Steps, int Rows, int Width) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var size = Rows * Width;
        var saved = buffers.Span<T>(3, 4 * Steps * size + (Steps + 1) * size);
        var gates = saved[..(4 * Steps * size)];
        var cells = saved[(4 * Steps * size)..];
        var y = buffers.Span<T>(4, (Steps + 2) * size);
        buffers.Span<T>(1, size).CopyTo(y);
        buffers.Span<T>(2, size).CopyTo(cells);
        LstmSequence.Forward(Steps, Rows, Width, buffers.Span<T>(0, 4 * Width * Width), gates, y[..((Steps + 1) * size)], cells);
        cells[(Steps * size)..].CopyTo(y[((Steps + 1) * size)..]);
    }
}

/// <summary>The recurrence in reverse: from wₕ, what was saved and ȳ to the adjoints of the gates, of h and of c.</summary>
internal readonly record struct LstmReverseCall<T>(int Steps, int Rows, int Width) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var size = Rows * Width;
        var saved = buffers.Span<T>(1, 4 * Steps * size + (Steps + 1) * size);
        var g = buffers.Span<T>(2, (Steps + 2) * size);
        var c = buffers.Span<T>(5, size);
        g[((Steps + 1) * size)..].CopyTo(c);
        LstmSequence.Reverse<T>(
            Steps, Rows, Width, buffers.Span<T>(0, 4 * Width * Width), saved[..(4 * Steps * size)], saved[(4 * Steps * size)..], g,
            buffers.Span<T>(3, 4 * Steps * size), buffers.Span<T>(4, size), c);
    }
}
