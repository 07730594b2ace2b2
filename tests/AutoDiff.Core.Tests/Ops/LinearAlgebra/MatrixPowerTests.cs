namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class MatrixPowerTests
{
    [Fact]
    public void Powers_are_products()
    {
        var x = Drawn.Normal([2, 3, 3]) + 2 * Tensor.Eye<double>(3);
        var product = x;
        for (var exponent = 1; exponent <= 9; exponent++)
        {
            Drawn.Near(product, Tensor.MatrixPower(x, exponent), 1e-10);
            Drawn.Near(Tensor.Eye<double>(3).BroadcastTo(x.Shape), Tensor.MatMul(product, Tensor.MatrixPower(x, -exponent)), 1e-9);
            product = Tensor.MatMul(product, x);
        }

        Drawn.Near(Tensor.Eye<double>(3).BroadcastTo(x.Shape), Tensor.MatrixPower(x, 0));
    }

    [Fact]
    public void A_negative_power_of_a_singular_matrix_is_refused()
        => Assert.Contains("is singular", Drawn.Refused<MatrixException>(() => Tensor.MatrixPower(Tensor.Zeros<double>([2, 2]), -1)));
}
