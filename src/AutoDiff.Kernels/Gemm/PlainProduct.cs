namespace AutoDiff.Kernels;

/// <summary>A matrix product for number types that have no SIMD registers, as the definition says it.</summary>
internal static unsafe class PlainProduct<T> where T : unmanaged, INumberBase<T>
{
    public static void Run(Product<T> product)
    {
        for (var row = 0; row < product.M; row++)
        {
            for (var column = 0; column < product.N; column++)
            {
                var sum = T.Zero;
                for (var p = 0; p < product.K; p++) sum += *product.A.At(row, p) * *product.B.At(p, column);
                var c = product.C.At(row, column);
                *c = product.Accumulate ? *c + sum : sum;
            }
        }
    }
}
