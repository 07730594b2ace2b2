namespace AutoDiff;

/// <summary>Applies an elementwise function that states only its value; see also the overloads for functions that state their derivative.</summary>
public static class TensorMap
{
    extension(Tensor)
    {
        /// <summary>Applies an elementwise function; its derivative is taken by dual numbers in the same fused kernels.</summary>
        /// <param name="function">The function, stated by its value.</param>
        /// <param name="x">Any shape.</param>
        /// <returns>The shape of x.</returns>
        public static Tensor<T> Map<F, T>(F function, Tensor<T> x) where F : struct, IMap where T : unmanaged, IFloatingPointIeee754<T>
            => Elementwise.Map(new ByDual<F>(function), x);

        /// <summary>Applies an elementwise function of 2 inputs; its derivative is taken by dual numbers in the same fused kernels.</summary>
        /// <param name="function">The function, stated by its value.</param>
        /// <param name="a">A shape that broadcasts with the others.</param>
        /// <param name="b">A shape that broadcasts with the others.</param>
        /// <returns>The broadcast shape.</returns>
        public static Tensor<T> Map<F, T>(F function, Tensor<T> a, Tensor<T> b) where F : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
            => Elementwise.Map(new ByDual2<F>(function), a, b);

        /// <summary>Applies an elementwise function of 3 inputs; its derivative is taken by dual numbers in the same fused kernels.</summary>
        /// <param name="function">The function, stated by its value.</param>
        /// <param name="a">A shape that broadcasts with the others.</param>
        /// <param name="b">A shape that broadcasts with the others.</param>
        /// <param name="c">A shape that broadcasts with the others.</param>
        /// <returns>The broadcast shape.</returns>
        public static Tensor<T> Map<F, T>(F function, Tensor<T> a, Tensor<T> b, Tensor<T> c) where F : struct, IMap3 where T : unmanaged, IFloatingPointIeee754<T>
            => Elementwise.Map(new ByDual3<F>(function), a, b, c);

        /// <summary>Applies an elementwise function of 4 inputs; its derivative is taken by dual numbers in the same fused kernels.</summary>
        /// <param name="function">The function, stated by its value.</param>
        /// <param name="a">A shape that broadcasts with the others.</param>
        /// <param name="b">A shape that broadcasts with the others.</param>
        /// <param name="c">A shape that broadcasts with the others.</param>
        /// <param name="d">A shape that broadcasts with the others.</param>
        /// <returns>The broadcast shape.</returns>
        public static Tensor<T> Map<F, T>(F function, Tensor<T> a, Tensor<T> b, Tensor<T> c, Tensor<T> d) where F : struct, IMap4 where T : unmanaged, IFloatingPointIeee754<T>
            => Elementwise.Map(new ByDual4<F>(function), a, b, c, d);

        /// <summary>Σ f(x), the sum of an elementwise function over all elements, in one pass each way; its derivative is taken by dual numbers.</summary>
        /// <param name="function">The function, stated by its value.</param>
        /// <param name="x">Any shape.</param>
        /// <returns>A scalar.</returns>
        public static Tensor<T> MapSum<F, T>(F function, Tensor<T> x) where F : struct, IMap where T : unmanaged, IFloatingPointIeee754<T>
            => Tensor.MapSum(new ByDual<F>(function), x);

        /// <summary>Σ f(a, b), the sum of an elementwise function of 2 inputs over all elements.</summary>
        /// <param name="function">The function, stated by its value.</param>
        /// <param name="a">A shape that broadcasts with the other.</param>
        /// <param name="b">A shape that broadcasts with the other.</param>
        /// <returns>A scalar.</returns>
        public static Tensor<T> MapSum<F, T>(F function, Tensor<T> a, Tensor<T> b) where F : struct, IMap2 where T : unmanaged, IFloatingPointIeee754<T>
            => Tensor.MapSum(new ByDual2<F>(function), a, b);

        /// <summary>Σ f(a, b, c), the sum of an elementwise function of 3 inputs over all elements.</summary>
        /// <param name="function">The function, stated by its value.</param>
        /// <param name="a">A shape that broadcasts with the others.</param>
        /// <param name="b">A shape that broadcasts with the others.</param>
        /// <param name="c">A shape that broadcasts with the others.</param>
        /// <returns>A scalar.</returns>
        public static Tensor<T> MapSum<F, T>(F function, Tensor<T> a, Tensor<T> b, Tensor<T> c) where F : struct, IMap3 where T : unmanaged, IFloatingPointIeee754<T>
            => Tensor.MapSum(new ByDual3<F>(function), a, b, c);
    }
}
