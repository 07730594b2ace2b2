namespace AutoDiff.Kernels;

/// <summary>The elementary functions on registers: here those that go number by number.</summary>
/// <remarks>
/// The other files hold the functions computed in the register, each written once for every width and for float and double, with
/// constants chosen by <see cref="Pick{T}"/>. Results stay within 2 units in the last place unless a function says otherwise.
/// Light functions are inlined into the loop that uses them; heavy ones are calls, so that a rule of many functions stays within
/// what the compiler is willing to inline.
/// </remarks>
internal static partial class Elementary
{
    private interface IFunction
    {
        static abstract N Of<N>(N x) where N : IReal<N>;
    }

    private interface IFunction2
    {
        static abstract N Of<N>(N a, N b) where N : IReal<N>;
    }

    public static L ErfInv<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each<ErfInvFunction, L, T>(x);

    public static L LogGamma<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each<LogGammaFunction, L, T>(x);

    public static L Floor<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each<FloorFunction, L, T>(x);

    public static L Ceiling<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each<CeilingFunction, L, T>(x);

    public static L Round<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each<RoundFunction, L, T>(x);

    public static L Truncate<L, T>(L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each<TruncateFunction, L, T>(x);

    public static L Pow<L, T>(L a, L b) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each2<PowFunction, L, T>(a, b);

    public static L Fmod<L, T>(L a, L b) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T> => Each2<FmodFunction, L, T>(a, b);

    public static L Polygamma<L, T>(int n, L x) where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> numbers = stackalloc T[L.Width];
        L.Store(x, ref numbers[0], 0);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = Number<T>.Polygamma(n, new Number<T>(numbers[i])).Value;
        return L.Load(ref numbers[0], 0);
    }

    private static L Each<F, L, T>(L x) where F : struct, IFunction where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> numbers = stackalloc T[L.Width];
        L.Store(x, ref numbers[0], 0);
        for (var i = 0; i < numbers.Length; i++) numbers[i] = F.Of(new Number<T>(numbers[i])).Value;
        return L.Load(ref numbers[0], 0);
    }

    private static L Each2<F, L, T>(L a, L b) where F : struct, IFunction2 where L : struct, ILane<L, T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> left = stackalloc T[L.Width];
        Span<T> right = stackalloc T[L.Width];
        L.Store(a, ref left[0], 0);
        L.Store(b, ref right[0], 0);
        for (var i = 0; i < left.Length; i++) left[i] = F.Of(new Number<T>(left[i]), new Number<T>(right[i])).Value;
        return L.Load(ref left[0], 0);
    }

    private readonly struct SinFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Sin(x);
    }

    private readonly struct CosFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Cos(x);
    }

    private readonly struct TanFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Tan(x);
    }

    private readonly struct ErfInvFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.ErfInv(x);
    }

    private readonly struct LogGammaFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.LogGamma(x);
    }

    private readonly struct FloorFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Floor(x);
    }

    private readonly struct CeilingFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Ceiling(x);
    }

    private readonly struct RoundFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Round(x);
    }

    private readonly struct TruncateFunction : IFunction
    {
        public static N Of<N>(N x) where N : IReal<N> => N.Truncate(x);
    }

    private readonly struct FmodFunction : IFunction2
    {
        public static N Of<N>(N a, N b) where N : IReal<N> => N.Fmod(a, b);
    }

    private readonly struct PowFunction : IFunction2
    {
        public static N Of<N>(N a, N b) where N : IReal<N> => N.Pow(a, b);
    }

}
