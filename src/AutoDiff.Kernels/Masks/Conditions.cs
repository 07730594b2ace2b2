namespace AutoDiff.Kernels;

/// <summary>Numbers that do not meet a condition.</summary>
internal static class Conditions
{
    /// <summary>The place of the first number for which the condition does not hold; -1 where it holds for all.</summary>
    public static int FirstFailure<C, T>(C condition, ReadOnlySpan<T> x) where C : struct, ICondition where T : unmanaged, INumber<T>
    {
        for (var k = 0; k < x.Length; k++)
        {
            if (!condition.Holds(x[k])) return k;
        }

        return -1;
    }
}
