namespace AutoDiff;

/// <summary>What a single number must be: a probability, a class, a sign.</summary>
/// <remarks>Implement it as a <c>readonly record struct</c> and hand it to <c>Guard.Elements</c>.</remarks>
public interface ICondition
{
    /// <summary>True where the number may pass.</summary>
    bool Holds<T>(T x) where T : INumber<T>;
}
