namespace AutoDiff;

/// <summary>An equation of Einstein's summation convention, read for operands of given shapes.</summary>
/// <remarks>An index is a number: the code of its letter, or -1, -2, ... for the axes that an ellipsis stands for, counted from its end.</remarks>
internal sealed class EinsumEquation
{
    private readonly string _text;
    private readonly Dictionary<int, int> _lengths = [];

    private EinsumEquation(string text, ReadOnlySpan<Shape> shapes)
    {
        _text = text;
        var sides = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).Split("->");
        if (sides.Length > 2) throw Refused("must have one arrow at most");
        var operands = sides[0].Split(',');
        if (operands.Length != shapes.Length) throw Refused($"has {operands.Length} operands, got {shapes.Length} tensors");
        Inputs = new int[operands.Length][];
        for (var k = 0; k < operands.Length; k++) Inputs[k] = ReadOperand(operands[k], shapes[k], k);
        Output = sides.Length == 2 ? ReadOutput(sides[1]) : ImpliedOutput();
    }

    /// <summary>The indices of each operand, one for each of its axes.</summary>
    public int[][] Inputs { get; }

    /// <summary>The indices of the result.</summary>
    public int[] Output { get; }

    /// <summary>Reads an equation such as "bij,bjk->bik".</summary>
    /// <exception cref="ArgumentException">It is not one.</exception>
    /// <exception cref="ShapeException">The shapes do not fit it.</exception>
    public static EinsumEquation Read(string text, ReadOnlySpan<Shape> shapes) => new(text, shapes);

    /// <summary>How far an index runs.</summary>
    public int Length(int index) => _lengths[index];

    private int[] ReadOperand(string letters, Shape shape, int operand)
    {
        var named = ReadLetters(letters, out var ellipsis);
        var hidden = shape.Rank - named.Length;
        if (hidden < 0 || (hidden > 0 && ellipsis < 0))
            throw new ShapeException($"einsum: operand {operand} of '{_text}' has {named.Length} indices, got shape {shape} with {shape.Rank} axes.");
        var indices = Spread(named, ellipsis, hidden);
        for (var axis = 0; axis < indices.Length; axis++)
        {
            var (index, length) = (indices[axis], shape[axis]);
            if (!_lengths.TryGetValue(index, out var known) || (index < 0 && known == 1)) _lengths[index] = length;
            else if (known != length && !(index < 0 && length == 1))
                throw new ShapeException($"einsum: index {Name(index)} of '{_text}' has length {known} and, in operand {operand} of shape {shape}, {length}.");
        }

        return indices;
    }

    private int[] ReadOutput(string letters)
    {
        var named = ReadLetters(letters, out var ellipsis);
        foreach (var index in named)
        {
            if (!_lengths.ContainsKey(index)) throw Refused($"has the index {Name(index)} in its result but in no operand");
            if (Array.IndexOf(named, index) != Array.LastIndexOf(named, index)) throw Refused($"has the index {Name(index)} twice in its result");
        }

        return Spread(named, ellipsis, ellipsis < 0 ? 0 : _lengths.Keys.Count(index => index < 0));
    }

    /// <summary>Without an arrow: what the ellipsis stands for, then the letters that occur once, in alphabetical order.</summary>
    private int[] ImpliedOutput()
    {
        var all = Inputs.SelectMany(indices => indices).ToList();
        var once = _lengths.Keys.Where(index => index >= 0 && all.Count(other => other == index) == 1).Order().ToArray();
        return Spread(once, 0, _lengths.Keys.Count(index => index < 0));
    }

    /// <summary>The letters without the ellipsis, and where it stood; -1 where there is none.</summary>
    private int[] ReadLetters(string letters, out int ellipsis)
    {
        ellipsis = letters.IndexOf("...", StringComparison.Ordinal);
        if (ellipsis >= 0) letters = letters.Remove(ellipsis, 3);
        foreach (var letter in letters)
        {
            if (!char.IsAsciiLetter(letter)) throw Refused($"may have letters, commas, an arrow and one ellipsis for each operand, not '{letter}'");
        }

        return [.. letters.Select(letter => (int)letter)];
    }

    private static int[] Spread(int[] named, int ellipsis, int hidden)
        => hidden == 0 ? named : [.. named[..ellipsis], .. Enumerable.Range(-hidden, hidden), .. named[ellipsis..]];

    private static string Name(int index) => index < 0 ? $"{index} of the ellipsis" : $"{(char)index}";

    private ArgumentException Refused(string what) => new($"einsum: the equation '{_text}' {what}.");
}
