namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Takes whole slices along an axis: y[k, ...] = x[index[k], ...] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">Shape [n]; repeats are allowed.</param>
    /// <returns>The shape of x with n along the axis.</returns>
    /// <exception cref="ShapeException">The index is not a vector.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: ȳ is added back to where it was taken from, slice by slice, in place.</remarks>
    public static Tensor<T> IndexSelect<T>(Tensor<T> x, int axis, Tensor<int> index) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        var at = x.Shape.Axis(axis, "index_select");
        if (index.Rank != 1) throw new ShapeException($"index_select: the index must be a vector, got shape {index.Shape}; use TakeRows or Gather.");
        return Pick.Apply(new IndexSelectRule("index_select", x.Shape, at, index.Contiguous()), x);
    }

    /// <summary>Looks up rows of a table: y[i, j, ...] = x[index[i, j], ...], an embedding.</summary>
    /// <param name="x">Shape [n, ...]: n rows of any shape.</param>
    /// <param name="index">Any shape; repeats are allowed.</param>
    /// <returns>The shape of the index, followed by that of a row.</returns>
    /// <exception cref="ShapeException">x is a scalar.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the table.</exception>
    /// <remarks>vjp: each row of ȳ is added to its row of x̄, in place.</remarks>
    public static Tensor<T> TakeRows<T>(Tensor<T> x, Tensor<int> index) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        if (x.Rank == 0) throw new ShapeException("take_rows: a tensor with at least one axis is required, got a scalar.");
        return Pick.Apply(new IndexSelectRule("take_rows", x.Shape, 0, index.Contiguous()), x);
    }

    /// <summary>Takes elements by their row-major positions in all of x, as if it were one vector.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="index">Any shape; repeats are allowed.</param>
    /// <returns>The shape of the index.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside x.</exception>
    /// <remarks>vjp: ȳ is added back to where it was taken from.</remarks>
    public static Tensor<T> Take<T>(Tensor<T> x, Tensor<int> index) where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        var flat = x.Reshape(Shape.Create([x.Length]));
        return Pick.Apply(new IndexSelectRule("take", flat.Shape, 0, index.Contiguous()), flat);
    }

    /// <summary>x with slices added along an axis: y[index[k], ...] += scale · source[k, ...] for axis 0, and likewise for others.</summary>
    /// <param name="x">Any shape.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <param name="index">Shape [n]; repeated places add up, in order.</param>
    /// <param name="source">The shape of x with n along the axis.</param>
    /// <param name="scale">A factor for the source.</param>
    /// <returns>The shape of x.</returns>
    /// <exception cref="ShapeException">The index is not a vector, or the source does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or an index lies outside it.</exception>
    /// <remarks>vjp: x̄ = ȳ, and the adjoint of the source is the slices of ȳ, scaled.</remarks>
    public static Tensor<T> IndexAdd<T>(Tensor<T> x, int axis, Tensor<int> index, Tensor<T> source, double scale = 1) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(source);
        var at = x.Shape.Axis(axis, "index_add");
        if (index.Rank != 1) throw new ShapeException($"index_add: the index must be a vector, got shape {index.Shape}; use ScatterAdd.");
        var slices = new IndexSelectRule("index_add", x.Shape, at, index.Contiguous());
        if (source.Shape != slices.To) throw new ShapeException($"index_add: for x {x.Shape}, axis {at} and an index of length {index.Length} the source must have shape {slices.To}, got {source.Shape}.");
        return LinearMany.Apply(new IndexAddRule(slices), [x, scale == 1 ? source : Mul(source, scale)]);
    }
}

/// <summary>Whole slices chosen along an axis, which the axes of the index take the place of.</summary>
/// <param name="Name">The operation, for messages.</param>
/// <param name="From">The shape of x.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Index">Contiguous.</param>
internal readonly record struct IndexSelectRule(string Name, Shape From, int Axis, Tensor<int> Index) : IPick
{
    /// <summary>The shape of the result.</summary>
    public Shape To => [.. From.Axes[..Axis], .. Index.Shape.Axes, .. From.Axes[(Axis + 1)..]];

    public Tensor<T> Take<T>(Tensor<T> x) where T : unmanaged
    {
        var y = Tensor<T>.Uninitialized(To);
        Launch.Run(new TakeSlicesCall<T>(Name, From, Axis, Index.Shape), x.Contiguous(), Index, y);
        return y;
    }

    public void AddTo<T>(Tensor<T> target, Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T>
        => Launch.Run(new AddSlicesCall<T>(Name, From, Axis, Index.Shape), g.Contiguous(), Index, target);
}

/// <summary>Add slices at places, or take them from there.</summary>
internal readonly record struct IndexAddRule(IndexSelectRule Places) : ILinearMany
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var y = Tensor<T>.Uninitialized(Places.From);
        Launch.Copy(xs[0], y);
        Places.AddTo(y, xs[1]);
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g, int k) where T : unmanaged, IFloatingPointIeee754<T> => k == 0 ? g : Pick.Apply(Places, g);
}

/// <summary>Operands: x, index, y.</summary>
internal readonly record struct TakeSlicesCall<T>(string Op, Shape From, int Axis, Shape Index) : ICall where T : unmanaged
{
    public void Run(in Buffers buffers)
    {
        var lines = Lines.Along(From, Axis);
        var index = buffers.Span<int>(1, Index.Size);
        var outside = Slices.Take<T>(buffers.Span<T>(0, From.Size), lines.Outer, lines.Count, lines.Inner, index, buffers.Span<T>(2, lines.Number * index.Length));
        IndexErrors.ThrowIfOutside(outside, Op, index, Index, From, Axis);
    }
}

/// <summary>Operands: slices, index, the target, which is added to.</summary>
internal readonly record struct AddSlicesCall<T>(string Op, Shape From, int Axis, Shape Index) : ICall where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Run(in Buffers buffers)
    {
        var lines = Lines.Along(From, Axis);
        var index = buffers.Span<int>(1, Index.Size);
        var outside = Slices.Add<T>(buffers.Span<T>(0, lines.Number * index.Length), lines.Outer, lines.Count, lines.Inner, index, buffers.Span<T>(2, From.Size));
        IndexErrors.ThrowIfOutside(outside, Op, index, Index, From, Axis);
    }
}
