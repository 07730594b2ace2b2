namespace AutoDiff.Kernels;

/// <summary>A connective of two truth values, which are bytes of 0 and 1.</summary>
internal interface ILogical
{
    static abstract byte Of(byte a, byte b);

    static abstract Vector<byte> Of(Vector<byte> a, Vector<byte> b);
}

internal readonly struct And : ILogical
{
    public static byte Of(byte a, byte b) => (byte)(a & b);

    public static Vector<byte> Of(Vector<byte> a, Vector<byte> b) => a & b;
}

internal readonly struct Or : ILogical
{
    public static byte Of(byte a, byte b) => (byte)(a | b);

    public static Vector<byte> Of(Vector<byte> a, Vector<byte> b) => a | b;
}

internal readonly struct Xor : ILogical
{
    public static byte Of(byte a, byte b) => (byte)(a ^ b);

    public static Vector<byte> Of(Vector<byte> a, Vector<byte> b) => a ^ b;
}
