using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Random choices for calls: shapes, axes, numbers of a domain, and how they lie in memory. The same seed gives the same choices.</summary>
public sealed class Dice<T>(int seed) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Random _random = new(seed);

    /// <summary>An integer from low to high, both included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);

    /// <summary>A number from low to high.</summary>
    public double Real(double low, double high) => low + (high - low) * _random.NextDouble();

    /// <summary>True once in so many times.</summary>
    public bool OneIn(int times) => _random.Next(times) == 0;

    /// <summary>One of several.</summary>
    public C Pick<C>(params ReadOnlySpan<C> choices) => choices[_random.Next(choices.Length)];

    /// <summary>A few small axes; now and then one of them is empty, where that is allowed.</summary>
    public int[] Shape(int fewest = 0, int most = 4, bool empty = true)
    {
        var axes = new int[Between(fewest, most)];
        for (var k = 0; k < axes.Length; k++) axes[k] = empty && OneIn(30) ? 0 : Between(1, axes.Length > 2 ? 2 : 4);
        return axes;
    }

    /// <summary>A shape that broadcasts to another: some axes are 1, leading ones are missing.</summary>
    public int[] Part(ReadOnlySpan<int> whole)
    {
        var part = whole[(OneIn(3) ? Between(0, whole.Length) : 0)..].ToArray();
        for (var k = 0; k < part.Length; k++) part[k] = OneIn(4) ? 1 : part[k];
        return part;
    }

    /// <summary>An axis, counted from the start or, negative, from the end.</summary>
    public int Axis(int rank) => Between(-rank, rank - 1);

    /// <summary>One axis or several, none twice, in any order, counted from either end.</summary>
    public int[] Axes(int rank)
    {
        var order = Order(rank);
        return [.. order[..Between(1, rank)].Select(axis => OneIn(3) ? axis - rank : axis)];
    }

    /// <summary>All axes in any order.</summary>
    public int[] Order(int rank)
    {
        int[] order = [.. Enumerable.Range(0, rank)];
        _random.Shuffle(order);
        return order;
    }

    /// <summary>Indices below a length.</summary>
    public Tensor<int> Indices(Shape shape, int length) => Tensor.From([.. Enumerable.Range(0, shape.Size).Select(_ => Between(0, length - 1))], shape);

    /// <summary>A mask.</summary>
    public Tensor<bool> Mask(Shape shape) => Tensor.From([.. Enumerable.Range(0, shape.Size).Select(_ => OneIn(2))], shape);

    /// <summary>Numbers of a domain in any layout, none of them on purpose equal to another: for matrices of full rank.</summary>
    public Tensor<T> Distinct(Domain domain, Shape shape) => Lay(Array.ConvertAll(new T[shape.Size], _ => T.CreateTruncating(Number(domain, false, 0))), shape, 2);

    /// <summary>Numbers of a domain in any layout; now and then round ones, which meet kinks and ties, or numbers a hair away from those.</summary>
    public Tensor<T> Numbers(Domain domain, Shape shape)
    {
        var (round, near) = (OneIn(8), OneIn(16));
        return Lay(Array.ConvertAll(new T[shape.Size], _ => T.CreateTruncating(Number(domain, round || near, near ? 1e-7 : 0))), shape);
    }

    /// <summary>Elements laid in memory in any way; in the last kind one slice stands for all of an axis.</summary>
    public Tensor<T> Lay(T[] elements, Shape shape, int kinds = 3)
    {
        var x = Tensor.From(elements, shape);
        if (shape.Rank == 0 || shape.Size == 0) return x;
        var axis = Between(0, shape.Rank - 1);
        switch (Between(0, kinds + 3))
        {
            // The axes are stored in another order.
            case 0:
                var order = Order(shape.Rank);
                var back = new int[order.Length];
                for (var k = 0; k < order.Length; k++) back[order[k]] = k;
                return Copy(x.Permute(order)).Permute(back);

            // Stored backwards along an axis.
            case 1:
                return Copy(x.Flip(axis)).Flip(axis);

            // Every second element of an axis, with others between.
            case 2:
                var spread = new int[shape.Rank + 1];
                shape.Axes[..(axis + 1)].CopyTo(spread);
                spread[axis + 1] = 2;
                shape.Axes[(axis + 1)..].CopyTo(spread.AsSpan(axis + 2));
                return Copy(x.Unsqueeze(axis + 1).BroadcastTo(spread)).Select(axis + 1, 1);

            // One slice of an axis repeated: the elements change, the shape does not.
            case 3 when kinds == 3:
                return Copy(x.Narrow(axis, 0, 1)).BroadcastTo(shape);
            default:
                return x;
        }
    }

    private static Tensor<T> Copy(Tensor<T> x) => Tensor.From(x.ToArray(), x.Shape);

    private double Number(Domain domain, bool round, double hair)
    {
        while (true)
        {
            var x = Real(domain.Low, domain.High);
            if (round) x = Math.Clamp(Math.Round(2 * x) / 2 + hair * Real(-1, 1), domain.Low, domain.High);

            // The hole of the usual domain is about a kink, where conventions hold; wider ones are about poles.
            if (Math.Abs(x) >= domain.Hole || domain.Hole <= Domain.Usual.Hole) return x;
        }
    }
}
