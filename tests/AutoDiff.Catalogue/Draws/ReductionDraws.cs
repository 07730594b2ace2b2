using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Draws of operations that reduce axes or scan along one: all axes, some or one, kept or dropped, counted from either end.</summary>
internal static class ReductionDraws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Dictionary<string, Func<Dice<T>, Sample<T>>> Table => new()
    {
        ["sum"] = d => OverAxes(d, empty: true), ["prod"] = d => OverAxes(d, empty: true), ["mean"] = d => OverAxes(d), ["amax"] = d => OverAxes(d), ["amin"] = d => OverAxes(d), ["logsumexp"] = d => OverAxes(d),
        ["max_all"] = d => Draws<T>.Call(d, Domain.Usual, [d.Shape(empty: false)]), ["var"] = d => Spread(d), ["std"] = d => Spread(d), ["std_mean"] = d => Spread(d), ["norm"] = Norm,
        ["sum_to"] = d =>
        {
            var shape = d.Shape();
            return Draws<T>.Call(d, Domain.Usual, [shape], new { shape = d.Part(shape) });
        },
        ["median"] = d => d.OneIn(4) ? Draws<T>.Call(d, Domain.Usual, [d.Shape(empty: false)]) : Along(d, keeps: true),
        ["quantile"] = d => Along(d, shape => new { q = d.Pick(0, 1, d.Real(0, 1)), dim = d.Axis(shape.Length), keepdim = d.OneIn(2) }),
        ["max_dim"] = d => Along(d, keeps: true), ["min_dim"] = d => Along(d, keeps: true), ["softmax"] = d => Along(d), ["log_softmax"] = d => Along(d), ["cumsum"] = d => Along(d, empty: true), ["cumprod"] = d => Along(d),
        ["logcumsumexp"] = d => Along(d), ["cummax"] = d => Along(d), ["cummin"] = d => Along(d),
        ["sort"] = d => Along(d, shape => new { dim = d.Axis(shape.Length), descending = d.OneIn(2) }),
        ["topk"] = d => Along(d, shape =>
        {
            var dim = d.Axis(shape.Length);
            return new { k = d.Between(1, shape[(dim + shape.Length) % shape.Length]), dim, largest = d.OneIn(2) };
        }),
        ["normalize"] = d => Along(d, shape => new { dim = d.Axis(shape.Length), p = d.Pick(1.0, 2.0, 3.0) }, new Domain(-1.5, 1.5, 0.2)),
        ["glu"] = d =>
        {
            var shape = d.Shape(1);
            var dim = d.Axis(shape.Length);
            shape[(dim + shape.Length) % shape.Length] = 2 * d.Between(1, 2);
            return Draws<T>.Call(d, Domain.Usual, [shape], new { dim });
        },
        ["trapezoid"] = d =>
        {
            var shape = d.Shape(1, empty: false);
            var dim = d.Axis(shape.Length);
            if (d.OneIn(2)) return Draws<T>.Call(d, Domain.Usual, [shape], new { dx = d.Real(0.1, 2), dim });
            return Draws<T>.Call(d, Domain.Usual, [shape, shape], new { dim });
        },
        ["linear_recurrence"] = d =>
        {
            var shape = d.Shape(1, 3);
            return Draws<T>.Call(d, Domain.Usual, [shape, shape], new { dim = d.Axis(shape.Length), reverse = d.OneIn(2) });
        },
    };

    private static Sample<T> OverAxes(Dice<T> dice, bool empty = false) => Over(dice, dice.Shape(empty: empty), (dim, keepdim) => dim is null ? new { keepdim } : new { dim, keepdim });

    private static Sample<T> Spread(Dice<T> dice)
    {
        // More than one element along any axis, so that there is a spread.
        var shape = Array.ConvertAll(dice.Shape(1, 3, empty: false), axis => axis + 1);
        var unbiased = dice.OneIn(2);
        return Over(dice, shape, (dim, keepdim) => dim is null ? new { unbiased, keepdim } : new { unbiased, dim, keepdim });
    }

    private static Sample<T> Norm(Dice<T> dice)
    {
        object ord = dice.Pick<object>(0, 1, 2, 3, 0.5, -1.5, "Infinity", "-Infinity", 2.7);
        return Over(dice, dice.Shape(empty: false), (dim, keepdim) => dim is null ? new { ord, keepdim } : new { ord, dim, keepdim }, new Domain(-1.5, 1.5, 0.2));
    }

    private static Sample<T> Over(Dice<T> dice, int[] shape, Func<int[]?, bool, object> attributes, Domain? domain = null)
        => Draws<T>.Call(dice, domain ?? Domain.Usual, [shape], attributes(shape.Length == 0 || dice.OneIn(4) ? null : dice.Axes(shape.Length), dice.OneIn(2)));

    private static Sample<T> Along(Dice<T> dice, bool keeps = false, bool empty = false)
    {
        var shape = dice.Shape(1, empty: empty);
        var (dim, keepdim) = (dice.Axis(shape.Length), dice.OneIn(2));
        return Draws<T>.Call(dice, Domain.Usual, [shape], keeps ? new { dim, keepdim } : new { dim });
    }

    private static Sample<T> Along(Dice<T> dice, Func<int[], object> attributes, Domain? domain = null)
    {
        var shape = dice.Shape(1, empty: false);
        return Draws<T>.Call(dice, domain ?? Domain.Usual, [shape], attributes(shape));
    }
}
