namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Σ f(x), the sum of an elementwise rule over all elements: what most losses are, in one pass over memory each way.</summary>
    /// <param name="rule">The function and its derivative.</param>
    /// <param name="x">Any shape.</param>
    /// <returns>A scalar; 0 for an empty tensor.</returns>
    /// <remarks>The values are never stored; the reverse computes them again. Derivatives of higher order are those of Sum(Map(rule, x)).</remarks>
    public static Tensor<T> MapSum<R, T>(R rule, Tensor<T> x) where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(x);
        return Fused.Apply(new MapSumRule<R>(rule), x);
    }

    /// <summary>Σ f(a, b), the sum of an elementwise rule of 2 inputs over all elements.</summary>
    /// <param name="rule">The function and its derivative.</param>
    /// <param name="a">A shape that broadcasts with the other.</param>
    /// <param name="b">A shape that broadcasts with the other.</param>
    /// <returns>A scalar; 0 where there are no elements.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <inheritdoc cref="MapSum{R, T}(R, Tensor{T})" path="/remarks"/>
    public static Tensor<T> MapSum<R, T>(R rule, Tensor<T> a, Tensor<T> b) where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        return Fused.Apply(new MapSumRule2<R>(rule, Shape.Broadcast(a.Shape, b.Shape, OpName.Of<R>())), a, b);
    }

    /// <summary>Σ f(a, b, c), the sum of an elementwise rule of 3 inputs over all elements.</summary>
    /// <param name="rule">The function and its derivative.</param>
    /// <param name="a">A shape that broadcasts with the others.</param>
    /// <param name="b">A shape that broadcasts with the others.</param>
    /// <param name="c">A shape that broadcasts with the others.</param>
    /// <returns>A scalar; 0 where there are no elements.</returns>
    /// <exception cref="ShapeException">The shapes do not broadcast.</exception>
    /// <inheritdoc cref="MapSum{R, T}(R, Tensor{T})" path="/remarks"/>
    public static Tensor<T> MapSum<R, T>(R rule, Tensor<T> a, Tensor<T> b, Tensor<T> c) where R : struct, IRule3 where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        return Fused.Apply(new MapSumRule3<R>(rule, Shape.Broadcast(Shape.Broadcast(a.Shape, b.Shape, OpName.Of<R>()), c.Shape, OpName.Of<R>())), a, b, c);
    }
}

/// <summary>Σ f(x): a kernel whose result is repeated along all axes gets the sum.</summary>
internal readonly record struct MapSumRule<R>(R Rule) : IFused where R : struct, IRule
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        saved = null;
        var y = Tensor<T>.Uninitialized([]);
        Elementwise.Run(new ValueKernel<R, T>(Rule), xs[0].Shape, xs, [y]);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (adjoints.Needs(0)) MapSums.One(adjoints, new SumChainKernel<R, T>(Rule), xs[0].Shape, 0, xs, g, xs[0]);
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Sum(Elementwise.Map(Rule, xs[0]));
}

/// <summary>Σ f(a, b).</summary>
internal readonly record struct MapSumRule2<R>(R Rule, Shape Shape) : IFused where R : struct, IRule2
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        saved = null;
        var y = Tensor<T>.Uninitialized([]);
        Elementwise.Run(new ValueKernel2<R, T>(Rule), Shape, xs, [y]);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (adjoints.Needs(0) && adjoints.Needs(1))
        {
            var (a, b) = (adjoints.New(xs[0].Shape), adjoints.New(xs[1].Shape));
            Elementwise.Run(new SumReverseKernel2<R, T>(Rule), Shape, [g, xs[0], xs[1]], [a, b]);
            adjoints.Add(0, a);
            adjoints.Add(1, b);
        }
        else if (adjoints.Needs(0)) MapSums.One(adjoints, new SumChainKernel2<R, PlaceA, T>(Rule), Shape, 0, xs, g, xs[0], xs[1]);
        else MapSums.One(adjoints, new SumChainKernel2<R, PlaceB, T>(Rule), Shape, 1, xs, g, xs[0], xs[1]);
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Sum(Elementwise.Map(Rule, xs[0], xs[1]));
}

/// <summary>Σ f(a, b, c).</summary>
internal readonly record struct MapSumRule3<R>(R Rule, Shape Shape) : IFused where R : struct, IRule3
{
    public Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        saved = null;
        var y = Tensor<T>.Uninitialized([]);
        Elementwise.Run(new ValueKernel3<R, T>(Rule), Shape, xs, [y]);
        return y;
    }

    public void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (adjoints.Needs(0) && adjoints.Needs(1) && adjoints.Needs(2))
        {
            var (a, b, c) = (adjoints.New(xs[0].Shape), adjoints.New(xs[1].Shape), adjoints.New(xs[2].Shape));
            Elementwise.Run(new SumReverseKernel3<R, T>(Rule), Shape, [g, xs[0], xs[1], xs[2]], [a, b, c]);
            adjoints.Add(0, a);
            adjoints.Add(1, b);
            adjoints.Add(2, c);
            return;
        }

        if (adjoints.Needs(0)) MapSums.One(adjoints, new SumChainKernel3<R, PlaceA, T>(Rule), Shape, 0, xs, g, xs[0], xs[1], xs[2]);
        if (adjoints.Needs(1)) MapSums.One(adjoints, new SumChainKernel3<R, PlaceB, T>(Rule), Shape, 1, xs, g, xs[0], xs[1], xs[2]);
        if (adjoints.Needs(2)) MapSums.One(adjoints, new SumChainKernel3<R, PlaceC, T>(Rule), Shape, 2, xs, g, xs[0], xs[1], xs[2]);
    }

    public Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T> => Tensor.Sum(Elementwise.Map(Rule, xs[0], xs[1], xs[2]));
}

/// <summary>What the sums of rules share.</summary>
internal static class MapSums
{
    /// <summary>Adds the adjoint of one input, in its own shape.</summary>
    public static void One<K, T>(Adjoints<T> adjoints, K kernel, Shape shape, int place, ReadOnlySpan<Tensor<T>> xs, params ReadOnlySpan<Tensor<T>> operands)
        where K : struct, IKernel<T> where T : unmanaged, IFloatingPointIeee754<T>
    {
        var adjoint = adjoints.New(xs[place].Shape);
        Elementwise.Run(kernel, shape, operands, [adjoint]);
        adjoints.Add(place, adjoint);
    }
}
