namespace AutoDiff.NN;

/// <summary>The element types of the safetensors format; all are little-endian.</summary>
public enum SafetensorsType
{
    /// <summary>A byte, 0 or 1.</summary>
    Bool,

    /// <summary>8 bits, unsigned.</summary>
    U8,

    /// <summary>8 bits, signed.</summary>
    I8,

    /// <summary>8 bits: sign, 5 of exponent, 2 of mantissa; infinities and NaN as in IEEE 754.</summary>
    F8E5M2,

    /// <summary>8 bits: sign, 4 of exponent, 3 of mantissa; no infinities, one NaN of either sign.</summary>
    F8E4M3,

    /// <summary>16 bits, signed.</summary>
    I16,

    /// <summary>16 bits, unsigned.</summary>
    U16,

    /// <summary>IEEE 754 half precision.</summary>
    F16,

    /// <summary>The upper half of a single-precision number.</summary>
    BF16,

    /// <summary>32 bits, signed.</summary>
    I32,

    /// <summary>32 bits, unsigned.</summary>
    U32,

    /// <summary>IEEE 754 single precision.</summary>
    F32,

    /// <summary>IEEE 754 double precision.</summary>
    F64,

    /// <summary>64 bits, signed.</summary>
    I64,

    /// <summary>64 bits, unsigned.</summary>
    U64,
}

/// <summary>Names and sizes of element types.</summary>
internal static class SafetensorsTypes
{
    private static readonly string[] Names = ["BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "F64", "I64", "U64"];

    public static int Count => Names.Length;

    /// <summary>The name in files.</summary>
    public static string Name(this SafetensorsType type) => Names[(int)type];

    /// <summary>Bytes of an element.</summary>
    public static int Size(this SafetensorsType type) => type switch
    {
        <= SafetensorsType.F8E4M3 => 1,
        <= SafetensorsType.BF16 => 2,
        <= SafetensorsType.F32 => 4,
        _ => 8,
    };

    /// <summary>The type with exactly the values of T; null where the format has none.</summary>
    public static SafetensorsType? Of<T>() where T : unmanaged => default(T) switch
    {
        bool => SafetensorsType.Bool,
        byte => SafetensorsType.U8,
        sbyte => SafetensorsType.I8,
        short => SafetensorsType.I16,
        ushort => SafetensorsType.U16,
        Half => SafetensorsType.F16,
        int => SafetensorsType.I32,
        uint => SafetensorsType.U32,
        float => SafetensorsType.F32,
        double => SafetensorsType.F64,
        long => SafetensorsType.I64,
        ulong => SafetensorsType.U64,
        _ => null,
    };
}
