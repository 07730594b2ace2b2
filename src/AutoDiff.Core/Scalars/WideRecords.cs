namespace AutoDiff;

/// <summary>The records of operations with any number of operands, in the order in which they lie on the strip.</summary>
/// <remarks>
/// An operand takes 12 bytes here, and the sums within the operation are no records: a dot product of n pairs is one record and 2n operands,
/// not 2n - 1 records. Only these records cost the sweep something, which runs from one of them to the next.
/// </remarks>
internal sealed class WideRecords<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private (int Index, int End)[] _records = new (int, int)[16];
    private T[] _slopes = new T[64];
    private int[] _operands = new int[64];
    private int _count;
    private int _operandCount;

    /// <summary>Where on the strip wide record <paramref name="w"/> lies.</summary>
    public int this[int w] => _records[w].Index;

    /// <summary>Room for the operands of a record that is to be added.</summary>
    /// <param name="room">No fewer than there will be.</param>
    /// <param name="slopes">As much room for the slopes.</param>
    public Span<int> Room(int room, out Span<T> slopes)
    {
        if (_operandCount + room > _operands.Length)
        {
            Array.Resize(ref _operands, Math.Max(2 * _operands.Length, _operandCount + room));
            Array.Resize(ref _slopes, _operands.Length);
        }

        slopes = _slopes.AsSpan(_operandCount, room);
        return _operands.AsSpan(_operandCount, room);
    }

    /// <summary>Adds the record of the operands that were written to the room.</summary>
    public void Add(int index, int count)
    {
        if (_count == _records.Length) Array.Resize(ref _records, 2 * _count);
        _operandCount += count;
        _records[_count++] = (index, _operandCount);
    }

    /// <summary>The last wide record that lies before <paramref name="index"/> on the strip; -1 if there is none.</summary>
    public int Before(int index)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_records[middle].Index < index) low = middle + 1;
            else high = middle;
        }

        return low - 1;
    }

    /// <summary>The operands of the record at <paramref name="index"/>.</summary>
    public IEnumerable<(int Operand, T Slope)> Of(int index)
    {
        var w = Before(index + 1);
        for (var k = Start(w); k < _records[w].End; k++) yield return (_operands[k], _slopes[k]);
    }

    /// <summary>Adds the adjoint times each slope of record <paramref name="w"/> to the flow of the operand.</summary>
    public void AddTo(T[] flows, int w, T adjoint)
    {
        var (start, end) = (Start(w), _records[w].End);
        var operands = _operands.AsSpan(start, end - start);
        var slopes = _slopes.AsSpan(start, operands.Length);
        for (var k = 0; k < operands.Length; k++)
        {
            ref var flow = ref flows[operands[k]];
            flow = T.MultiplyAddEstimate(adjoint, slopes[k], flow);
        }
    }

    public void Clear() => (_count, _operandCount) = (0, 0);

    private int Start(int w) => w == 0 ? 0 : _records[w - 1].End;
}
