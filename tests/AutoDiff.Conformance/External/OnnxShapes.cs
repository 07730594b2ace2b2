using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

internal static partial class OnnxOperations<T>
{
    private static void Shapes()
    {
        Add("Concat", c => Tensor.Concat<T>(c.All, c.Axis(0)));
        Add("Expand", c => c.X.BroadcastTo(Shape.Broadcast(c.X.Shape, c.Integers(1, "shape")!)));
        Add("Flatten", c => Flatten(c.X, c.Axis(1)));
        Add("Reshape", c => c.X.Reshape(c.Integers(1, "shape")!.Select((length, k) => length == 0 && !c.Flag("allowzero") ? c.X.Shape[k] : length).ToArray().AsSpan()));
        Add("Squeeze", c => c.Integers(1, "axes") is { } axes ? axes.OrderDescending().Aggregate(c.X, (x, axis) => x.Squeeze(axis)) : c.X.Squeeze());
        Add("Unsqueeze", c => Unsqueeze(c.X, c.Integers(1, "axes")!));
        Add("Tile", c => c.X.Tile(c.Integers(1, "repeats")!));
        Add("Transpose", c => c.X.Permute(c.Attributes.Integers("perm") ?? [.. Enumerable.Range(0, c.X.Rank).Reverse()]));
        Add("Pad", Pad);
        Add("Slice", Slice);
        Several("Split", Split);
        Add("Gather", c => Gather(c));
        Add("GatherElements", c => Tensor.Gather(c.X, c.Axis(0), FromEnd(c.Index(1), c.X.Shape[c.Axis(0)])));
        Add("GatherND", c => c.Attributes.Integer("batch_dims", 0) == 0 ? Tensor.IndexGet(c.X, Columns(c.Index(1), c.X.Shape)) : throw new NotOfferedException("batch axes of a gather by several indices"));
        Add("ScatterElements", ScatterElements);
        Add("ScatterND", ScatterMany);
        Add("OneHot", OneHot);
    }

    private static Tensor<T> Flatten(Tensor<T> x, int axis)
    {
        var rows = x.Shape.Axes[..(axis < 0 ? axis + x.Rank : axis)].ToArray().Aggregate(1, (a, b) => a * b);
        return x.Reshape(rows, rows == 0 ? -1 : x.Length / rows);
    }

    private static Tensor<T> Unsqueeze(Tensor<T> x, int[] axes)
    {
        var rank = x.Rank + axes.Length;
        return axes.Select(axis => axis < 0 ? axis + rank : axis).Order().Aggregate(x, (y, axis) => y.Unsqueeze(axis));
    }

    private static Tensor<T> Pad(OnnxCall<T> c)
    {
        if (c.Attributes.Text("mode", "constant") != "constant") throw new NotOfferedException("padding by mode");
        var (pads, axes) = (c.Integers(1, "pads")!, c.Integers(3, "axes") ?? [.. Enumerable.Range(0, c.X.Rank)]);
        var padding = new (int, int)[c.X.Rank];
        for (var k = 0; k < axes.Length; k++) padding[(axes[k] + c.X.Rank) % c.X.Rank] = (pads[k], pads[k + axes.Length]);
        return Tensor.Pad(c.X, padding, Limit(c, 2, 0));
    }

    /// <summary>Ends beyond the axis are cut, as in Python.</summary>
    private static Tensor<T> Slice(OnnxCall<T> c)
    {
        var (starts, ends) = (c.Integers(1, "starts")!, c.Integers(2, "ends")!);
        var (axes, steps) = (c.Integers(3, "axes") ?? [.. Enumerable.Range(0, starts.Length)], c.Integers(4, "steps"));
        var x = c.X;
        for (var k = 0; k < axes.Length; k++)
        {
            var (length, step) = (x.Shape[axes[k]], steps?[k] ?? 1);
            var start = Place(starts[k], step < 0 ? length - 1 : length);
            var end = step < 0 && ends[k] < -length ? -1 : Place(ends[k], length);
            x = x.Narrow(axes[k], start, Math.Max(0, (end - start + step - Math.Sign(step)) / step), step);

            int Place(int place, int most) => Math.Clamp(place < 0 ? place + length : place, 0, most);
        }

        return x;
    }

    private static Tensor[] Split(OnnxCall<T> c)
    {
        var (axis, parts) = (c.Axis(0), c.Attributes.Integer("num_outputs", c.OutputCount));
        if (c.Integers(1, "split") is { } sizes) return c.X.Split(sizes.AsSpan(), axis);
        var size = (c.X.Shape[axis] + parts - 1) / parts;
        return c.X.Split(size, axis);
    }

    private static Tensor<T> Gather(OnnxCall<T> c)
    {
        var (axis, index) = (c.Axis(0), FromEnd(c.Index(1), c.X.Shape[c.Axis(0)]));
        var rows = Tensor.IndexSelect(c.X, axis, index.Reshape(-1));
        axis = axis < 0 ? axis + c.X.Rank : axis;
        return rows.Reshape(Shape.Create([.. c.X.Shape.Axes[..axis], .. index.Shape.Axes, .. c.X.Shape.Axes[(axis + 1)..]]));
    }

    private static Tensor<T> ScatterElements(OnnxCall<T> c)
    {
        var index = FromEnd(c.Index(1), c.X.Shape[c.Axis(0)]);
        return c.Attributes.Text("reduction", "none") switch
        {
            "none" => Tensor.Scatter(c.X, c.Axis(0), index, c[2]),
            "add" => Tensor.ScatterAdd(c.X, c.Axis(0), index, c[2]),
            var other => throw new NotOfferedException($"scattering with {other}"),
        };
    }

    private static Tensor<T> ScatterMany(OnnxCall<T> c) => c.Attributes.Text("reduction", "none") switch
    {
        "none" => Tensor.IndexPut(c.X, Columns(c.Index(1), c.X.Shape), c[2]),
        "add" => Tensor.IndexPut(c.X, Columns(c.Index(1), c.X.Shape), c[2], accumulate: true),
        var other => throw new NotOfferedException($"scattering with {other}"),
    };

    private static Tensor<T> OneHot(OnnxCall<T> c)
    {
        var (classes, values) = (int.CreateChecked(c[1].Reshape(-1)[0].Item), c[2]);
        var hot = Tensor.OneHot<T>(FromEnd(c.Index(0), classes), classes);
        return (hot * (values[1] - values[0]) + values[0]).MoveAxis(-1, c.Axis(-1));
    }

    /// <summary>ONNX counts negative indices from the end.</summary>
    private static Tensor<int> FromEnd(Tensor<int> index, int length) => Tensor.From(Array.ConvertAll(index.ToArray(), place => place < 0 ? place + length : place), index.Shape);

    /// <summary>The last axis of the index holds the places along the leading axes.</summary>
    private static Tensor<int>[] Columns(Tensor<int> index, Shape shape) => [.. index.MoveAxis(-1, 0).Unbind().Select((column, k) => FromEnd(column, shape[k]))];
}
