namespace AutoDiff;

/// <summary>One triangle of each matrix, for derivatives of triangular factors.</summary>
internal static class Triangle
{
    /// <summary>The lower triangle of square matrices, its diagonal times a factor; 0 elsewhere.</summary>
    public static Tensor<T> Lower<T>(Tensor<T> x, double diagonal = 1) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new TriangleRule(false, diagonal), x);

    /// <summary>The upper triangle of square matrices, its diagonal times a factor; 0 elsewhere.</summary>
    public static Tensor<T> Upper<T>(Tensor<T> x, double diagonal = 1) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new TriangleRule(true, diagonal), x);

    /// <summary>The symmetric part (x + xᵀ)/2.</summary>
    public static Tensor<T> Symmetric<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Mul(Tensor.Add(x, x.Transpose()), 0.5);
}

/// <summary>Triangle ↔ triangle.</summary>
internal readonly record struct TriangleRule(bool IsUpper, double Diagonal) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(x.Shape);
        if (y.Length > 0) Launch.Run(new TriangleCall<T>(x.Shape, IsUpper, Diagonal), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(this, g);
}

/// <summary>y = a triangle of x.</summary>
internal readonly record struct TriangleCall<T>(Shape Shape, bool IsUpper, double Diagonal) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
        => Triangles.Keep(buffers.Span<T>(0, Shape.Size), buffers.Span<T>(1, Shape.Size), MatrixShape.Count(Shape), Shape[^1], IsUpper, T.CreateTruncating(Diagonal));
}
