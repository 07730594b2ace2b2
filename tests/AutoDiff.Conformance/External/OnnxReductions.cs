using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

internal static partial class OnnxOperations<T>
{
    private delegate Tensor<T> Reduce(Tensor<T> x, int[] axes, bool keepAxes);

    private static void Reductions()
    {
        (string Name, Reduce Function)[] functions =
        [
            ("ReduceSum", (x, axes, keep) => Tensor.Sum(x, axes, keep)), ("ReduceMean", (x, axes, keep) => Tensor.Mean(x, axes, keep)), ("ReduceProd", (x, axes, keep) => Tensor.Prod(x, axes, keep)),
            ("ReduceMax", (x, axes, keep) => Tensor.AMax(x, axes, keep)), ("ReduceMin", (x, axes, keep) => Tensor.AMin(x, axes, keep)),
            ("ReduceL1", (x, axes, keep) => Tensor.Norm(x, 1, axes, keep)), ("ReduceL2", (x, axes, keep) => Tensor.Norm(x, 2, axes, keep)),
            ("ReduceLogSum", (x, axes, keep) => Tensor.Log(Tensor.Sum(x, axes, keep))), ("ReduceLogSumExp", (x, axes, keep) => Tensor.LogSumExp(x, axes, keep)),
            ("ReduceSumSquare", (x, axes, keep) => Tensor.Sum(Tensor.Square(x), axes, keep)),
        ];
        foreach (var (name, function) in functions)
        {
            Add(name, c =>
            {
                var axes = c.Integers(1, "axes") ?? [];
                if (name is "ReduceMax" or "ReduceMin" && c.X.Length == 0) throw new NotOfferedException("the extremum of nothing");
                return axes.Length == 0 && c.Flag("noop_with_empty_axes") ? c.X : function(c.X, axes, c.Flag("keepdims", true));
            });
        }

        Add("ArgMax", c => c.Flag("select_last_index") ? throw new NotOfferedException("the last of equal maxima") : Tensor.ArgMax(c.X, c.Axis(0), c.Flag("keepdims", true)));
        Add("ArgMin", c => c.Flag("select_last_index") ? throw new NotOfferedException("the last of equal minima") : Tensor.ArgMin(c.X, c.Axis(0), c.Flag("keepdims", true)));
        Add("Hardmax", c => Tensor.OneHot<T>(Tensor.ArgMax(c.X, c.Axis(-1)), c.X.Shape[c.Axis(-1)]).MoveAxis(-1, c.Axis(-1)));
        Add("Softmax", c => Tensor.Softmax(c.X, c.Axis(-1)));
        Add("LogSoftmax", c => Tensor.LogSoftmax(c.X, c.Axis(-1)));
        Add("CumSum", c => Scan(c, Tensor.CumSum, 0));
        Add("CumProd", c => Scan(c, Tensor.CumProd, 1));
        Add("LpNormalization", c => Tensor.Normalize(c.X, c.Axis(-1), c.Number("p", 2)));
        Several("TopK", c => Tensor.TopK(c.X, c.Index(1)[0].Item, c.Axis(-1), c.Flag("largest", true)) is var (values, indices) ? [values, indices] : []);
        Add("Einsum", c => Tensor.Einsum<T>(c.Attributes.Text("equation"), c.All));
        Add("GlobalAveragePool", c => Tensor.Mean(c.X, Spatial(c.X), keepAxes: true));
        Add("GlobalMaxPool", c => Tensor.AMax(c.X, Spatial(c.X), keepAxes: true));
    }

    /// <summary>All axes but those of samples and channels.</summary>
    private static int[] Spatial(Tensor<T> x) => [.. Enumerable.Range(2, x.Rank - 2)];

    /// <summary>A scan from either end; an exclusive one starts with its neutral number and leaves out the last element.</summary>
    private static Tensor<T> Scan(OnnxCall<T> c, Func<Tensor<T>, int, Tensor<T>> scan, double neutral)
    {
        var axis = c.Integers(1, "axis")![0];
        var x = c.Flag("reverse") ? c.X.Flip(axis) : c.X;
        if (c.Flag("exclusive"))
        {
            var padding = new (int, int)[x.Rank];
            padding[(axis + x.Rank) % x.Rank] = (1, -1);
            x = Tensor.Pad(x, padding, neutral);
        }

        var y = scan(x, axis);
        return c.Flag("reverse") ? y.Flip(axis) : y;
    }
}
