namespace Tour;

/// <summary>The tour states its numbers: it stops where one is off.</summary>
internal static class Expect
{
    public static void Near(double expected, double actual, double tolerance = 1e-12)
    {
        if (!(Math.Abs(expected - actual) <= tolerance)) throw new InvalidOperationException($"The tour promises {expected}, but got {actual}.");
    }
}
