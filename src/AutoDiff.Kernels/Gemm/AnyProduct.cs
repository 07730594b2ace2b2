using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>A matrix product of any shape and type, handed to the code that suits it.</summary>
internal static unsafe class AnyProduct<T, E> where T : unmanaged, IFloatingPointIeee754<T> where E : struct, IEpilogue
{
    /// <summary>Computes the product.</summary>
    /// <param name="product">The product.</param>
    /// <param name="epilogue">What completes C, kept in place by the caller.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Product<T> product, void* epilogue)
    {
        if (product.K == 0) Finish(product, epilogue, clears: !product.Accumulate);
        else if (typeof(T) == typeof(float))
        {
            ref readonly var floats = ref Unsafe.As<Product<T>, Product<float>>(ref Unsafe.AsRef(in product));
            if (Vector512.IsHardwareAccelerated) Run<Float512, Vector512<float>, float>(floats, epilogue);
            else if (Vector256.IsHardwareAccelerated) Run<Float256, Vector256<float>, float>(floats, epilogue);
            else Run<Float128, Vector128<float>, float>(floats, epilogue);
        }
        else if (typeof(T) == typeof(double))
        {
            ref readonly var doubles = ref Unsafe.As<Product<T>, Product<double>>(ref Unsafe.AsRef(in product));
            if (Vector512.IsHardwareAccelerated) Run<Double512, Vector512<double>, double>(doubles, epilogue);
            else if (Vector256.IsHardwareAccelerated) Run<Double256, Vector256<double>, double>(doubles, epilogue);
            else Run<Double128, Vector128<double>, double>(doubles, epilogue);
        }
        else
        {
            PlainProduct<T>.Run(product);
            Finish(product, epilogue, clears: false);
        }
    }

    private static void Run<S, V, U>(in Product<U> product, void* epilogue)
        where S : IRegister<V, U> where V : unmanaged where U : unmanaged, IFloatingPointIeee754<U>
    {
        if (MatrixVector<S, V, U, E>.TryRun(product, epilogue)) return;
        if (SmallProduct<S, V, U, E>.Suits(product)) SmallProduct<S, V, U, E>.Run(product, epilogue);
        else BlockedProduct<S, V, U, E>.Run(product, epilogue);
    }

    /// <summary>Completes a C that holds its sums, or sets it to empty sums first.</summary>
    private static void Finish(in Product<T> product, void* epilogue, bool clears)
    {
        for (var row = 0; clears && row < product.M; row++) new Span<T>(product.C.At(row, 0), product.N).Clear();
        if (typeof(E) != typeof(NoEpilogue)) Unsafe.AsRef<E>(epilogue).Apply(product.C, product.M, product.N, 0);
    }
}
