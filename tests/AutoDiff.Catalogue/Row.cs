using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>One operation: its golden name, the public methods behind it, how to call it, and calls at which its derivatives are checked.</summary>
public sealed class Row<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Creates a row of an operation with several results.</summary>
    /// <param name="name">The golden name; a name in the same style for an operation that the golden values lack.</param>
    /// <param name="covers">The public methods, by <c>nameof</c>.</param>
    /// <param name="apply">From a call to the results: numbers, indices or masks.</param>
    /// <param name="samples">Calls away from kinks; empty where there is nothing to differentiate.</param>
    public Row(string name, string[] covers, Func<Call<T>, Tensor[]> apply, params Sample<T>[] samples)
        => (Name, Covers, Apply, Samples) = (name, covers, apply, samples);

    /// <summary>Creates a row of an operation with one result.</summary>
    /// <inheritdoc cref="Row(string, string[], Func{Call{T}, Tensor[]}, Sample{T}[])"/>
    public Row(string name, string[] covers, Func<Call<T>, Tensor> apply, params Sample<T>[] samples)
        : this(name, covers, call => [apply(call)], samples)
    {
    }

    /// <summary>The golden name.</summary>
    public string Name { get; }

    /// <summary>The names of the public methods that the row exercises.</summary>
    public IReadOnlyList<string> Covers { get; }

    /// <summary>Calls the operation.</summary>
    public Func<Call<T>, Tensor[]> Apply { get; }

    /// <summary>Calls at which the derivatives are checked.</summary>
    public IReadOnlyList<Sample<T>> Samples { get; }

    /// <summary>The golden name.</summary>
    public override string ToString() => Name;
}
