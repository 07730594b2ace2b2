namespace AutoDiff;

/// <summary>Refuses tensors with wrong elements: labels that are no class, probabilities above 1.</summary>
/// <remarks>In a compiled function the check is part of the program: it looks at the elements anew at every run.</remarks>
public static class Guard
{
    /// <summary>Refuses a tensor unless a condition holds for each of its elements.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="condition">What each element must be. Let NaN pass where the mathematics should answer it.</param>
    /// <param name="requirement">Who asks for what, as the message is to begin: "bce: probabilities must lie in [0, 1]".</param>
    /// <exception cref="ArgumentOutOfRangeException">An element does not meet the condition; the message says which.</exception>
    public static void Elements<C, T>(Tensor<T> x, C condition, string requirement) where C : struct, ICondition where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        Launch.Run(new GuardCall<C, T>(condition, x.Shape, requirement), x.Contiguous());
    }
}

/// <summary>Reads its operand and throws.</summary>
internal readonly record struct GuardCall<C, T>(C Condition, Shape Shape, string Requirement) : ICall where C : struct, ICondition where T : unmanaged, INumber<T>
{
    public void Run(in Buffers buffers) => Check(buffers.Span<T>(0, Shape.Size));

    private void Check(ReadOnlySpan<T> x)
    {
        var place = Conditions.FirstFailure(Condition, x);
        if (place < 0) return;
        var value = x[place].ToString(null, System.Globalization.CultureInfo.InvariantCulture);
        throw new ArgumentOutOfRangeException(nameof(x), x[place], $"{Requirement}, got {value} at {IndexErrors.Position(place, Shape)}.");
    }
}
