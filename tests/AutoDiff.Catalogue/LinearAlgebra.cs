using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Rows of products and of linear algebra.</summary>
/// <remarks>
/// The golden cholesky, eigh, eigvalsh, logdet_spd and spectral_exp are taken of (m + mᵀ)/2, and the signs of eigh, svd and qr are normalised;
/// so does the library itself, and nothing is to be translated.
/// </remarks>
internal static class LinearAlgebraRows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Row<T>[] Rows => [.. Products, .. Systems, .. Decompositions];

    private static Row<T>[] Products =>
    [
        new("matmul", [nameof(Tensor.MatMul)], c => Tensor.MatMul(c[0], c[1]), Of([2, 3], [3, 4]), Of([3], [3]), Of([3], [3, 2]), Of([2, 3], [3]), Of([2, 1, 2, 3], [4, 3, 2])),
        new("mv", [nameof(Tensor.MatMul)], c => Tensor.MatMul(c[0], c[1]), Of([2, 3], [3])),
        new("bmm", [nameof(Tensor.MatMul)], c => Tensor.MatMul(c[0], c[1]), Of([2, 2, 3], [2, 3, 2])),
        new("dot", [nameof(Tensor.Dot)], c => Tensor.Dot(c[0], c[1]), Of([4], [4]), Of([0], [0])),
        new("outer", [nameof(Tensor.Outer)], c => Tensor.Outer(c[0], c[1]), Of([3], [2]), Of([2, 1, 3], [4, 2])),
        new("kron", [nameof(Tensor.Kron)], c => Tensor.Kron(c[0], c[1]), Of([2, 2], [2, 1]), Of([2, 1, 1, 2], [3, 2, 2]), Of([2], [3]), Of([2], [2, 2])),
        new("cross", [nameof(Tensor.Cross)], c => Tensor.Cross(c[0], c[1], c.Axes is [var axis] ? axis : -1), With(new { dim = -1 }, [2, 3], [3]), With(new { dim = 1 }, [2, 3, 2], [1, 3, 1])),
        new("trace", [nameof(Tensor.Trace)], c => Tensor.Trace(c.X), Of([3, 3]), Of([2, 3]), Of([2, 3, 2])),
        new("tensordot", [nameof(Tensor.TensorDot)], TensorDot, With(new { dims = new[] { new[] { 1, -1 }, [2, 0] } }, [2, 3, 2], [2, 2, 3]), With(new { dims = 1 }, [2, 3], [3, 2]), With(new { dims = 0 }, [2], [3])),
        new("einsum", [nameof(Tensor.Einsum)], c => Tensor.Einsum<T>(c.Attributes.Text("equation"), c.Numbers),
            Equation("ij,jk->ik", [2, 3], [3, 2]), Equation("ii->i", [3, 3]), Equation("iij,jkk->ik", [2, 2, 3], [3, 2, 2]), Equation("ij->", [2, 3]), Equation("i,j", [2], [3]),
            Equation("bhid,bhjd->bhij", [2, 1, 2, 3], [2, 1, 3, 3]), Equation("ij,j,jk->ik", [2, 2], [2], [2, 3]), Equation("...i,ij,...j->...", [2, 1, 2], [2, 3], [4, 3]),
            Equation("ab,bc,cd,da->", [2, 3], [3, 2], [2, 2], [2, 2])),
        new("multi_dot", [nameof(Tensor.MultiDot)], c => Tensor.MultiDot<T>(c.Numbers), Of([2, 3], [3, 1], [1, 4]), Of([3], [3, 2], [2, 2], [2]), Of([2, 2], [2, 2])),
        new("matrix_power", [nameof(Tensor.MatrixPower)], c => Tensor.MatrixPower(c.X, c.Attributes.Integer("n")),
            [.. new[] { 1, 2, 3, 5, -1, -2 }.Select(n => Regular([2, 2, 2], new { n }))]),
        new("matrix_exp", [nameof(Tensor.MatrixExp)], c => Tensor.MatrixExp(c.X), Of([3, 3]), Of([2, 2, 2]), Of([1, 1])),
    ];

    private static Row<T>[] Systems =>
    [
        new("solve", [nameof(Tensor.Solve)], c => Tensor.Solve(c[0], c[1]), Solving([3, 3], [3, 2]), Solving([2, 2], [2]), Solving([2, 1, 2, 2], [3, 2, 1]), Solving([2, 2, 2], [2])),
        new("solve_batched", [nameof(Tensor.Solve)], c => Tensor.Solve(c[0], c[1]), Solving([2, 2, 2], [2, 2, 2])),
        new("triangular_solve", [nameof(Tensor.TriangularSolve)], TriangularSolve,
        [
            .. from upper in new[] { false, true } from unitriangular in new[] { false, true } from transpose in new[] { false, true }
               select Solving([3, 3], [3, 2], new { upper, unitriangular, transpose }),
            Solving([2, 1, 2, 2], [3, 2, 1]), Solving([2, 2, 2], [2]),
        ]),
        new("cholesky_solve", [nameof(Tensor.CholeskySolve)], c => Tensor.CholeskySolve(c[0], c[1]), Solving([3, 3], [3, 2]), Solving([2, 2, 2], [2])),
        new("lstsq", [nameof(Tensor.LeastSquares)], c => Tensor.LeastSquares(c[0], c[1]), Of([4, 2], [4, 2]), Of([2, 2], [2]), Of([2, 1, 3, 2], [2, 3, 1])),
        new("inv", [nameof(Tensor.Inverse)], c => Tensor.Inverse(c.X), Regular([3, 3]), Regular([2, 2, 2])),
        new("pinv", [nameof(Tensor.PseudoInverse)], c => Tensor.PseudoInverse(c.X), Of([3, 2]), Of([2, 2, 3]), Of([2, 2])),
        new("det", [nameof(Tensor.Det)], c => Tensor.Det(c.X), Of([3, 3]), Of([2, 2, 2]), Of([1, 1]), Singular([3, 3], 1, 2, -1, 2, 4, -2, 0.5, 1, -0.5), Singular([3, 3], 1, 2, 3, 4, 5, 6, 7, 8, 9), Singular([2, 2], 0, 0, 0, 0)),
        new("slogdet", [nameof(Tensor.SlogDet)], c => Both(Tensor.SlogDet(c.X)), Regular([3, 3]), Of([2, 2, 2])),
        new("logdet", [nameof(Tensor.LogDet)], c => Tensor.LogDet(c.X), Regular([3, 3]), Regular([2, 2, 2])),
        new("logdet_spd", [nameof(Tensor.LogDetSpd)], c => Tensor.LogDetSpd(c.X), Regular([3, 3]), Regular([2, 2, 2])),
        new("condition_number", [nameof(Tensor.ConditionNumber)], c => Tensor.ConditionNumber(c.X), Of([3, 3]), Of([2, 3, 2])),
        new("matrix_norm", [nameof(Tensor.MatrixNorm)], c => Tensor.MatrixNorm(c.X, NormOf(c.Attributes.Text("ord", "fro")), c.KeepAxes),
        [
            .. new object[] { "fro", "nuc", 1, 2, "inf" }.Select(ord => With(new { ord }, [2, 3])), With(new { ord = 2, keepdim = true }, [2, 3, 2]), With(new { ord = "fro" }, [2, 2, 2]),
        ]),
    ];

    private static Row<T>[] Decompositions =>
    [
        new("cholesky", [nameof(Tensor.Cholesky)], c => Tensor.Cholesky(c.X), Regular([3, 3]), Regular([2, 2, 2]), Regular([1, 1])),
        new("eigvalsh", [nameof(Tensor.Eigvalsh)], c => Tensor.Eigvalsh(c.X), Of([3, 3]), Of([2, 2, 2])),
        new("eigh", [nameof(Tensor.Eigh)], c => Both(Tensor.Eigh(c.X)), Of([3, 3]), Of([2, 2, 2]), Of([1, 1])),
        new("spectral_exp", [nameof(Tensor.Eigh)], SpectralExp, Of([3, 3])),
        new("svdvals", [nameof(Tensor.Svdvals)], c => Tensor.Svdvals(c.X), Of([3, 3]), Of([2, 3]), Of([2, 3, 2])),
        new("svd", [nameof(Tensor.Svd)], c => Tensor.Svd(c.X) is var (u, s, vt) ? [u, s, vt] : [], Of([3, 3]), Of([4, 2]), Of([2, 4]), Of([2, 3, 2])),
        new("qr", [nameof(Tensor.Qr)], c => Both(Tensor.Qr(c.X)), Of([3, 3]), Of([4, 2]), Of([2, 4]), Of([2, 3, 2])),
    ];

    private static Sample<T> Of(params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes);

    private static Sample<T> With(object attributes, params Shape[] shapes) => Samples<T>.Of(Domain.Usual, shapes, attributes);

    private static Sample<T> Equation(string equation, params Shape[] shapes) => With(new { equation }, shapes);

    /// <summary>A singular matrix, where the third derivative of a determinant is refused.</summary>
    private static Sample<T> Singular(Shape shape, params double[] elements) => new([Tensor.From(Array.ConvertAll(elements, T.CreateChecked), shape)], Attributes.None) { Order = 2 };

    /// <summary>Matrices whose diagonal outweighs the rest: regular, and positive definite in their symmetric part.</summary>
    private static Sample<T> Regular(Shape shape, object? attributes = null) => Solving(shape, null, attributes);

    /// <summary>Such matrices, and a right-hand side.</summary>
    private static Sample<T> Solving(Shape shape, Shape? side, object? attributes = null)
    {
        var drawn = Samples<T>.Of(Domain.Usual, side is { } b ? [shape, b] : [shape], attributes);
        var strong = (Tensor<T>)drawn.Inputs[0] + 3 * Tensor.Eye<T>(shape[^1]);
        return drawn with { Inputs = [strong, .. drawn.Inputs[1..]], Domain = null };
    }

    private static Tensor[] Both((Tensor<T> First, Tensor<T> Second) results) => [results.First, results.Second];

    private static Tensor TensorDot(Call<T> call)
    {
        var dims = call.Attributes.Find("dims")!.Value;
        if (dims.ValueKind == System.Text.Json.JsonValueKind.Number) return Tensor.TensorDot(call[0], call[1], dims.GetInt32());
        int[] Axes(int operand) => [.. dims[operand].EnumerateArray().Select(axis => axis.GetInt32())];
        return Tensor.TensorDot(call[0], call[1], Axes(0), Axes(1));
    }

    private static Tensor TriangularSolve(Call<T> call)
        => Tensor.TriangularSolve(call[0], call[1], call.Attributes.Flag("upper"), call.Attributes.Flag("unitriangular"), call.Attributes.Flag("transpose"));

    private static Tensor SpectralExp(Call<T> call)
    {
        var (w, v) = Tensor.Eigh(call.X);
        return Tensor.MatMul(v * Tensor.Exp(w).Unsqueeze(-2), v.Transpose());
    }

    private static MatrixNormKind NormOf(string ord) => ord switch
    {
        "fro" => MatrixNormKind.Frobenius,
        "nuc" => MatrixNormKind.Nuclear,
        "1" => MatrixNormKind.One,
        "2" => MatrixNormKind.Spectral,
        "inf" or "Infinity" => MatrixNormKind.Infinity,
        _ => throw new NotOfferedException($"matrix norm {ord}"),
    };
}
