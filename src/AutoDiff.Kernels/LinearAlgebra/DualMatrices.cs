namespace AutoDiff.Kernels;

/// <summary>Arithmetic on pairs of square matrices: a value X and its derivative X' in one direction, one after the other in memory.</summary>
/// <remarks>An algorithm written in it computes its own derivative, to the same accuracy. Without derivatives it is arithmetic on the values alone.</remarks>
internal readonly unsafe struct DualMatrices<T>(int n, bool hasDerivative) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _n = n;
    private readonly bool _hasDerivative = hasDerivative;

    /// <summary>How many numbers a pair takes.</summary>
    public int Length => Square * (_hasDerivative ? 2 : 1);

    /// <summary>How many numbers a matrix takes: the derivative begins after so many.</summary>
    public int Square => _n * _n;

    /// <summary>c = a b, so c' = a b' + a' b.</summary>
    public void Multiply(T* c, T* a, T* b)
    {
        Matrices<T>.Multiply(_n, _n, _n, View(c), View(a), View(b), accumulate: false);
        if (!_hasDerivative) return;
        Matrices<T>.Multiply(_n, _n, _n, View(c + Square), View(a), View(b + Square), accumulate: false);
        Matrices<T>.Multiply(_n, _n, _n, View(c + Square), View(a + Square), View(b), accumulate: true);
    }

    /// <summary>y = 0.</summary>
    public void Clear(T* y) => new Span<T>(y, Length).Clear();

    /// <summary>y = x.</summary>
    public void Copy(T* y, T* x) => new ReadOnlySpan<T>(x, Length).CopyTo(new Span<T>(y, Length));

    /// <summary>y += factor · x.</summary>
    public void AddScaled(T* y, T factor, T* x) => Vectors<T>.AddScaled(y, factor, x, Length);

    /// <summary>y += factor · I; the derivative of that is 0.</summary>
    public void AddIdentity(T* y, T factor)
    {
        for (var i = 0; i < _n; i++) y[i * _n + i] += factor;
    }

    /// <summary>Solves q x = p, so q x' = p' - q' x; x takes the place of p, and the factors of q that of q.</summary>
    public void Solve(T* q, T* p, int* pivots)
    {
        _ = Lu<T>.Factor(View(q), pivots, _n);
        Lu<T>.Solve(View(q), pivots, View(p), _n, _n, transpose: false);
        if (!_hasDerivative) return;
        Matrices<T>.Subtract(_n, _n, _n, View(p + Square), View(q + Square), View(p));
        Lu<T>.Solve(View(q), pivots, View(p + Square), _n, _n, transpose: false);
    }

    private MatrixView<T> View(T* start) => new(start, _n, 1);
}
