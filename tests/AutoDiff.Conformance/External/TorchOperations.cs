using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>How a PyTorch function is called here: its parameters under the golden names, and what it is.</summary>
internal sealed record TorchOperation(string[] Parameters, Func<Call<double>, Tensor[]> Apply);

/// <summary>The PyTorch functions of the records: rows of the catalogue, forms of them, and a few that are written as a composition.</summary>
internal static class TorchOperations
{
    private const string Reduction = " size_average reduce reduction";
    private static readonly Dictionary<string, TorchOperation> Known = [];

    /// <summary>What the library leaves out, and why.</summary>
    private static readonly Dictionary<string, string> Absent = new()
    {
        ["fmax"] = "a maximum that ignores NaN: NaN propagates here; use Where and IsNaN",
        ["special.erfcx"] = "no scaled complementary error function",
        ["renorm"] = "in-place limits of norms: write x * Minimum(1, limit / Norm(x))",
    };

    static TorchOperations()
    {
        foreach (var name in "abs acos asin asinh atanh cos cosh erf erfc exp exp2 expm1 log10 log1p neg reciprocal rsqrt sigmoid sin sinc sqrt tan tanh matrix_exp logdet".Split(' ')) Row(name, name, "x");
        foreach (var name in "relu selu silu hardsigmoid mish softsign logsigmoid".Split(' ')) Row($"nn.functional.{name}", name, "x");
        foreach (var name in "atan2 maximum minimum logaddexp xlogy dot mv matmul outer".Split(' ')) Row(name, name, "x y");
        foreach (var name in "cumsum cummax cummin logcumsumexp softmax log_softmax squeeze unsqueeze".Split(' ')) Row(name, name, "x dim dtype");
        foreach (var name in "amax logsumexp median".Split(' ')) Row(name, name, "x dim keepdim");
        foreach (var name in "hstack vstack".Split(' ')) Row(name, name, "x");
        Row("i0", "bessel_i0", "x");
        Row("special.ndtr", "ndtr", "x");
        Row("special.log_ndtr", "log_ndtr", "x");
        Row("mm", "matmul", "x y");
        Row("pow", "pow", "x y");
        Row("float_power", "pow", "x y");
        Row("div.no_rounding_mode", "div", "x y");
        Row("true_divide", "div", "x y");
        Row("polygamma.polygamma_n_1", "polygamma", "x n");
        Row("lerp", "lerp", "x y weight");
        Row("max.reduction_with_dim", "max_dim", "x dim keepdim");
        Row("linalg.vector_norm", "norm", "x ord dim keepdim");
        Row("norm", "norm", "x ord dim keepdim");
        Row("trapezoid", "trapezoid", "y x dx dim");
        Row("diff", "diff", "x n dim prepend append");
        Row("topk", "topk", "x k dim largest sorted");
        Row("reshape", "reshape", "x shape");
        Row("view", "reshape", "x shape");
        Row("flatten", "flatten", "x start_dim end_dim");
        Row("broadcast_to", "broadcast_to", "x shape");
        Row("transpose", "transpose", "x dim0 dim1");
        Row("tile", "tile", "x dims");
        Row("triu", "triu", "x diagonal");
        Row("diag", "diag", "x diagonal");
        Row("diagonal", "diagonal", "x offset dim1 dim2");
        Row("select", "select", "x dim index");
        Row("split", "split", "x sizes dim");
        Row("stack", "stack", "x dim");
        Row("cat", "concat", "x dim");
        Row("gather", "gather", "x dim index");
        Row("scatter", "scatter", "x dim index source");
        Row("index_add", "index_add", "x dim index source alpha");
        Row("repeat_interleave", "repeat_interleave", "x repeats dim");
        Row("linalg.det", "det", "x");
        Row("linalg.slogdet", "slogdet", "x");
        TorchNetwork.Add(Row, Form, Reduction);
        Forms();
    }

    /// <summary>The operation of a name.</summary>
    /// <exception cref="MissingException">The library does not have it; the message says why.</exception>
    public static TorchOperation Find(string name)
        => Known.TryGetValue(name, out var operation) ? operation : throw new MissingException(Absent.GetValueOrDefault(name, "not there"));

    /// <summary>Calls an operation of the catalogue.</summary>
    /// <exception cref="MissingException">The catalogue does not have it.</exception>
    public static Tensor[] Apply(string row, Call<double> call) => (Catalogue<double>.Find(row) ?? throw new MissingException($"no operation {row} yet")).Apply(call);

    /// <summary>A function that is an operation of the catalogue, with its attributes.</summary>
    private static void Row(string name, string row, string parameters)
        => Known.Add(name, new(parameters.Split(' '), call => Apply(row, call)));

    /// <summary>A function that is written with the library's.</summary>
    private static void Form(string name, string parameters, Func<Call<double>, Tensor> apply) => Known.Add(name, new(parameters.Split(' '), call => [apply(call)]));

    private static void Forms()
    {
        Form("var", "x dim unbiased keepdim", c => Tensor.Var(c.X, c.Axes, IsUnbiased(c), c.KeepAxes));
        Known.Add("std_mean", new(["x", "dim", "unbiased", "keepdim"], c => [Tensor.Std(c.X, c.Axes, IsUnbiased(c), c.KeepAxes), Tensor.Mean(c.X, c.Axes, c.KeepAxes)]));
        Form("add", "x y alpha", c => c[0] + c.Attributes.Number("alpha", 1) * c[1]);
        Form("sub", "x y alpha", c => c[0] - c.Attributes.Number("alpha", 1) * c[1]);
        Form("addmm", "x a b beta alpha", c => Sum(c, Tensor.MatMul(c[1], c[2])));
        Form("addbmm", "x a b beta alpha", c => Sum(c, Tensor.Sum(Tensor.MatMul(c[1], c[2]), 0)));
        Form("addr", "x a b beta alpha", c => Sum(c, Tensor.Outer(c[1], c[2])));
        Form("addcmul", "x a b value", c => c[0] + c.Attributes.Number("value", 1) * (c[1] * c[2]));
        Form("inner", "x y", c => c[0].Rank == 0 || c[1].Rank == 0 ? c[0] * c[1] : Tensor.TensorDot(c[0], c[1], [-1], [-1]));
        Form("clamp", "x min max", Clamp);
        Form("clamp_max", "x max", c => Tensor.Minimum(c[0], c[1]));
        Form("masked_fill", "x mask value", c => c.Optional("value") is { } value ? Tensor.Where(c.Mask(), value, c.X) : Tensor.MaskedFill(c.X, c.Mask(), c.Attributes.Number("value")));
        Form("min.reduction_no_dim", "x", c => Tensor.AMin(c.X));
        Form("slice", "x dim", c => c.X[..]);
        Form("special.entr", "x", c => -Tensor.XLogY(c.X, c.X));
        Form("linalg.cholesky", "x", c => c.Attributes.Flag("upper") ? Tensor.Cholesky(c.X).Transpose() : Tensor.Cholesky(c.X));
        Form("linalg.solve_triangular", "a b", TriangularSolve);
        Form("linalg.matrix_norm", "x ord dim keepdim", MatrixNorm);
    }

    /// <summary>β x + α y.</summary>
    private static Tensor<double> Sum(Call<double> c, Tensor<double> y) => c.Attributes.Number("beta", 1) * c.X + c.Attributes.Number("alpha", 1) * y;

    private static bool IsUnbiased(Call<double> c)
    {
        if (c.Attributes.Integer("correction", 1) is not (0 or 1)) throw new NotOfferedException("a divisor other than n and n - 1");
        return c.Attributes.Integer("correction", 1) == 1 && c.Attributes.Flag("unbiased", true);
    }

    private static Tensor Clamp(Call<double> c)
    {
        var x = c.Optional("min") is { } min ? Tensor.Maximum(c.X, min) : c.X;
        return c.Optional("max") is { } max ? Tensor.Minimum(x, max) : x;
    }

    /// <summary>X A = B is Aᵀ Xᵀ = Bᵀ.</summary>
    private static Tensor TriangularSolve(Call<double> c)
    {
        var (upper, unit) = (c.Attributes.Flag("upper"), c.Attributes.Flag("unitriangular"));
        return c.Attributes.Flag("left", true)
            ? Tensor.TriangularSolve(c[0], c[1], upper, unit)
            : Tensor.TriangularSolve(c[0].Transpose(), c[1].Transpose(), !upper, unit).Transpose();
    }

    private static Tensor MatrixNorm(Call<double> c)
    {
        var axes = c.Attributes.Integers("dim") ?? [-2, -1];
        if (c.Attributes.Text("ord", "fro") is "-inf" or "-1" or "-2") throw new NotOfferedException("norms of negative order");
        if (c.KeepAxes && axes is not [-2, -1]) throw new NotOfferedException("kept axes that are not the last ones");
        var x = c.X.MoveAxis(axes, [-2, -1]);
        return Apply("matrix_norm", new([("x", x)], c.Attributes))[0];
    }
}
