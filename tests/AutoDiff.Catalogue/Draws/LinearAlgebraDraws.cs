using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Draws of products and of linear algebra: batches that broadcast, vectors, matrices that are well conditioned.</summary>
internal static class LinearAlgebraDraws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static Dictionary<string, Func<Dice<T>, Sample<T>>> Table => new()
    {
        ["matmul"] = d =>
        {
            var (batch, m, k, n) = (d.Shape(0, 2), d.Between(1, 4), d.OneIn(20) ? 0 : d.Between(1, 4), d.Between(1, 4));
            int[] a = d.OneIn(5) ? [k] : [.. d.Part(batch), m, k], b = d.OneIn(5) ? [k] : [.. d.Part(batch), k, n];
            return Of(d, a, b);
        },
        ["mv"] = d => d.Shape(2, 2) is var shape ? Of(d, shape, [shape[1]]) : null!, ["bmm"] = d => d.Shape(3, 3) is var shape ? Of(d, shape, [shape[0], shape[2], d.Between(1, 3)]) : null!,
        ["dot"] = d => d.Shape(1, 1) is var shape ? Of(d, shape, shape) : null!, ["outer"] = d => d.Shape(0, 2) is var batch ? Of(d, [.. d.Part(batch), d.Between(1, 3)], [.. d.Part(batch), d.Between(1, 3)]) : null!,
        ["kron"] = d => d.Shape(0, 1) is var batch ? Of(d, [.. d.Part(batch), d.Between(1, 3), d.Between(1, 2)], [.. d.Part(batch), d.Between(1, 2), d.Between(1, 3)]) : null!,
        ["cross"] = d => d.Shape(0, 2, empty: false) is var batch ? Draws<T>.Call(d, Domain.Usual, [[.. d.Part(batch), 3], [.. d.Part(batch), 3]], new { dim = -1 }) : null!,
        ["trace"] = d => Of(d, d.Shape(2)),
        ["tensordot"] = d => d.Between(0, 2) is var dims && d.Shape(2, 3) is var a ? Draws<T>.Call(d, Domain.Usual, [a, [.. a[^dims..], .. d.Shape(0, 1)]], new { dims }) : null!,
        ["einsum"] = Einsum,
        ["multi_dot"] = d => d.Between(1, 3) is var n && d.Between(1, 3) is var k ? Of(d, [d.Between(1, 3), n], [n, k], [k, d.Between(1, 3)]) : null!,
        ["solve"] = d => Solving(d, d.OneIn(3) ? null : d.Between(1, 3)), ["solve_batched"] = d => Solving(d, d.Between(1, 3)), ["cholesky_solve"] = d => Solving(d, d.OneIn(3) ? null : d.Between(1, 3)),
        ["triangular_solve"] = d => Solving(d, d.Between(1, 3)) with { Attributes = Attributes.Of(new { upper = d.OneIn(2), unitriangular = d.OneIn(2), transpose = d.OneIn(2) }) },
        ["inv"] = d => Regular(d), ["logdet"] = d => Regular(d), ["logdet_spd"] = d => Regular(d), ["slogdet"] = d => Regular(d), ["cholesky"] = d => Regular(d), ["det"] = d => Of(d, Square(d)) with { Order = 2 }, ["matrix_exp"] = d => Of(d, Square(d)),
        ["qr"] = d => Full(d), ["svd"] = d => Full(d), ["svdvals"] = d => Full(d), ["pinv"] = d => Full(d), ["condition_number"] = d => Full(d), ["eigh"] = d => Spectrum(d), ["eigvalsh"] = d => Spectrum(d), ["spectral_exp"] = d => Spectrum(d),
        ["lstsq"] = d => d.Between(1, 3) is var n && n + d.Between(0, 2) is var m ? new([d.Distinct(Domain.Usual, [m, n]), d.Distinct(Domain.Usual, d.OneIn(2) ? [m] : [m, 2])], Attributes.None) : null!,
        ["matrix_power"] = d => Regular(d) with { Attributes = Attributes.Of(new { n = d.Between(-3, 4) }) },
    };

    private static readonly (string Equation, string[] Operands)[] s_equations =
    [
        ("ij,jk->ik", ["ij", "jk"]), ("ii->i", ["ii"]), ("ii->", ["ii"]), ("iij,jkk->ik", ["iij", "jkk"]), ("ij->", ["ij"]), ("ij->ji", ["ij"]), ("i,j", ["i", "j"]), ("bhid,bhjd->bhij", ["bhid", "bhjd"]), ("ij,j,jk->ik", ["ij", "j", "jk"]),
        ("ab,bc,cd,da->", ["ab", "bc", "cd", "da"]), ("ijk,ijk->k", ["ijk", "ijk"]), ("ij,ij,ij->ij", ["ij", "ij", "ij"]), ("ik,jk->ij", ["ik", "jk"]), ("i,i->", ["i", "i"]), ("ijk->kj", ["ijk"]),
    ];

    private static Sample<T> Of(Dice<T> dice, params int[][] shapes) => Draws<T>.Call(dice, Domain.Usual, shapes);

    private static Sample<T> Einsum(Dice<T> dice)
    {
        var (equation, operands) = dice.Pick<(string, string[])>(s_equations);
        var lengths = equation.Where(char.IsLetter).Distinct().ToDictionary(letter => letter, _ => dice.Between(1, 3));
        return Draws<T>.Call(dice, Domain.Usual, [.. operands.Select(operand => operand.Select(letter => lengths[letter]).ToArray())], new { equation });
    }

    private static int[] Square(Dice<T> dice) => dice.Between(1, 4) is var n && dice.OneIn(2) ? [n, n] : [dice.Between(1, 2), n, n];

    /// <summary>A matrix of full rank, or a batch of them.</summary>
    private static Sample<T> Full(Dice<T> dice) => new([dice.Distinct(Domain.Usual, [.. dice.Shape(0, 1, empty: false), dice.Between(1, 3), dice.Between(1, 3)])], Attributes.None);

    /// <summary>A square matrix whose eigenvalues differ.</summary>
    private static Sample<T> Spectrum(Dice<T> dice) => new([dice.Distinct(Domain.Usual, Square(dice))], Attributes.None);

    private static Sample<T> Regular(Dice<T> dice) => new([Strong(dice, Square(dice))], Attributes.None);

    private static Sample<T> Solving(Dice<T> dice, int? columns)
    {
        var (shape, batch) = (Square(dice), dice.OneIn(2));
        int[] side = [.. shape.Length > 2 && batch ? shape[..1] : [], shape[^1], .. columns is { } n ? new[] { n } : []];
        return new Sample<T>([Strong(dice, shape), dice.Numbers(Domain.Usual, columns is null ? side[^1..] : side)], Attributes.None);
    }

    /// <summary>The diagonal outweighs the rest: regular, and positive definite in its symmetric part.</summary>
    private static Tensor<T> Strong(Dice<T> dice, int[] shape)
    {
        var x = Tensor.From(dice.Numbers(Domain.Usual, shape).ToArray(), shape) + 2.0 * shape[^1] * Tensor.Eye<T>(shape[^1]);
        return dice.OneIn(2) ? x : Tensor.From(x.Transpose().ToArray(), shape).Transpose();
    }
}
