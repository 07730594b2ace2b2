namespace AutoDiff.Kernels;

/// <summary>A reduction whose numbers are mapped before they are combined, and whose result is mapped after.</summary>
/// <remarks>The shift is one number a line, such as its mean or its largest number; 0 where the reduction has none.</remarks>
internal interface IMappedFold
{
    /// <summary>What is combined in place of x.</summary>
    N Term<N>(N x, N shift) where N : IReal<N>;

    /// <summary>The result for the combined terms of a line.</summary>
    N Result<N>(N combined, N shift) where N : IReal<N>;
}
