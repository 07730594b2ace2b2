namespace AutoDiff.Checking.Tests;

/// <summary>Defects of the engine that the checker brought to light.</summary>
public class RegressionTests
{
    /// <summary>The two adjoints of x · x were added up within one node, and the memory of the first was given back twice.</summary>
    [Fact]
    public void Square_by_product_does_not_corrupt_later_results()
    {
        var x = Inputs.Normal([3]);
        Check.Gradients(a => a * a, x).ThrowIfFailed();
        Check.Gradients((a, _) => Tensor.Exp(a) * a, x, Inputs.Normal([2])).ThrowIfFailed();
    }

    /// <summary>The second derivative of the side that a mask drops was NaN where its first is not finite.</summary>
    [Fact]
    public void Second_derivative_of_a_masked_side_is_zero()
    {
        var zero = Tensor.Scalar(0.0);
        Check.Gradients(x => Tensor.Where(Tensor.Greater(x, zero), Tensor.Log(x), x), Tensor.Of(-2.0, 0.5)).ThrowIfFailed();
    }
}
