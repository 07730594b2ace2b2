using System.Globalization;
using System.Numerics;
using CsvHelper;
using CsvHelper.Configuration;

namespace AutoDiff.NN.Csv;

/// <summary>A table of comma-separated values with a header row, read as text and turned into numbers column by column.</summary>
/// <remarks>
/// Quotes and line breaks within quotes are those of RFC 4180. Numbers are written as in English, whatever the culture of the machine. Every row must have as many fields as
/// the header; empty lines are passed over.
/// </remarks>
/// <example><code>
/// var table = CsvTable.Read("iris.csv");
/// var inputs = table.Numbers&lt;float&gt;("sepal length", "sepal width", "petal length", "petal width");
/// var (labels, classes) = table.Classes("species");
/// var data = new Dataset&lt;float&gt;(inputs.ToArray(), labels.ToArray(), [4]);
/// </code></example>
public sealed class CsvTable
{
    private readonly string _path;
    private readonly string[] _columns;
    private readonly List<(int Line, string[] Fields)> _rows = [];

    private CsvTable(string path, TextReader text, char separator)
    {
        _path = path;
        var settings = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator.ToString(), BadDataFound = null, Mode = CsvMode.RFC4180 };
        try
        {
            using var parser = new CsvParser(text, settings);
            if (!parser.Read()) throw Refuse(1, 1, "a header row is required, but the file is empty");
            _columns = Fields(parser);
            for (var k = 0; k < _columns.Length; k++)
            {
                _columns[k] = _columns[k].Trim();
                if (Array.IndexOf(_columns, _columns[k]) < k) throw Refuse(1, k + 1, $"the name '{_columns[k]}' occurs twice in the header");
            }

            while (parser.Read())
            {
                // The parser counts the line in which a row ends; breaks within quotes lead back to where it begins.
                var line = parser.RawRow - parser.RawRecord.AsSpan().Trim("\r\n").Count('\n');
                if (parser.Count != _columns.Length) throw Refuse(line, Math.Min(parser.Count, _columns.Length) + 1, $"{_columns.Length} fields are required, got {parser.Count}");
                _rows.Add((line, Fields(parser)));
            }
        }
        catch (CsvHelperException error)
        {
            throw new InvalidDataException($"csv: {path}: {error.Message.Split('\n')[0].TrimEnd()}", error);
        }
    }

    /// <summary>The names in the header.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>How many rows there are, the header not counted.</summary>
    public int Count => _rows.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">In UTF-8.</param>
    /// <param name="separator">Between fields.</param>
    /// <exception cref="InvalidDataException">It has no header, a row has another number of fields, or a name occurs twice; the message says in which line and column.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CsvTable Read(string path, char separator = ',')
    {
        using var reader = new StreamReader(path);
        return new CsvTable(path, reader, separator);
    }

    /// <summary>Reads a text.</summary>
    /// <inheritdoc cref="Read"/>
    public static CsvTable Parse(string text, char separator = ',')
    {
        using var reader = new StringReader(text);
        return new CsvTable("text", reader, separator);
    }

    /// <summary>Columns as numbers.</summary>
    /// <param name="columns">Their names; none for all columns.</param>
    /// <returns>Shape [rows, columns].</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A field is no number; the message says in which line and column. NaN and infinities are numbers when spelled so.</exception>
    public Tensor<T> Numbers<T>(params ReadOnlySpan<string> columns) where T : unmanaged, INumber<T>
    {
        var places = new int[columns.IsEmpty ? _columns.Length : columns.Length];
        for (var k = 0; k < places.Length; k++) places[k] = columns.IsEmpty ? k : Place(columns[k]);
        var numbers = new T[Count * places.Length];
        var next = 0;
        foreach (var (line, fields) in _rows)
        {
            foreach (var place in places)
            {
                if (!T.TryParse(fields[place], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[next++]))
                    throw Refuse(line, place + 1, $"'{_columns[place]}' must be a number, got '{fields[place]}'");
            }
        }

        return Tensor.Wrap(numbers, [Count, places.Length]);
    }

    /// <summary>A column as text.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string[] Text(string column)
    {
        var place = Place(column);
        return [.. _rows.Select(row => row.Fields[place])];
    }

    /// <summary>A column of words as classes, numbered in the order of the words.</summary>
    /// <param name="column">The name.</param>
    /// <param name="classes">The known classes, for a table of other samples; null for those that occur.</param>
    /// <returns>The number of the class of each row, shape [rows], and the words.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A word is none of the known classes; the message says in which line and column.</exception>
    public (Tensor<int> Labels, IReadOnlyList<string> Classes) Classes(string column, IReadOnlyList<string>? classes = null)
    {
        var place = Place(column);
        classes ??= [.. _rows.Select(row => row.Fields[place]).Distinct().Order(StringComparer.Ordinal)];
        var numbers = classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        var labels = new int[Count];
        for (var k = 0; k < labels.Length; k++)
        {
            if (!numbers.TryGetValue(_rows[k].Fields[place], out labels[k]))
                throw Refuse(_rows[k].Line, place + 1, $"'{column}' must be one of {string.Join(", ", classes)}, got '{_rows[k].Fields[place]}'");
        }

        return (Tensor.Wrap(labels, [Count]), classes);
    }

    private static string[] Fields(CsvParser parser)
    {
        var fields = new string[parser.Count];
        for (var k = 0; k < fields.Length; k++) fields[k] = parser[k];
        return fields;
    }

    private int Place(string column)
    {
        var place = Array.IndexOf(_columns, column);
        return place >= 0 ? place : throw new ArgumentException($"csv: {_path} has no column '{column}'; there are {string.Join(", ", _columns)}.", nameof(column));
    }

    private InvalidDataException Refuse(int line, int column, string what) => new($"csv: {_path}, line {line}, column {column}: {what}.");
}
