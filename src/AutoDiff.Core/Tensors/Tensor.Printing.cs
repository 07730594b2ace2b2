using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace AutoDiff;

[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class Tensor<T>
{
    private string DebuggerText => $"{typeof(T).Name}{Shape} {Summary(6)}";

    /// <summary>Shape, type and values; long axes are elided in the middle.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text, ToArray(), 0, 0, 6, multiline: true);
        return Rank == 0 ? text.ToString() : $"{typeof(T).Name}{Shape}{(Rank > 1 ? "\n" : " ")}{text}";
    }

    internal override string Summary(int limit)
    {
        var text = new StringBuilder();
        Write(text, ToArray(), 0, 0, limit, multiline: false);
        return text.ToString();
    }

    private static string Format(T value)
        => value is float or double or Half
            ? ((IFormattable)value).ToString("G6", CultureInfo.InvariantCulture)
            : value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString()!;

    private void Write(StringBuilder text, T[] values, int axis, int start, int limit, bool multiline)
    {
        if (axis == Rank)
        {
            text.Append(Format(values[start]));
            return;
        }

        var (length, stride) = (Shape[axis], 1);
        for (var inner = axis + 1; inner < Rank; inner++) stride *= Shape[inner];
        var separator = axis == Rank - 1 ? ", " : multiline ? ",\n" + new string(' ', axis + 1) : ", ";
        text.Append('[');
        for (var i = 0; i < length; i++)
        {
            if (i > 0) text.Append(separator);
            if (length > limit && i == limit / 2)
            {
                text.Append('…');
                i = length - limit / 2 - 1;
                continue;
            }

            Write(text, values, axis + 1, start + i * stride, limit, multiline);
        }

        text.Append(']');
    }
}
