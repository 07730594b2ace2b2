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

    /// <summary>Makes the reflection that turns x into (β, 0, ..., 0), and replaces x by its v.</summary>
    /// <returns>τ and β; τ = 0, no reflection, where all but x₀ is zero already.</returns>
    public static (T Tau, T Beta) Make(T* x, int count)
    {
        var alpha = x[0];
        var rest = count > 1 ? Lines<T>.Norm(x + 1, count - 1) : T.Zero;
        x[0] = T.One;
        if (rest == T.Zero) return (T.Zero, alpha);

        // β has the sign that does not cancel in α - β.
        var beta = -T.CopySign(T.Hypot(alpha, rest), alpha);
        Lines<T>.Divide(x + 1, alpha - beta, count - 1);
        return ((beta - alpha) / beta, beta);
    }

    /// <summary>S of a block.</summary>
    /// <param name="v">Its reflections, rows of <paramref name="length"/> numbers.</param>
    /// <param name="tau">Their τ.</param>
    /// <param name="s">The triangle, <see cref="Block"/> numbers to a row; zeros below it.</param>
    /// <param name="count">How many reflections there are.</param>
    /// <param name="length">Numbers in a row.</param>
    public static void Triangle(MatrixView<T> v, T* tau, T* s, int count, int length)
    {
        new Span<T>(s, Block * Block).Clear();
        var products = stackalloc T[Block];
        for (var j = 0; j < count; j++)
        {
            // The new column is -τ S V vⱼ, with τ below it.
            for (var i = 0; i < j; i++) products[i] = -tau[j] * Lines<T>.Dot(v.At(i, 0), v.At(j, 0), length);
            for (var i = 0; i < j; i++) s[i * Block + j] = Lines<T>.Dot(s + i * Block + i, products + i, j - i);
            s[j * Block + j] = tau[j];
        }
    }

    /// <summary>Applies a block to the right of rows: X (I - Vᵀ S V), or with Sᵀ the reflections in the opposite order.</summary>
    /// <param name="x">Rows of <paramref name="length"/> numbers.</param>
    /// <param name="rows">How many there are.</param>
    /// <param name="v">The reflections.</param>
    /// <param name="s">Their triangle.</param>
    /// <param name="transpose">Whether S is transposed.</param>
    /// <param name="count">Reflections in the block.</param>
    /// <param name="length">Numbers in a row.</param>
    public static void Apply(MatrixView<T> x, int rows, MatrixView<T> v, T* s, bool transpose, int count, int length)
    {
        if (rows == 0 || count == 0) return;
        using var scratch = new Scratch<T>(2 * (nint)rows * count);
        var inV = new MatrixView<T>(scratch.Start, count, 1);
        var turned = new MatrixView<T>(scratch.Start + (nint)rows * count, count, 1);
        var triangle = new MatrixView<T>(s, Block, 1);
        Matrices<T>.Multiply(rows, count, length, inV, x, v.Transposed, accumulate: false);
        Matrices<T>.Multiply(rows, count, count, turned, inV, transpose ? triangle.Transposed : triangle, accumulate: false);
        Lines<T>.Scale(turned.Start, -T.One, rows * count);
        Matrices<T>.Multiply(rows, length, count, x, turned, v, accumulate: true);
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

        var s = stackalloc T[Block * Block];
        for (var block = (reflections - 1) / Block * Block; block >= 0 && reflections > 0; block -= Block)
        {
            // Columns of Q before the block's leading ones are still unit vectors that its reflections leave alone.
            var count = Math.Min(Block, reflections - block);
            var start = block + first;
            var part = v.From(block, start);
            Triangle(part, tau + block, s, count, length - start);
            Apply(q.From(start, start), columns - start, part, s, transpose: true, count, length - start);
        }
    }
}
