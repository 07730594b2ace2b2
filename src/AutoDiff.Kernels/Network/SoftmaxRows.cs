namespace AutoDiff.Kernels;

/// <summary>The softmax of attention and cross-entropy along rows, with their reverses: a row stays in the first-level cache from its maximum to its result.</summary>
/// <remarks><see cref="Softmax"/> is the plain one, along any axis.</remarks>
internal static unsafe class SoftmaxRows
{
    /// <summary>y = exp(s x) / Σ exp(s x) over the first elements of each row, 0 behind them.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="scale">s, which is positive.</param>
    /// <param name="causal">Rows of a square: row i (counted modulo this number) sees the columns up to i + width - causal only; 0 where every row sees all.</param>
    /// <param name="y">[rows, width]; may be x.</param>
    public static void Forward<T>(int rows, int width, ReadOnlySpan<T> x, T scale, int causal, Span<T> y) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, to = y) RowLoop.Run<Value<T>, T>(new Value<T>(width, from, scale, causal, to), rows, width);
    }

    /// <summary>x̄ = s y (ȳ - Σ y ȳ).</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="y">The softmax, [rows, width].</param>
    /// <param name="g">ȳ, [rows, width].</param>
    /// <param name="scale">s.</param>
    /// <param name="adjoint">Gets x̄, [rows, width]; may be ȳ.</param>
    public static void Reverse<T>(int rows, int width, ReadOnlySpan<T> y, ReadOnlySpan<T> g, T scale, Span<T> adjoint) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* value = y, from = g, to = adjoint) RowLoop.Run<Adjoint<T>, T>(new Adjoint<T>(width, value, from, scale, to), rows, width);
    }

    /// <summary>The loss ln Σ exp x - x[label] of each row, and ln Σ exp x.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="labels">A column for each row, in range or ignored.</param>
    /// <param name="ignored">The label of rows whose loss is 0.</param>
    /// <param name="loss">Gets the losses, [rows].</param>
    /// <param name="logSum">Gets ln Σ exp x, [rows].</param>
    public static void CrossEntropy<T>(int rows, int width, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, int ignored, Span<T> loss, Span<T> logSum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, to = loss, sum = logSum)
        fixed (int* label = labels) RowLoop.Run<Entropy<T>, T>(new Entropy<T>(width, from, label, ignored, to, sum), rows, width);
    }

    /// <summary>x̄ = ȳ (softmax x - onehot label) for each row; 0 where the label is ignored.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="labels">A column for each row, in range or ignored.</param>
    /// <param name="ignored">The label of rows whose loss is 0.</param>
    /// <param name="logSum">ln Σ exp x, [rows].</param>
    /// <param name="g">ȳ, [rows].</param>
    /// <param name="adjoint">Gets x̄, [rows, width].</param>
    public static void CrossEntropyReverse<T>(int rows, int width, ReadOnlySpan<T> x, ReadOnlySpan<int> labels, int ignored, ReadOnlySpan<T> logSum, ReadOnlySpan<T> g, Span<T> adjoint)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, sum = logSum, bar = g, to = adjoint)
        fixed (int* label = labels) RowLoop.Run<EntropyAdjoint<T>, T>(new EntropyAdjoint<T>(width, from, label, ignored, sum, bar, to), rows, width);
    }

    /// <summary>The maximum that is taken off before the exponential; 0 where it is infinite, since ∞ - ∞ would be NaN.</summary>
    private static T Shift<T>(T max) where T : unmanaged, IFloatingPointIeee754<T> => T.IsInfinity(max) ? T.Zero : max;

    private readonly struct Value<T>(int width, T* x, T scale, int causal, T* y) : IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var from = x + (nint)row * width;
            var to = y + (nint)row * width;
            var seen = causal == 0 ? width : Math.Clamp(row % causal + 1 + width - causal, 0, width);
            var shift = Shift(RowPass.Max<L, T>(seen, from) * scale);
            var sum = RowPass.Sum<Exponential, L, T>(seen, from, null, null, scale, shift, to, T.NegativeInfinity);
            RowPass.Sum<Quotient, L, T>(seen, to, null, null, sum, T.Zero, to, T.Zero);
            new Span<T>(to + seen, width - seen).Clear();
        }
    }

    private readonly struct Adjoint<T>(int width, T* y, T* g, T scale, T* adjoint) : IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var at = (nint)row * width;
            var dot = RowPass.Sum<Product, L, T>(width, y + at, g + at, null, T.Zero, T.Zero, null, T.Zero);
            RowPass.Sum<Projected, L, T>(width, y + at, g + at, null, dot, scale, adjoint + at, T.Zero);
        }
    }

    private readonly struct Entropy<T>(int width, T* x, int* labels, int ignored, T* loss, T* logSum) : IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var from = x + (nint)row * width;
            var shift = Shift(RowPass.Max<L, T>(width, from));
            var log = T.Log(RowPass.Sum<Shifted, L, T>(width, from, null, null, shift, T.Zero, null, T.NegativeInfinity));
            logSum[row] = log + shift;
            loss[row] = labels[row] == ignored ? T.Zero : log - (from[labels[row]] - shift);
        }
    }

    private readonly struct EntropyAdjoint<T>(int width, T* x, int* labels, int ignored, T* logSum, T* g, T* adjoint) : IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var from = x + (nint)row * width;
            var to = adjoint + (nint)row * width;
            if (labels[row] == ignored || g[row] == T.Zero)
            {
                new Span<T>(to, width).Clear();
                return;
            }

            RowPass.Sum<Probability, L, T>(width, from, null, null, logSum[row], g[row], to, T.Zero);
            to[labels[row]] -= g[row];
        }
    }

    /// <summary>e = exp(p a - q), stored and summed.</summary>
    private struct Exponential : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = N.Exp(a * p - q);
    }

    /// <summary>a / p, stored.</summary>
    private struct Quotient : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = a / p;
    }

    /// <summary>a b, summed.</summary>
    private struct Product : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = a * b;
    }

    /// <summary>q a (b - p), stored.</summary>
    private struct Projected : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = q * a * (b - p);
    }

    /// <summary>a - p, stored, and its exponential, summed.</summary>
    private struct Shifted : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N>
        {
            stored = a - p;
            return N.Exp(stored);
        }
    }

    /// <summary>q exp(a - p), stored.</summary>
    private struct Probability : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = q * N.Exp(a - p);
    }
}
