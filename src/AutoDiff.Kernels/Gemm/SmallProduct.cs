using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Kernels;

/// <summary>A product so small that both operands stay in the first-level cache: nothing is copied, and one thread is enough.</summary>
internal static unsafe class SmallProduct<S, V, T, E>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Elements of an operand that is small.</summary>
    private const int MaxElements = 4096;

    /// <summary>The longest inner length that is one block of k whatever the product.</summary>
    private const int MaxInner = 256;

    /// <summary>Whether a product is small, and rows of B are contiguous.</summary>
    public static bool Suits(in Product<T> product) =>
        product.B.ColumnStride == 1 && product.K <= MaxInner && product.M * (long)product.K <= MaxElements && product.N * (long)product.K <= MaxElements && product.M * (long)product.N <= MaxElements;

    /// <summary>Computes the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Product<T> product, void* epilogue)
    {
        var strip = new Strip<T>
        {
            Inner = product.K,
            A = product.A.Start,
            ARow = product.A.RowStride,
            AColumn = product.A.ColumnStride,
            B = product.B.Start,
            BRow = product.B.RowStride,
            C = product.C.Start,
            CRow = product.C.RowStride,
            Accumulate = product.Accumulate,
        };
        for (var left = Cut.Count(product.N, S.Width); left > 0;)
        {
            // Twos rather than a three and a one.
            var registers = left is 2 or 4 ? 2 : Math.Min(left, Strips<S, V, T>.MaxRegisters);
            left -= registers;
            strip.LastColumns = left > 0 ? S.Width : (product.N - 1) % S.Width + 1;
            Strips<S, V, T>.Run(strip, product.M, registers);
            strip.B += registers * S.Width;
            strip.C += registers * S.Width;
        }

        if (typeof(E) != typeof(NoEpilogue)) Unsafe.AsRef<E>(epilogue).Apply(product.C, product.M, product.N, 0);
    }
}
