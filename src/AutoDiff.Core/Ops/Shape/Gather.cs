namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Takes elements along an axis: y[i, j] = x[index[i, j], j] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape of at least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">As many axes as x; along the others not longer than x.</param>
    /// <returns>The shape of the index.</returns>
    /// <exception cref="ShapeException">The index does not fit x.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: x̄ is ȳ added back to where it was taken from; repeated elements add up.</remarks>
    public static Tensor<T> Gather<T>(Tensor<T> x, int axis, Tensor<int> index) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        return Linear.Apply(new GatherRule(new GatherPlaces("gather", x.Shape, axis, index)), x);
    }

    /// <summary>x with elements added along an axis: y[index[i, j], j] += source[i, j] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape of at least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">As many axes as x; along the others not longer than x. Repeated places add up.</param>
    /// <param name="source">The shape of the index.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The index does not fit x, or the source the index.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: x̄ = ȳ, and the adjoint of the source is ȳ gathered.</remarks>
    public static Tensor<T> ScatterAdd<T>(Tensor<T> x, int axis, Tensor<int> index, Tensor<T> source) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        if (source.Shape != index.Shape) throw new ShapeException($"scatter_add: the source must have the shape of the index, {index.Shape}, got {source.Shape}.");
        return Add(x, Linear.Apply(new ScatterRule(new GatherPlaces("scatter_add", x.Shape, axis, index)), source));
    }

    /// <summary>Takes whole slices along an axis: y[k, ...] = x[index[k], ...] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape of at least one axis.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">Shape [n]; repeats are allowed.</param>
    /// <returns>The shape of x with n along the axis.</returns>
    /// <exception cref="ShapeException">The index is not a vector.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: x̄ is ȳ added back to where it was taken from.</remarks>
    public static Tensor<T> IndexSelect<T>(Tensor<T> x, int axis, Tensor<int> index) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        var at = x.Shape.Axis(axis, "index_select");
        if (index.Rank != 1) throw new ShapeException($"index_select: the index must be a vector, got shape {index.Shape}.");
        var axes = x.Shape.ToArray();
        axes[at] = index.Length;
        var column = new int[x.Rank];
        Array.Fill(column, 1);
        column[at] = index.Length;
        return Linear.Apply(new GatherRule(new GatherPlaces("index_select", x.Shape, at, index.Reshape((Shape)column).BroadcastTo(axes))), x);
    }
}

/// <summary>Where each element of an index of positions along one axis points to in contiguous data.</summary>
internal sealed class GatherPlaces
{
    private readonly int[] _places;

    public GatherPlaces(string op, Shape source, int axis, Tensor<int> index)
    {
        if (source.Rank == 0) throw new ShapeException($"{op}: a tensor with at least one axis is required, got a scalar.");
        var at = source.Axis(axis, op);
        var fits = index.Rank == source.Rank;
        for (var k = 0; fits && k < source.Rank; k++) fits = k == at || index.Shape[k] <= source[k];
        if (!fits) throw new ShapeException($"{op}: the index must have as many axes as x and be no longer outside axis {at}, got index {index.Shape} for x {source}.");
        (Source, Index) = (source, index.Shape);
        _places = index.ToArray();
        var strides = source.ContiguousStrides();
        Span<int> position = stackalloc int[source.Rank];
        for (var e = 0; e < _places.Length; e++)
        {
            var chosen = _places[e];
            if (chosen < 0 || chosen >= source[at]) throw new ArgumentOutOfRangeException(nameof(index), chosen, $"{op}: index {chosen} lies outside axis {at} of shape {source}.");
            var place = chosen * strides[at];
            for (var k = 0; k < position.Length; k++)
            {
                if (k != at) place += position[k] * strides[k];
            }

            _places[e] = place;
            for (var k = position.Length - 1; k >= 0 && ++position[k] == index.Shape[k]; k--) position[k] = 0;
        }
    }

    public Shape Source { get; }

    public Shape Index { get; }

    public ReadOnlySpan<int> Places => _places;
}

/// <summary>Gather ↔ scatter-add.</summary>
internal readonly record struct GatherRule(GatherPlaces Places) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Places.Index);
        var from = x.Contiguous().Span;
        var to = y.WritableSpan;
        var places = Places.Places;
        for (var e = 0; e < to.Length; e++) to[e] = from[places[e]];
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new ScatterRule(Places), g);
}

/// <summary>Scatter-add ↔ gather.</summary>
internal readonly record struct ScatterRule(GatherPlaces Places) : ILinear
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Places.Source);
        var from = x.Contiguous().Span;
        var to = y.WritableSpan;
        var places = Places.Places;
        to.Clear();
        for (var e = 0; e < from.Length; e++) to[places[e]] += from[e];
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Apply(new GatherRule(Places), g);
}
