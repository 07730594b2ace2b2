namespace AutoDiff;

/// <summary>The shapes handed to an operation do not fit. The message names the operation, the shapes and, where there is one, the remedy.</summary>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Creates the exception with its message.</summary>
    public ShapeException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its message and what caused it.</summary>
    public ShapeException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message.</summary>
    public ShapeException()
    {
    }
}
