using System.Buffers;

namespace AutoDiff.Kernels;

/// <summary>Sorts keys by their digits of eight bits, the lowest first: a few passes of constant cost, each of them stable.</summary>
/// <remarks>Source: Knuth, "The Art of Computer Programming" 3, section 5.2.5. A digit that is the same in all keys costs no pass.</remarks>
internal static class RadixSort
{
    /// <summary>positions = the places of the keys in ascending order. The keys are spoilt.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="digits">How many digits they have at most.</param>
    /// <param name="positions">One for each key.</param>
    public static void Run(Span<ulong> keys, int digits, Span<int> positions)
    {
        var count = keys.Length;
        var rentedKeys = ArrayPool<ulong>.Shared.Rent(count);
        var rentedPositions = ArrayPool<int>.Shared.Rent(count);
        var otherKeys = rentedKeys.AsSpan(0, count);
        var otherPositions = rentedPositions.AsSpan(0, count);
        Span<int> counts = stackalloc int[digits * 256];
        Count(keys, digits, counts);
        for (var k = 0; k < count; k++) positions[k] = k;
        var isThere = false;
        for (var digit = 0; digit < digits; digit++)
        {
            var places = counts.Slice(digit * 256, 256);
            if (places[(byte)(keys[0] >> (8 * digit))] == count) continue;
            var sum = 0;
            for (var d = 0; d < 256; d++) (places[d], sum) = (sum, sum + places[d]);
            if (isThere) Move(otherKeys, otherPositions, keys, positions, 8 * digit, places);
            else Move(keys, positions, otherKeys, otherPositions, 8 * digit, places);
            isThere = !isThere;
        }

        if (isThere) otherPositions.CopyTo(positions);
        ArrayPool<ulong>.Shared.Return(rentedKeys);
        ArrayPool<int>.Shared.Return(rentedPositions);
    }

    /// <summary>Each key goes to the next free place of its digit.</summary>
    private static void Move(ReadOnlySpan<ulong> fromKeys, ReadOnlySpan<int> fromPositions, Span<ulong> toKeys, Span<int> toPositions, int shift, Span<int> places)
    {
        for (var k = 0; k < fromKeys.Length; k++)
        {
            var place = places[(byte)(fromKeys[k] >> shift)]++;
            (toKeys[place], toPositions[place]) = (fromKeys[k], fromPositions[k]);
        }
    }

    /// <summary>How often each value of each digit comes, for all digits in one pass.</summary>
    private static void Count(ReadOnlySpan<ulong> keys, int digits, Span<int> counts)
    {
        counts.Clear();
        foreach (var key in keys)
        {
            for (var digit = 0; digit < digits; digit++) counts[digit * 256 + (byte)(key >> (8 * digit))]++;
        }
    }
}
