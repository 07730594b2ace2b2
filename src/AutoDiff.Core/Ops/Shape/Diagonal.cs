namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>The elements on a diagonal of two axes, along a new last axis in place of both; a view.</summary>
    /// <param name="offset">0 for the main diagonal, positive above it, negative below.</param>
    /// <param name="axis1">The axis of the rows; negative ones count from the end.</param>
    /// <param name="axis2">The axis of the columns.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">Both axes are the same.</exception>
    /// <remarks>vjp: x̄ is ȳ on the diagonal and 0 elsewhere.</remarks>
    public Tensor<T> Diagonal(int offset = 0, int axis1 = -2, int axis2 = -1)
    {
        var (rows, columns) = (Shape.Axis(axis1, "diagonal"), Shape.Axis(axis2, "diagonal"));
        if (rows == columns) throw new ArgumentException($"diagonal: two different axes of shape {Shape} are required, got {axis1} and {axis2}.", nameof(axis2));
        return Part.Apply(new DiagonalRule(offset, rows, columns), this);
    }

    /// <summary>Matrices of zeros with the last axis on a diagonal.</summary>
    /// <param name="offset">0 for the main diagonal, positive above it, negative below.</param>
    /// <param name="axis1">Where the axis of the rows stands in the result; negative ones count from its end.</param>
    /// <param name="axis2">Where the axis of the columns stands in the result.</param>
    /// <returns>One axis more; rows and columns are as long as the last axis and the offset need.</returns>
    /// <exception cref="ShapeException">The tensor is a scalar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis in the result.</exception>
    /// <exception cref="ArgumentException">Both axes are the same.</exception>
    /// <remarks>vjp: x̄ is the diagonal of ȳ.</remarks>
    public Tensor<T> DiagEmbed(int offset = 0, int axis1 = -2, int axis2 = -1)
    {
        if (Rank == 0) throw new ShapeException("diag_embed: at least one axis is required, got a scalar.");
        var size = Shape[^1] + Math.Abs(offset);
        Shape matrices = [.. Shape.Axes[..^1], size, size];
        var (rows, columns) = (matrices.Axis(axis1, "diag_embed"), matrices.Axis(axis2, "diag_embed"));
        if (rows == columns) throw new ArgumentException($"diag_embed: two different axes are required, got {axis1} and {axis2}.", nameof(axis2));

        // Made with rows and columns at the end; those that are wanted elsewhere move there.
        var y = Linear.Move(new DiagEmbedRule(matrices, offset), this);
        return y.MoveAxis([-2, -1], [rows, columns]);
    }

    /// <summary>The matrix with a vector on its diagonal, or the diagonal of a matrix (a view).</summary>
    /// <param name="offset">0 for the main diagonal, positive above it, negative below.</param>
    /// <exception cref="ShapeException">The tensor is neither a vector nor a matrix.</exception>
    public Tensor<T> Diag(int offset = 0) => Rank switch
    {
        1 => DiagEmbed(offset),
        2 => Diagonal(offset),
        _ => throw new ShapeException($"diag: a vector or a matrix is required, got shape {Shape}; use Diagonal or DiagEmbed."),
    };
}

/// <summary>The diagonal of two axes.</summary>
internal readonly record struct DiagonalRule(int Offset, int Rows, int Columns) : IPart
{
    public Tensor<T> View<T>(Tensor<T> x) where T : unmanaged
    {
        var (axes, strides) = (new List<int>(), new List<int>());
        for (var axis = 0; axis < x.Rank; axis++)
        {
            if (axis == Rows || axis == Columns) continue;
            axes.Add(x.Shape[axis]);
            strides.Add(x.Strides[axis]);
        }

        var length = Math.Max(0, Math.Min(x.Shape[Rows] + Math.Min(0, Offset), x.Shape[Columns] - Math.Max(0, Offset)));
        var start = length == 0 ? 0 : Offset >= 0 ? Offset * x.Strides[Columns] : -Offset * x.Strides[Rows];
        return x.View([.. axes, length], x.Offset + start, [.. strides, x.Strides[Rows] + x.Strides[Columns]]);
    }
}

/// <summary>Place on the diagonal of the last two axes ↔ diagonal.</summary>
internal readonly record struct DiagEmbedRule(Shape To, int Offset) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged
    {
        var y = Launch.Zeros<T>(To);
        if (x.Length > 0) Launch.Copy(x, new DiagonalRule(Offset, To.Rank - 2, To.Rank - 1).View(y));
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => g.Diagonal(Offset);
}
