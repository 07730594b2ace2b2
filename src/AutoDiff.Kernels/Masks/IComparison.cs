namespace AutoDiff.Kernels;

/// <summary>A relation between two numbers; where either is NaN only <see cref="NotEqual"/> holds.</summary>
internal interface IComparison
{
    static abstract bool Holds<T>(T a, T b) where T : INumber<T>;

    /// <summary>All bits set where it holds.</summary>
    static abstract Vector<T> Holds<T>(Vector<T> a, Vector<T> b);
}

internal readonly struct Equal : IComparison
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a == b;

    public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) => Vector.Equals(a, b);
}

internal readonly struct NotEqual : IComparison
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a != b;

    public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) => ~Vector.Equals(a, b);
}

internal readonly struct Less : IComparison
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a < b;

    public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) => Vector.LessThan(a, b);
}

internal readonly struct LessOrEqual : IComparison
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a <= b;

    public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) => Vector.LessThanOrEqual(a, b);
}

internal readonly struct Greater : IComparison
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a > b;

    public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) => Vector.GreaterThan(a, b);
}

internal readonly struct GreaterOrEqual : IComparison
{
    public static bool Holds<T>(T a, T b) where T : INumber<T> => a >= b;

    public static Vector<T> Holds<T>(Vector<T> a, Vector<T> b) => Vector.GreaterThanOrEqual(a, b);
}
