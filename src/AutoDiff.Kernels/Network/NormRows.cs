using System.Runtime.InteropServices;

namespace AutoDiff.Kernels;

/// <summary>Layer normalisation and its relative by the root mean square along rows, with their reverses.</summary>
/// <remarks>
/// Forward z = (x - μ) r with r = 1/√(σ² + ε), then y = z w + b; the mean and r of each row are kept. In reverse, with v = ȳ w,
/// x̄ = r (v - mean v - z mean(v z)), w̄ = Σ ȳ z and b̄ = Σ ȳ over the rows. By the root mean square μ is 0 and so is the term mean v.
/// The variance is the mean of the squared differences, not a difference of means. Source: Ba, Kiros and Hinton 2016; Zhang and Sennrich 2019.
/// </remarks>
internal static unsafe class NormRows
{
    /// <summary>Elements of x for which one partial sum of the gradients of w and b is kept.</summary>
    private const int PartialElements = 16 * 1024;

    /// <summary>y and what the reverse wants to know of each row.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row, at least 1.</param>
    /// <param name="centred">True for layer normalisation, false by the root mean square.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="weight">w, [width]; empty for 1.</param>
    /// <param name="bias">b, [width]; empty for 0.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="y">[rows, width].</param>
    /// <param name="moments">Gets μ and r of each row, [rows, 2].</param>
    public static void Forward<T>(int rows, int width, bool centred, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, T epsilon, Span<T> y, Span<T> moments)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, w = weight, b = bias, to = y, kept = moments) RowLoop.Run<Value<T>, T>(new Value<T>(width, centred, from, w, b, epsilon, to, kept), rows, width);
    }

    /// <summary>x̄.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="centred">True for layer normalisation, false by the root mean square.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="weight">w, [width]; empty for 1.</param>
    /// <param name="moments">As the forward run left them.</param>
    /// <param name="g">ȳ, [rows, width].</param>
    /// <param name="adjoint">Gets x̄, [rows, width].</param>
    public static void Reverse<T>(int rows, int width, bool centred, ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> moments, ReadOnlySpan<T> g, Span<T> adjoint)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        fixed (T* from = x, w = weight, kept = moments, bar = g, to = adjoint) RowLoop.Run<Adjoint<T>, T>(new Adjoint<T>(width, centred, from, w, kept, bar, to), rows, width);
    }

    /// <summary>w̄ and b̄.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="moments">As the forward run left them.</param>
    /// <param name="g">ȳ, [rows, width].</param>
    /// <param name="weightAdjoint">Gets w̄, [width].</param>
    /// <param name="biasAdjoint">Gets b̄, [width]; empty where it is not wanted.</param>
    public static void ReverseParameters<T>(int rows, int width, ReadOnlySpan<T> x, ReadOnlySpan<T> moments, ReadOnlySpan<T> g, Span<T> weightAdjoint, Span<T> biasAdjoint)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // One partial sum for so many rows, whoever computes it; the partial sums are added in their order.
        var rowsPerPart = Math.Max(1, PartialElements / width);
        var parts = Cut.Count(rows, rowsPerPart);
        var memory = (T*)NativeMemory.AlignedAlloc((nuint)((nint)Math.Max(1, parts) * 2 * width * sizeof(T)), 64);
        fixed (T* from = x, kept = moments, bar = g)
        {
            RowLoop.Run<Partial<T>, T>(new Partial<T>(rows, width, rowsPerPart, from, kept, bar, memory), parts, rowsPerPart * width);
        }

        weightAdjoint.Clear();
        biasAdjoint.Clear();
        for (var part = 0; part < parts; part++)
        {
            var sums = new ReadOnlySpan<T>(memory + (nint)part * 2 * width, 2 * width);
            AddTo(weightAdjoint, sums[..width]);
            if (!biasAdjoint.IsEmpty) AddTo(biasAdjoint, sums[width..]);
        }

        NativeMemory.AlignedFree(memory);
    }

    private static void AddTo<T>(Span<T> target, ReadOnlySpan<T> source) where T : unmanaged, IFloatingPointIeee754<T>
        => StridedSum.Add(source, [source.Length], [1], ref MemoryMarshal.GetReference(target));

    private readonly struct Value<T>(int width, bool centred, T* x, T* weight, T* bias, T epsilon, T* y, T* moments) : IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var from = x + (nint)row * width;
            var to = y + (nint)row * width;
            var count = T.CreateTruncating(width);
            var mean = centred ? RowPass.Sum<Itself, L, T>(width, from, null, null, T.Zero, T.Zero, null, T.Zero) / count : T.Zero;
            var variance = RowPass.Sum<SquaredDifference, L, T>(width, from, null, null, mean, T.Zero, null, mean) / count;
            var root = T.One / T.Sqrt(variance + epsilon);
            (moments[2 * row], moments[2 * row + 1]) = (mean, root);
            if (weight == null) RowPass.Sum<Normalised, L, T>(width, from, null, bias, mean, root, to, T.Zero);
            else RowPass.Sum<Scaled, L, T>(width, from, weight, bias, mean, root, to, T.Zero);
        }
    }

    private readonly struct Adjoint<T>(int width, bool centred, T* x, T* weight, T* moments, T* g, T* adjoint) : IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int row) where L : struct, ILane<L, T>
        {
            var from = x + (nint)row * width;
            var bar = g + (nint)row * width;
            var to = adjoint + (nint)row * width;
            var (mean, root) = (moments[2 * row], moments[2 * row + 1]);
            var count = T.CreateTruncating(width);

            // v goes where x̄ will stand.
            var sum = weight == null
                ? RowPass.Sum<Itself, L, T>(width, bar, null, null, T.Zero, T.Zero, to, T.Zero)
                : RowPass.Sum<Product, L, T>(width, bar, weight, null, T.Zero, T.Zero, to, T.Zero);
            var dot = RowPass.Sum<NormalisedProduct, L, T>(width, from, to, null, mean, root, null, mean);
            var level = centred ? sum / count : T.Zero;

            RowPass.Sum<Combined, L, T>(width, from, to, null, mean, root, to, T.Zero, level, root * root * dot / count);
        }
    }

    private readonly struct Partial<T>(int rows, int width, int rowsPerPart, T* x, T* moments, T* g, T* sums) : IRowKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        public void Run<L>(int part) where L : struct, ILane<L, T>
        {
            var weightSum = sums + (nint)part * 2 * width;
            var biasSum = weightSum + width;
            new Span<T>(weightSum, 2 * width).Clear();
            var end = Math.Min(rows, (part + 1) * rowsPerPart);
            for (var row = part * rowsPerPart; row < end; row++)
            {
                var from = x + (nint)row * width;
                var bar = g + (nint)row * width;
                RowPass.Sum<WeightTerm, L, T>(width, from, bar, weightSum, moments[2 * row], moments[2 * row + 1], weightSum, T.Zero);
                RowPass.Sum<Added, L, T>(width, bar, biasSum, null, T.Zero, T.Zero, biasSum, T.Zero);
            }
        }
    }

    /// <summary>a, stored and summed.</summary>
    private struct Itself : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = a;
    }

    /// <summary>(a - p)², summed.</summary>
    private struct SquaredDifference : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = (a - p) * (a - p);
    }

    /// <summary>(a - p) q + c, stored.</summary>
    private struct Normalised : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = (a - p) * q + c;
    }

    /// <summary>(a - p) q b + c, stored.</summary>
    private struct Scaled : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = (a - p) * q * b + c;
    }

    /// <summary>a b, stored and summed.</summary>
    private struct Product : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = a * b;
    }

    /// <summary>b (a - p) q, summed.</summary>
    private struct NormalisedProduct : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = b * ((a - p) * q);
    }

    /// <summary>q (b - s) - t (a - p), stored.</summary>
    private struct Combined : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = q * (b - s) - t * (a - p);
    }

    /// <summary>c + b (a - p) q, stored.</summary>
    private struct WeightTerm : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = c + b * ((a - p) * q);
    }

    /// <summary>a + b, stored.</summary>
    private struct Added : IRowTerm
    {
        public static N At<N>(N a, N b, N c, N p, N q, N s, N t, out N stored) where N : struct, IReal<N> => stored = a + b;
    }
}
