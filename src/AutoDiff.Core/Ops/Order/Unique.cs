namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>The different elements of x in ascending order; for each element of x which of them it is; and how often each comes. Constants.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>Values and counts as vectors, the inverse of the shape of x. All NaNs are one element, the last.</returns>
    /// <exception cref="NotSupportedException">A function is being compiled: the shape of the result depends on values.</exception>
    /// <exception cref="NotSupportedException">The type of element has no order.</exception>
    public static (Tensor<T> Values, Tensor<int> Inverse, Tensor<int> Counts) Unique<T>(Tensor<T> x) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        DependsOnValues("unique");
        var elements = x.ToArray();
        var (order, inverse) = (new int[elements.Length], new int[elements.Length]);
        LineSort.Run<T>(elements, 1, descending: false, order);
        var (values, counts) = (new List<T>(), new List<int>());
        for (var k = 0; k < order.Length; k++)
        {
            var isNew = k == 0 || SortKey.Of(elements[order[k]]) != SortKey.Of(elements[order[k - 1]]);
            if (isNew) values.Add(elements[order[k]]);
            if (isNew) counts.Add(0);
            counts[^1]++;
            inverse[order[k]] = values.Count - 1;
        }

        return (From(values.ToArray()), From(inverse, x.Shape), From(counts.ToArray()));
    }

    /// <summary>Refuses an operation whose result has a shape that depends on values where a function is being compiled: it could not be repeated on other values.</summary>
    internal static void DependsOnValues(string op)
    {
        if (Context.Current.Instructions is not null)
            throw new NotSupportedException($"{op}: the shape of its result depends on values, so it cannot be part of a compiled function; use a mask instead (Where, MaskedFill).");
    }
}
