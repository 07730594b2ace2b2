namespace AutoDiff.Kernels;

/// <summary>Products of Householder reflections H = I - τ v vᵀ, applied in blocks.</summary>
/// <remarks>
/// Reflection j is row j of a matrix V, zero before its leading 1, which stands at column <c>first</c> + j. A block of them is
/// H₀ H₁ ⋯ = I - Vᵀ S V with an upper triangle S, so that applying it takes three products of matrices.
/// Source: Schreiber and Van Loan 1989, "A storage-efficient WY representation for products of Householder transformations".
/// </remarks>
internal static unsafe class Reflectors<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Reflections in a block.</summary>
    public const int Block = 32;

    /// <summary>Multiply-adds below which one reflection after the other is faster.</summary>
    private const long BlockWork = 16 * 1024;

    /// <summary>Makes the reflection that turns x into (β, 0, ..., 0), and replaces x by its v.</summary>
    /// <returns>τ and β; τ = 0, no reflection, where all but x₀ is zero already.</returns>
    public static (T Tau, T Beta) Make(T* x, int count)
    {
        var rest = count > 1 ? Vectors<T>.Norm(x + 1, count - 1) : T.Zero;
        var size = T.Hypot(x[0], rest);
        if (rest > T.Zero && T.IsFinite(size) && (size < Vectors<T>.Safe || size > T.One / Vectors<T>.Safe))
        {
            // Near 1 the quotients below keep their digits; a power of two changes none.
            var exponent = T.ILogB(size);
            Matrices<T>.ScaleByPower(x, -exponent, count);
            var (tau, scaled) = Make(x, count);
            return (tau, T.ScaleB(scaled, exponent));
        }

        var alpha = x[0];
        x[0] = T.One;
        if (rest == T.Zero) return (T.Zero, alpha);

        // β has the sign that does not cancel in α - β.
        var beta = -T.CopySign(size, alpha);
        Vectors<T>.Divide(x + 1, alpha - beta, count - 1);
        return ((beta - alpha) / beta, beta);
    }

    /// <summary>Applies reflections to the right of rows: X H₀ H₁ ⋯ H_c, or in the opposite order.</summary>
    /// <param name="x">Rows of <paramref name="length"/> numbers.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="v">The reflections, at most a block of them.</param>
    /// <param name="tau">Their τ.</param>
    /// <param name="count">How many reflections there are.</param>
    /// <param name="length">Numbers in a row.</param>
    /// <param name="backwards">Whether the last one comes first.</param>
    public static void Apply(MatrixView<T> x, int rows, MatrixView<T> v, T* tau, int count, int length, bool backwards)
    {
        if ((long)rows * count * length < BlockWork) ApplyOneByOne(x, rows, v, tau, count, length, backwards);
        else ApplyBlock(x, rows, v, tau, count, length, backwards);
    }

    /// <summary>One reflection after the other.</summary>
    public static void ApplyOneByOne(MatrixView<T> x, int rows, MatrixView<T> v, T* tau, int count, int length, bool backwards)
    {
        for (var step = 0; step < count; step++)
        {
            var j = backwards ? count - 1 - step : step;
            for (var i = 0; i < rows; i++) Vectors<T>.AddScaled(x.At(i, 0), -tau[j] * Vectors<T>.Dot(x.At(i, 0), v.At(j, 0), length), v.At(j, 0), length);
        }
    }

    /// <summary>The first columns of Q = H₀ H₁ ⋯ as rows.</summary>
    /// <param name="v">All reflections, one a row.</param>
    /// <param name="tau">Their τ.</param>
    /// <param name="reflections">How many there are.</param>
    /// <param name="first">The column of the leading 1 of reflection 0.</param>
    /// <param name="q">The columns of Q, each as a row of <paramref name="length"/> numbers.</param>
    /// <param name="columns">How many of them are wanted.</param>
    /// <param name="length">Rows of Q.</param>
    public static void Form(MatrixView<T> v, T* tau, int reflections, int first, MatrixView<T> q, int columns, int length)
    {
        for (var i = 0; i < columns; i++)
        {
            new Span<T>(q.At(i, 0), length).Clear();
            *q.At(i, i) = T.One;
        }

        for (var block = (reflections - 1) / Block * Block; block >= 0 && reflections > 0; block -= Block)
        {
            // Columns of Q before the block's leading ones are still unit vectors that its reflections leave alone.
            var count = Math.Min(Block, reflections - block);
            var start = block + first;
            var part = v.From(block, start);
            Apply(q.From(start, start), columns - start, part, tau + block, count, length - start, backwards: true);
        }
    }

    /// <summary>X - ((X Vᵀ) S) V.</summary>
    private static void ApplyBlock(MatrixView<T> x, int rows, MatrixView<T> v, T* tau, int count, int length, bool backwards)
    {
        using var scratch = new Scratch<T>(2 * (nint)rows * count + count * count);
        var inV = new MatrixView<T>(scratch.Start, count, 1);
        var turned = new MatrixView<T>(inV.At(rows, 0), count, 1);
        var s = new MatrixView<T>(turned.At(rows, 0), count, 1);
        FillTriangle(v, tau, s, count, length);
        Matrices<T>.Multiply(rows, count, length, inV, x, v.Transposed, accumulate: false);
        Matrices<T>.Multiply(rows, count, count, turned, inV, backwards ? s.Transposed : s, accumulate: false);
        Vectors<T>.Scale(turned.Start, -T.One, rows * count);
        Matrices<T>.Multiply(rows, length, count, x, turned, v, accumulate: true);
    }

    /// <summary>S of a block, column by column: the new column is -τ S V vⱼ, with τ below it.</summary>
    private static void FillTriangle(MatrixView<T> v, T* tau, MatrixView<T> s, int count, int length)
    {
        new Span<T>(s.Start, count * count).Clear();
        var products = stackalloc T[Block];
        for (var j = 0; j < count; j++)
        {
            for (var i = 0; i < j; i++) products[i] = -tau[j] * Vectors<T>.Dot(v.At(i, 0), v.At(j, 0), length);
            for (var i = 0; i < j; i++) *s.At(i, j) = Vectors<T>.Dot(s.At(i, i), products + i, j - i);
            *s.At(j, j) = tau[j];
        }
    }
}
