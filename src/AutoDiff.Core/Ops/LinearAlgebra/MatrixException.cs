namespace AutoDiff;

/// <summary>A matrix has no such decomposition, inverse or solution: it is singular, not positive definite, or not of full rank. The message says which one of a batch.</summary>
public sealed class MatrixException : ArgumentException
{
    /// <summary>Creates the exception with its message.</summary>
    public MatrixException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its message and what caused it.</summary>
    public MatrixException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message.</summary>
    public MatrixException()
    {
    }

    /// <summary>The exception for one matrix of a batch.</summary>
    /// <param name="op">The operation that refuses it.</param>
    /// <param name="shape">The shape of the whole batch.</param>
    /// <param name="matrix">The number of the matrix in the batch.</param>
    /// <param name="what">What is wrong with it, and the remedy.</param>
    internal static MatrixException For(string op, Shape shape, int matrix, string what)
    {
        if (shape.Rank == 2) return new MatrixException($"{op}: the matrix of shape {shape} {what}");
        var position = new int[shape.Rank - 2];
        for (var axis = position.Length - 1; axis >= 0; axis--)
        {
            position[axis] = matrix % shape[axis];
            matrix /= shape[axis];
        }

        return new MatrixException($"{op}: matrix [{string.Join(", ", position)}] of shape {shape} {what}");
    }
}
