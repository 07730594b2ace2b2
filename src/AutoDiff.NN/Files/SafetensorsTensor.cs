using System.Runtime.InteropServices;

namespace AutoDiff.NN;

/// <summary>A tensor of a safetensors file, whose data are read on request.</summary>
public readonly struct SafetensorsTensor
{
    private readonly SafetensorsFile _file;
    private readonly int _place;

    internal SafetensorsTensor(SafetensorsFile file, int place) => (_file, _place) = (file, place);

    /// <summary>Its name, unique in the file.</summary>
    public string Name => _file.Header.Name(_place);

    /// <summary>The type of its elements in the file.</summary>
    public SafetensorsType Type => Slot.Type;

    /// <summary>Its shape.</summary>
    /// <exception cref="SafetensorsException">It is larger than a tensor can be here.</exception>
    public Shape Shape => _file.Header.Shape(_place);

    /// <summary>How many bytes its data take in the file.</summary>
    public long ByteLength => (long)(Slot.End - Slot.Begin);

    private SafetensorsSlot Slot => _file.Header.Slots[_place];

    private long Start => _file.Header.DataStart + (long)Slot.Begin;

    /// <summary>The data as they stand in the file: little-endian, row-major.</summary>
    /// <exception cref="ArgumentException">The target is not <see cref="ByteLength"/> long.</exception>
    public void ReadBytes(Span<byte> target)
    {
        if (target.Length != ByteLength) throw new ArgumentException($"safetensors: '{Name}' has {ByteLength} bytes, got room for {target.Length}.", nameof(target));
        _file.Fill(target, Start);
    }

    /// <summary>The tensor with its elements converted from whatever type they have: truth as 0 and 1, other numbers as the nearest.</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <exception cref="SafetensorsException">It is larger than a tensor can be here.</exception>
    public Tensor<T> Read<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var shape = Shape;
        var elements = GC.AllocateUninitializedArray<T>(shape.Size);
        if (BitConverter.IsLittleEndian && SafetensorsTypes.Of<T>() == Type) ReadBytes(MemoryMarshal.AsBytes(elements.AsSpan()));
        else
        {
            Span<byte> buffer = stackalloc byte[4096];
            var size = Type.Size();
            for (var done = 0; done < elements.Length;)
            {
                var count = Math.Min(elements.Length - done, buffer.Length / size);
                _file.Fill(buffer[..(count * size)], Start + (long)done * size);
                SafetensorsElements.Decode(Type, buffer, elements.AsSpan(done, count));
                done += count;
            }
        }

        return Tensor.Wrap(elements, shape);
    }

    /// <summary>The tensor in the type that its elements have in the file: int for I32, bool for BOOL, and so on.</summary>
    /// <typeparam name="T">The type of the file.</typeparam>
    /// <exception cref="InvalidOperationException">The file has another type.</exception>
    /// <exception cref="SafetensorsException">It is larger than a tensor can be here.</exception>
    public Tensor<T> ReadExactly<T>() where T : unmanaged
    {
        if (SafetensorsTypes.Of<T>() != Type) throw new InvalidOperationException($"safetensors: '{Name}' has elements of type {Type.Name()}, which are not {typeof(T).Name}; use Read<double>() to convert them.");
        var shape = Shape;
        var elements = GC.AllocateUninitializedArray<T>(shape.Size);
        var bytes = MemoryMarshal.AsBytes(elements.AsSpan());
        ReadBytes(bytes);
        SafetensorsElements.FromLittleEndian(bytes, Type.Size());

        // A truth value with other bits than 0 or 1 is neither true nor false to the compiler.
        if (Type == SafetensorsType.Bool) foreach (ref var b in bytes) b = (byte)(b == 0 ? 0 : 1);
        return Tensor.Wrap(elements, shape);
    }
}
