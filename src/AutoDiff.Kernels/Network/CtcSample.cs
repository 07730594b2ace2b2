namespace AutoDiff.Kernels;

/// <summary>One sequence of a batch and its labels. The memory is pinned by the caller.</summary>
internal readonly unsafe struct CtcSample<T>(CtcSize size, T* logProbabilities, int* labels, int* inputLengths, int* labelLengths, T* alpha, T* loss)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly CtcSize _size = size;

    /// <summary>Fills the table of sequence <paramref name="n"/> and gets its loss.</summary>
    public void Forward(int n)
    {
        var states = 2 * labelLengths[n] + 1;

        // Before the first step the way stands in the blank in front of the labels.
        var row = Row(n, 0);
        new Span<T>(row, states).Fill(T.NegativeInfinity);
        row[0] = T.Zero;
        for (var t = 0; t < inputLengths[n]; t++)
        {
            var x = Symbols(t, n);
            var next = Row(n, t + 1);
            for (var s = 0; s < states; s++)
            {
                var from = LogSum(row[s], s >= 1 ? row[s - 1] : T.NegativeInfinity, Skips(n, s) ? row[s - 2] : T.NegativeInfinity);
                next[s] = from + x[Symbol(n, s)];
            }

            row = next;
        }

        loss[n] = -LogSum(row[states - 1], states > 1 ? row[states - 2] : T.NegativeInfinity, T.NegativeInfinity);
    }

    /// <summary>Writes the adjoint of sequence <paramref name="n"/>; 0 where its labels cannot be spelled, or its loss has the adjoint 0.</summary>
    public void Reverse(int n, T* g, T* betas, T* adjoint)
    {
        for (var t = 0; t < _size.Steps; t++) new Span<T>(adjoint + Place(t, n), _size.Classes).Clear();
        if (g[n] == T.Zero || T.IsPositiveInfinity(loss[n])) return;

        // At the end the way stands in the last label or in the blank behind it.
        var states = 2 * labelLengths[n] + 1;
        var beta = betas + (nint)n * _size.States;
        new Span<T>(beta, states).Fill(T.NegativeInfinity);
        beta[states - 1] = T.Zero;
        if (states > 1) beta[states - 2] = T.Zero;
        for (var t = inputLengths[n] - 1; t >= 0; t--)
        {
            var x = Symbols(t, n);
            var row = Row(n, t + 1);
            var to = adjoint + Place(t, n);
            for (var s = 0; s < states; s++)
            {
                var symbol = Symbol(n, s);
                to[symbol] -= g[n] * T.Exp(row[s] + beta[s] + loss[n]);
                beta[s] += x[symbol];
            }

            // Upwards, so that what lies ahead is still that of the later step.
            for (var s = 0; s < states; s++)
                beta[s] = LogSum(beta[s], s + 1 < states ? beta[s + 1] : T.NegativeInfinity, s + 2 < states && Skips(n, s + 2) ? beta[s + 2] : T.NegativeInfinity);
        }
    }

    /// <summary>True where a way may come to a state from the one before the last: a label that differs from the label before.</summary>
    private bool Skips(int n, int s) => s >= 3 && (s & 1) == 1 && labels[n * _size.Labels + s / 2] != labels[n * _size.Labels + s / 2 - 1];

    private int Symbol(int n, int s) => (s & 1) == 1 ? labels[n * _size.Labels + s / 2] : _size.Blank;

    private T* Symbols(int t, int n) => logProbabilities + Place(t, n);

    private nint Place(int t, int n) => ((nint)t * _size.Batch + n) * _size.Classes;

    private T* Row(int n, int t) => alpha + ((nint)n * (_size.Steps + 1) + t) * _size.States;

    /// <summary>ln(eᵃ + eᵇ + eᶜ), -∞ where all are; NaN where one is.</summary>
    private static T LogSum(T a, T b, T c)
    {
        var max = T.Max(T.Max(a, b), c);
        return T.IsNegativeInfinity(max) ? max : max + T.Log(T.Exp(a - max) + T.Exp(b - max) + T.Exp(c - max));
    }
}
