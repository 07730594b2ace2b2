namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>An integer power of square matrices.</summary>
    /// <param name="x">Shape [..., n, n].</param>
    /// <param name="exponent">0 gives identity matrices, which do not depend on x; a negative exponent is that of the inverse.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The matrices are not square.</exception>
    /// <exception cref="MatrixException">The exponent is negative and a matrix is singular.</exception>
    /// <remarks>By repeated squaring: at most 2 log₂ |exponent| products, whose derivative it has.</remarks>
    public static Tensor<T> MatrixPower<T>(Tensor<T> x, int exponent) where T : unmanaged, IFloatingPointIeee754<T>
    {
        MatrixShape.RequireSquare("matrix_power", x);
        if (exponent == 0) return Eye<T>(x.Shape[^1]).BroadcastTo(x.Shape);
        var square = exponent < 0 ? Inverse(x) : x;
        Tensor<T>? y = null;
        for (var rest = Math.Abs((long)exponent); ; square = MatMul(square, square))
        {
            if ((rest & 1) == 1) y = y is null ? square : MatMul(y, square);
            rest >>= 1;
            if (rest == 0) return y!;
        }
    }
}
