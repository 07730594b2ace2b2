namespace AutoDiff.Kernels.Tests;

public class CofactorsTests
{
    /// <summary>Matrices of integers of every rank, with zeros in awkward places.</summary>
    public static TheoryData<int, double[]> Matrices() => new()
    {
        { 1, [3] },
        { 1, [0] },
        { 2, [1, 2, 3, 4] },
        { 2, [1, 2, 2, 4] },
        { 2, [0, 0, 0, 0] },
        { 2, [0, 3, 0, 0] },
        { 3, [2, -1, 0, 3, 5, 1, 0, 2, -4] },
        { 3, [1, 2, 3, 4, 5, 6, 7, 8, 9] },
        { 3, [1, 2, 3, 2, 4, 6, -1, -2, -3] },
        { 3, [0, 0, 0, 0, 7, 0, 0, 0, 0] },
        { 3, [0, 1, 0, 0, 0, 1, 1, 0, 0] },
        { 4, [2, 0, 1, 3, -1, 4, 0, 2, 5, 1, 1, 0, 0, 2, -3, 1] },
        { 4, [1, 2, 3, 4, 2, 4, 6, 8, 1, 0, 1, 0, 0, 1, 0, 1] },
        { 4, [1, 2, 3, 4, 2, 4, 6, 8, 1, 0, 1, 0, 2, 0, 2, 0] },
        { 4, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] },
    };

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Cofactors_are_the_signed_minors(int n, double[] a)
    {
        var c = new double[n * n];
        Cofactors<double>.Matrix(a, c, 1, n);
        Dense.Near<double>(Expanded(new Dense(n, n, a)), new Dense(n, n, c), 1000);
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public void Their_derivative_is_that_of_polynomials(int n, double[] a)
    {
        // Cofactors are polynomials of degree n - 1 ≤ 3 along a line: the five-point formula is exact, and its numbers are integers.
        var e = Dense.Of(n, n, (i, j) => (5 * i + 3 * j + 1) % 7 - 3);
        Dense At(int t) => Expanded(Dense.Of(n, n, (i, j) => a[i * n + j] + t * e[i, j]));
        Dense[] at = [At(-2), At(-1), At(1), At(2)];
        var expected = Dense.Of(n, n, (i, j) => (at[0][i, j] - 8 * at[1][i, j] + 8 * at[2][i, j] - at[3][i, j]) / 12);
        var derivative = new double[n * n];
        Cofactors<double>.Derivative(a, e.Elements, derivative, 1, n);
        Dense.Near<double>(expected, new Dense(n, n, derivative), 1000);
    }

    [Fact]
    public void Large_regular_matrices_have_the_inverse_times_the_determinant()
    {
        // A Cᵀ = det A · I.
        const int n = 60;
        var a = Dense.Random<double>(n, n, 3);
        double[] c = new double[n * n], lu = new double[n * n], determinant = new double[1];
        var pivots = new int[n];
        Cofactors<double>.Matrix(a.Elements, c, 1, n);
        Lu<double>.Factor(a.Elements, lu, pivots, 1, n);
        Lu<double>.Determinants(lu, pivots, determinant, default, default, n);
        var product = a * new Dense(n, n, c).Transposed();
        Dense.Near<double>(Dense.Of(n, n, (i, j) => i == j ? determinant[0] : 0), product, new Dense(n, n, c).MaxAbs);
    }

    [Fact]
    public void Partial_products_of_pivots_do_not_overflow()
    {
        // diag(1e200, 1e200, 1e-200, 1e-200): the cofactors are products of three.
        double[] a = [1e200, 0, 0, 0, 0, 1e200, 0, 0, 0, 0, 1e-200, 0, 0, 0, 0, 1e-200];
        var c = new double[16];
        Cofactors<double>.Matrix(a, c, 1, 4);
        Assert.Equal(1, c[0] / 1e-200, 1e-14);
        Assert.Equal(1, c[10] / 1e200, 1e-14);
    }

    [Fact]
    public void A_matrix_that_is_not_finite_gives_NaN()
    {
        var c = new double[4];
        Cofactors<double>.Matrix([double.NaN, 0, 0, 0], c, 1, 2);
        Assert.All(c, x => Assert.Equal(double.NaN, x));
    }

    /// <summary>Signed minors by Laplace's expansion.</summary>
    private static Dense Expanded(Dense a)
        => Dense.Of(a.Rows, a.Rows, (i, j) => ((i + j) % 2 == 0 ? 1 : -1) * Determinant(Dense.Of(a.Rows - 1, a.Rows - 1, (p, q) => a[p < i ? p : p + 1, q < j ? q : q + 1])));

    private static double Determinant(Dense a)
    {
        if (a.Rows == 0) return 1;
        var cofactors = 0.0;
        for (var j = 0; j < a.Rows; j++)
        {
            var column = j;
            cofactors += (j % 2 == 0 ? 1 : -1) * a[0, j] * Determinant(Dense.Of(a.Rows - 1, a.Rows - 1, (p, q) => a[p + 1, q < column ? q : q + 1]));
        }

        return cofactors;
    }
}
