namespace AutoDiff.Core.Tests;

public class BroadcastSumTests
{
    /// <summary>
    /// The sum over a row shorter than a register was lost once its code had been compiled again with a profile: rules of every kind run often enough
    /// here for that, and are compared every time.
    /// </summary>
    [Fact]
    public void Gradient_of_a_repeated_number_stays_right_however_often_it_is_taken()
    {
        Tensor<double> s = Tensor.Scalar(1.5), x = Tensor.Of(0.5, 2.0, -1.0);
        (Func<Tensor<double>, Tensor<double>> F, double Slope)[] cases =
        [
            (a => a * x, 1.5), (a => x * a, 1.5), (a => x / a, -1.5 / 2.25), (a => a - x, 3), (a => x - a, -3), (a => Tensor.Where(x > 0, a, x), 2),
            (a => a * x * a, 2 * 1.5 * 1.5), (a => Tensor.Maximum(a, x), 2), (a => Tensor.Minimum(a, x), 1),
        ];
        for (var round = 0; round < 3000; round++)
        {
            foreach (var (f, slope) in cases) Assert.Equal(slope, Differentiate.Gradient(a => Tensor.Sum(f(a)), s).Item, 1e-12);
        }
    }
}
