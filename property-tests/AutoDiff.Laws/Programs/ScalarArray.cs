namespace AutoDiff.Laws;

/// <summary>A tensor as plain numbers with derivatives: what every operation does to it is written out element by element.</summary>
internal sealed class ScalarArray(int[] axes, Var<double>[] elements)
{
    public int[] Axes => axes;

    public Var<double>[] Elements => elements;

    public int Rank => axes.Length;

    /// <summary>The element at an index; an axis of length 1 repeats, leading ones are missing.</summary>
    public Var<double> At(ReadOnlySpan<int> index)
    {
        var flat = 0;
        for (var axis = 0; axis < axes.Length; axis++) flat = flat * axes[axis] + (axes[axis] == 1 ? 0 : index[index.Length - axes.Length + axis]);
        return elements[flat];
    }

    /// <summary>An array whose element at each index is a function of that index.</summary>
    public static ScalarArray Of(int[] axes, Func<int[], Var<double>> element)
    {
        var elements = new Var<double>[axes.Aggregate(1, (a, b) => a * b)];
        var index = new int[axes.Length];
        for (var flat = 0; flat < elements.Length; flat++)
        {
            elements[flat] = element(index);
            for (var axis = axes.Length - 1; axis >= 0 && ++index[axis] == axes[axis]; axis--) index[axis] = 0;
        }

        return new ScalarArray(axes, elements);
    }

    public ScalarArray Map(Func<Var<double>, Var<double>> f) => new(axes, Array.ConvertAll(elements, x => f(x)));

    /// <summary>Element with element, both broadcast.</summary>
    public static ScalarArray Zip(ScalarArray a, ScalarArray b, Func<Var<double>, Var<double>, Var<double>> f)
        => Of(Shape.Broadcast(a.Axes, b.Axes).ToArray(), index => f(a.At(index), b.At(index)));

    /// <summary>One number for each line along an axis, which stays with length 1.</summary>
    public ScalarArray Fold(int axis, Func<Var<double>, Var<double>, Var<double>> f)
        => Of(With(axis, 1), index =>
        {
            var at = (int[])index.Clone();
            var y = At(at);
            for (at[axis] = 1; at[axis] < axes[axis]; at[axis]++) y = f(y, At(at));
            return y;
        });

    /// <summary>The axes with another length for one of them.</summary>
    public int[] With(int axis, int length)
    {
        var changed = (int[])axes.Clone();
        changed[axis] = length;
        return changed;
    }
}
