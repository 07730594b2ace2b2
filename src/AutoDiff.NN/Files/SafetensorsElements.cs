using System.Buffers.Binary;

namespace AutoDiff.NN;

/// <summary>Numbers to and from the bytes of the safetensors format.</summary>
internal static class SafetensorsElements
{
    /// <summary>Converts little-endian elements of a type.</summary>
    public static void Decode<T>(SafetensorsType type, ReadOnlySpan<byte> source, Span<T> target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = type.Size();
        for (var k = 0; k < target.Length; k++)
        {
            var element = source.Slice(k * size, size);
            target[k] = type switch
            {
                SafetensorsType.Bool => element[0] == 0 ? T.Zero : T.One,
                SafetensorsType.U8 => T.CreateTruncating(element[0]),
                SafetensorsType.I8 => T.CreateTruncating((sbyte)element[0]),
                SafetensorsType.F8E5M2 => T.CreateTruncating(BitConverter.UInt16BitsToHalf((ushort)(element[0] << 8))),
                SafetensorsType.F8E4M3 => T.CreateTruncating(FromE4M3(element[0])),
                SafetensorsType.I16 => T.CreateTruncating(BinaryPrimitives.ReadInt16LittleEndian(element)),
                SafetensorsType.U16 => T.CreateTruncating(BinaryPrimitives.ReadUInt16LittleEndian(element)),
                SafetensorsType.F16 => T.CreateTruncating(BinaryPrimitives.ReadHalfLittleEndian(element)),
                SafetensorsType.BF16 => T.CreateTruncating(BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16)),
                SafetensorsType.I32 => T.CreateTruncating(BinaryPrimitives.ReadInt32LittleEndian(element)),
                SafetensorsType.U32 => T.CreateTruncating(BinaryPrimitives.ReadUInt32LittleEndian(element)),
                SafetensorsType.F32 => T.CreateTruncating(BinaryPrimitives.ReadSingleLittleEndian(element)),
                SafetensorsType.F64 => T.CreateTruncating(BinaryPrimitives.ReadDoubleLittleEndian(element)),
                SafetensorsType.I64 => T.CreateTruncating(BinaryPrimitives.ReadInt64LittleEndian(element)),
                _ => T.CreateTruncating(BinaryPrimitives.ReadUInt64LittleEndian(element)),
            };
        }
    }

    /// <summary>Rounds to a floating-point type of the format, to nearest and ties to even.</summary>
    public static void Encode<T>(SafetensorsType type, ReadOnlySpan<T> source, Span<byte> target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = type.Size();
        for (var k = 0; k < source.Length; k++)
        {
            var element = target.Slice(k * size, size);
            switch (type)
            {
                case SafetensorsType.F16: BinaryPrimitives.WriteHalfLittleEndian(element, Half.CreateTruncating(source[k])); break;
                case SafetensorsType.BF16: BinaryPrimitives.WriteUInt16LittleEndian(element, ToBFloat16(double.CreateTruncating(source[k]))); break;
                case SafetensorsType.F32: BinaryPrimitives.WriteSingleLittleEndian(element, float.CreateTruncating(source[k])); break;
                default: BinaryPrimitives.WriteDoubleLittleEndian(element, double.CreateTruncating(source[k])); break;
            }
        }
    }

    /// <summary>Turns elements that were read from a file into those of this machine, or back.</summary>
    public static void FromLittleEndian(Span<byte> elements, int size)
    {
        if (BitConverter.IsLittleEndian || size == 1) return;
        for (var k = 0; k < elements.Length; k += size) elements.Slice(k, size).Reverse();
    }

    /// <summary>Sign, 4 bits of exponent with bias 7, 3 bits of mantissa; the largest pattern is NaN. Source: Micikevicius et al. 2022, "FP8 formats for deep learning".</summary>
    private static double FromE4M3(byte bits)
    {
        var (exponent, mantissa) = ((bits >> 3) & 15, bits & 7);
        var magnitude = (exponent, mantissa) switch
        {
            (15, 7) => double.NaN,
            (0, _) => Math.ScaleB(mantissa, -9),
            _ => Math.ScaleB(8 + mantissa, exponent - 10),
        };
        return bits < 128 ? magnitude : -magnitude;
    }

    private static ushort ToBFloat16(double value)
    {
        if (double.IsNaN(value)) return 0x7fc0;

        // Rounding to single precision first could round twice: round to odd there, which keeps what the second rounding needs.
        var single = (float)value;
        var bits = BitConverter.SingleToUInt32Bits(single);
        if (single != value && !float.IsInfinity(single))
        {
            var isAway = Math.Abs((double)single) > Math.Abs(value);
            bits = (isAway ? bits - 1 : bits) | 1;
        }
        else if (float.IsInfinity(single) && !double.IsInfinity(value)) return (ushort)(bits >> 16);

        return (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
