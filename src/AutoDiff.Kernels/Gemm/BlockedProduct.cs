namespace AutoDiff.Kernels;

/// <summary>A matrix product on one register width, slab by slab.</summary>
/// <remarks>
/// Three loops cut the product: columns of C, then k, then rows of C. The order of additions into an element of C depends on k alone,
/// so its bits are the same however C is cut and whoever computes it.
/// Source: Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication".
/// </remarks>
internal static class BlockedProduct<V, T>
    where V : struct, IRegister<V, T> where T : unmanaged, INumberBase<T>
{
    /// <summary>Length of a block of k: a panel of B two registers wide stays in the first-level cache.</summary>
    private const int MaxInner = 384;

    /// <summary>Rows and columns of a slab, more where k is short: what is packed of them stays in the last-level cache.</summary>
    private const int MaxSide = 2048;

    /// <summary>Computes the product; k is at least 1.</summary>
    public static void Run(Product<T> product)
    {
        var (m, n, k) = (product.M, product.N, product.K);
        var inners = Cut.Count(k, MaxInner);
        var side = Math.Max(MaxSide, MaxSide * MaxInner / k);
        for (var column = 0; column < n; column += side)
        {
            var columns = Math.Min(side, n - column);
            for (var part = 0; part < inners; part++)
            {
                var inner = Cut.Start(k, inners, part);
                var length = Cut.Start(k, inners, part + 1) - inner;
                for (var row = 0; row < m; row += side)
                {
                    var rows = Math.Min(side, m - row);
                    var a = product.A.From(row, inner);
                    var b = product.B.From(inner, column);
                    var c = product.C.From(row, column);
                    new Slab<V, T>(new Product<T>(rows, columns, length, a, b, c, product.Accumulate || part > 0)).Run();
                }
            }
        }
    }
}
