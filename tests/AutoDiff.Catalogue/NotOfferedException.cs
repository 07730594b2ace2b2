namespace AutoDiff.Catalogues;

/// <summary>The library has the operation, but not this form of it (an attribute, a rank). The call counts as missing, not as failed.</summary>
public sealed class NotOfferedException : Exception
{
    /// <summary>Creates the exception with its message.</summary>
    public NotOfferedException(string message) : base(message)
    {
    }

    /// <summary>Creates the exception with its message and what caused it.</summary>
    public NotOfferedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception without a message.</summary>
    public NotOfferedException()
    {
    }
}
