using System.Text;

namespace AutoDiff.NN;

/// <summary>The characters of a text, each with a number, for models of text.</summary>
/// <remarks>Characters are Unicode code points, numbered in their order.</remarks>
public sealed class Vocabulary
{
    private readonly Rune[] _characters;
    private readonly Dictionary<Rune, int> _numbers = [];

    /// <summary>The vocabulary of the characters that occur in a text.</summary>
    public Vocabulary(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _characters = [.. text.EnumerateRunes().Distinct().Order()];
        for (var k = 0; k < _characters.Length; k++) _numbers.Add(_characters[k], k);
    }

    /// <summary>How many characters there are.</summary>
    public int Count => _characters.Length;

    /// <summary>All characters, in the order of their numbers: a vocabulary made from this is the same.</summary>
    public string Characters => string.Concat(_characters);

    /// <summary>The number of each character of a text.</summary>
    /// <exception cref="ArgumentException">A character is not in the vocabulary; the message says which, in which line and column.</exception>
    public int[] Encode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var numbers = new List<int>(text.Length);
        var (line, column) = (1, 1);
        foreach (var character in text.EnumerateRunes())
        {
            if (!_numbers.TryGetValue(character, out var number))
                throw new ArgumentException($"vocabulary: '{character}' (U+{character.Value:X4}) in line {line}, column {column} is none of the {Count} known characters.", nameof(text));
            numbers.Add(number);
            (line, column) = character.Value == '\n' ? (line + 1, 1) : (line, column + 1);
        }

        return [.. numbers];
    }

    /// <summary>The text of numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not in [0, Count).</exception>
    public string Decode(ReadOnlySpan<int> numbers)
    {
        var text = new StringBuilder(numbers.Length);
        foreach (var number in numbers)
        {
            if ((uint)number >= (uint)Count) throw new ArgumentOutOfRangeException(nameof(numbers), number, $"vocabulary: numbers must be in [0, {Count}), got {number}.");
            text.Append(_characters[number]);
        }

        return text.ToString();
    }
}

/// <summary>A text cut into stretches of equal length, whose labels are the characters that come next.</summary>
public sealed class TextDataset : IDataset<Batch<int>>
{
    private readonly int[] _numbers;
    private readonly int _length, _step;

    /// <summary>Cuts a text.</summary>
    /// <param name="numbers">The text, from <see cref="Vocabulary.Encode"/>.</param>
    /// <param name="length">Characters of a stretch.</param>
    /// <param name="step">From the start of one to that of the next; null for the length, so that no character is in two.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">The text is not longer than a stretch.</exception>
    public TextDataset(ReadOnlySpan<int> numbers, int length, int? step = null)
    {
        (_numbers, _length, _step) = (numbers.ToArray(), Require.Positive("text", length), Require.Positive("text", step ?? length, nameof(step)));
        if (_numbers.Length <= length) throw new ArgumentException($"text: more than {length} characters are required, got {_numbers.Length}.", nameof(numbers));
    }

    /// <inheritdoc/>
    public int Count => (_numbers.Length - 1 - _length) / _step + 1;

    /// <inheritdoc/>
    /// <remarks>Inputs and labels have shape [n, length].</remarks>
    public Batch<int> Gather(ReadOnlySpan<int> places)
    {
        var (inputs, labels) = (new int[places.Length * _length], new int[places.Length * _length]);
        for (var k = 0; k < places.Length; k++)
        {
            if ((uint)places[k] >= (uint)Count) throw new IndexOutOfRangeException($"text: there are {Count} stretches, got place {places[k]}.");
            var start = places[k] * _step;
            _numbers.AsSpan(start, _length).CopyTo(inputs.AsSpan(k * _length));
            _numbers.AsSpan(start + 1, _length).CopyTo(labels.AsSpan(k * _length));
        }

        return new Batch<int>(Tensor.Wrap(inputs, [places.Length, _length]), Tensor.Wrap(labels, [places.Length, _length]));
    }
}
