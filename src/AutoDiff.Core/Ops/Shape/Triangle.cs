namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The lower triangle of matrices: what lies on a diagonal and below it; 0 above.</summary>
    /// <param name="diagonal">0 for the main diagonal, positive above it, negative below.</param>
    /// <returns>The same shape, [..., m, n].</returns>
    /// <exception cref="ShapeException">There are fewer than two axes.</exception>
    /// <remarks>vjp: x̄ is the same triangle of ȳ.</remarks>
    public Tensor<T> Tril(int diagonal = 0) => Triangle(diagonal, lower: true, "tril");

    /// <summary>The upper triangle of matrices: what lies on a diagonal and above it; 0 below.</summary>
    /// <inheritdoc cref="Tril"/>
    public Tensor<T> Triu(int diagonal = 0) => Triangle(diagonal, lower: false, "triu");

    private Tensor<T> Triangle(int diagonal, bool lower, string op)
    {
        if (Rank < 2) throw new ShapeException($"{op}: at least two axes are required, got shape {Shape}.");
        return Linear.Move(new TriangleRule(diagonal, lower), this);
    }
}

/// <summary>A triangle of matrices: its own adjoint.</summary>
internal readonly record struct TriangleRule(int Diagonal, bool Lower) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(x.Shape);
        Launch.Run(new TriangleCall<T>(x.Length, x.Shape[^2], x.Shape[^1], Diagonal, Lower), x.Contiguous(), y);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Move(this, g);
}

/// <summary>Operands: x, y.</summary>
internal readonly record struct TriangleCall<T>(int Size, int Rows, int Columns, int Diagonal, bool Lower) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers) => Triangles.Run<T>(buffers.Span<T>(0, Size), Rows, Columns, Diagonal, Lower, buffers.Span<T>(1, Size));
}
