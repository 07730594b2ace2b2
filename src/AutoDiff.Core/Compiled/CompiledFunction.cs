namespace AutoDiff;

/// <summary>A function of one tensor that is recorded once for each shape and then replayed; see <see cref="Compile"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="TX">The type of the input's elements.</typeparam>
/// <remarks>One call at a time; the memory is returned when nobody refers to the function any more.</remarks>
public sealed class CompiledFunction<T, TX> where T : unmanaged, IFloatingPointIeee754<T> where TX : unmanaged
{
    private readonly Recordings<T> _recordings;

    internal CompiledFunction(Func<Tensor<TX>, Tensor<T>> f) => _recordings = new Recordings<T>(inputs => f((Tensor<TX>)inputs[0]), null);

    /// <summary>f(x).</summary>
    /// <param name="x">Any shape; one that was not met before is recorded.</param>
    /// <returns>A constant that later runs do not change.</returns>
    /// <exception cref="NotSupportedException">The function does something that cannot be replayed.</exception>
    public Tensor<T> Run(Tensor<TX> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return (Tensor<T>)_recordings.Run(x).Value.DetachedCopy();
    }

    /// <summary>f(x), written to memory of the caller's: nothing is allocated.</summary>
    /// <param name="x">Any shape; one that was not met before is recorded.</param>
    /// <param name="destination">Gets the elements of the result in row-major order.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    /// <exception cref="NotSupportedException">The function does something that cannot be replayed.</exception>
    public void Run(Tensor<TX> x, Span<T> destination)
    {
        ArgumentNullException.ThrowIfNull(x);
        _recordings.Run(x).Value.CopyTo(destination);
    }
}
