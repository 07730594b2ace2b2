namespace AutoDiff.NN;

/// <summary>What can be wrong with a safetensors file.</summary>
public enum SafetensorsProblem
{
    /// <summary>There are fewer than the 8 bytes that say how long the header is.</summary>
    HeaderTooSmall,

    /// <summary>The header claims more than the 100,000,000 bytes that the format allows.</summary>
    HeaderTooLarge,

    /// <summary>The header claims to go on after the end of the file.</summary>
    InvalidHeaderLength,

    /// <summary>The header does not begin with a brace.</summary>
    InvalidHeaderStart,

    /// <summary>The header is not UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The header is not one JSON object.</summary>
    InvalidJson,

    /// <summary>What is said of a tensor is incomplete, doubled, or of the wrong type.</summary>
    InvalidTensorInfo,

    /// <summary>A tensor has an element type that the format does not know.</summary>
    UnknownType,

    /// <summary>The metadata is not an object of strings.</summary>
    InvalidMetadata,

    /// <summary>A name occurs twice.</summary>
    DuplicateKey,

    /// <summary>The data of the tensors overlap, leave a gap, or end before they begin.</summary>
    InvalidOffset,

    /// <summary>The number of bytes of a tensor is not that of its shape and element type.</summary>
    SizeMismatch,

    /// <summary>The number of elements of a shape exceeds 64 bits.</summary>
    Overflow,

    /// <summary>The file is longer or shorter than its tensors.</summary>
    IncompleteBuffer,

    /// <summary>The file is valid, but a tensor of it is larger than tensors can be here.</summary>
    TooLarge,

    /// <summary>The file has no tensor of the name that was asked for.</summary>
    MissingTensor,
}

/// <summary>A safetensors file is refused: the message says what is wrong, and at which byte.</summary>
public sealed class SafetensorsException : Exception
{
    internal SafetensorsException(SafetensorsProblem problem, long offset, string what, Exception? cause = null)
        : base($"safetensors: {what} (byte {offset}).", cause) => (Problem, Offset) = (problem, offset);

    /// <summary>What is wrong.</summary>
    public SafetensorsProblem Problem { get; }

    /// <summary>Where, in bytes from the start of the file.</summary>
    public long Offset { get; }
}
