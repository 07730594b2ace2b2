namespace AutoDiff.Tests;

public class CompareTests
{
    private static readonly Tensor<double> A = Tensor.Of(1, double.NaN, 3, -0.0);
    private static readonly Tensor<double> B = Tensor.Of(2, double.NaN, 3, 0.0);

    [Fact]
    public void Nan_differs_from_everything()
    {
        Assert.Equal([false, false, true, true], Tensor.Equal(A, B).ToArray());
        Assert.Equal([true, true, false, false], Tensor.NotEqual(A, B).ToArray());
        Assert.Equal([true, false, false, false], Tensor.Less(A, B).ToArray());
        Assert.Equal([true, false, true, true], Tensor.LessOrEqual(A, B).ToArray());
        Assert.Equal([false, false, false, false], (A > B).ToArray());
        Assert.Equal([false, false, true, true], Tensor.GreaterOrEqual(A, B).ToArray());
    }

    [Fact]
    public void Integers_and_views_are_compared_and_broadcast()
    {
        var labels = Tensor.Of(1, 2);
        Assert.Equal([true, false, false, true], Tensor.Equal(labels.Unsqueeze(1), labels).ToArray());
        Assert.Equal([false, true], Tensor.Greater(labels, Tensor.Scalar(1)).ToArray());
        Assert.Equal([2, 0], Tensor.Equal(Tensor.Zeros<int>([2, 0]), Tensor.Scalar(0)).Shape);
        SumTests.Refused<ShapeException>("less: shapes [2] and [3] do not broadcast", () => Tensor.Less(labels, Tensor.Of(1, 2, 3)));
    }

    [Fact]
    public void Masks_are_combined_and_become_numbers()
    {
        var (a, b) = (Tensor.Of(true, true, false, false), Tensor.Of(true, false, true, false));
        Assert.Equal([true, false, false, false], Tensor.And(a, b).ToArray());
        Assert.Equal([true, true, true, false], Tensor.Or(a, b).ToArray());
        Assert.Equal([false, true, true, false], Tensor.Xor(a, b).ToArray());
        Assert.Equal([1, 1, 0, 0], Tensor.FromMask<int>(a).ToArray());
        Assert.Equal([true, true, false, true], Tensor.Or(Tensor.Of(true, false).Unsqueeze(1), Tensor.Of(false, true)).ToArray());
        SumTests.Refused<ShapeException>("xor: shapes [4] and [2] do not broadcast", () => Tensor.Xor(a, b[..2]));
    }

    [Fact]
    public void The_side_not_taken_has_no_influence()
    {
        var x = Tensor.Of(-1.0, 4);
        var f = (Tensor<double> z) => Tensor.Where(z > 0, Tensor.Sqrt(z), Tensor.Scalar(0.0));
        Assert.Equal([0.0, 2], f(x).ToArray());
        Assert.Equal([0.0, 0.25], Differentiate.Gradient(z => Tensor.Sum(f(z)), x).ToArray());
        Assert.Equal([0, 0, 0, -1.0 / 32], Differentiate.Hessian(z => Tensor.Sum(f(z)), x).ToArray());
        Assert.Equal([7, 2], Tensor.Where(Tensor.Of(true, false), Tensor.Scalar(7), Tensor.Of(1, 2)).ToArray());
        Assert.Equal([2, 2], Tensor.Where(Tensor.Of(true, false).Unsqueeze(1), Tensor.Of(1.0, 2), Tensor.Scalar(0.0)).Shape);
    }

    [Fact]
    public void Gradients_of_where_are_summed_over_broadcast_axes()
    {
        var mask = Tensor.From([true, false, true, true], [2, 2]);
        var gradients = Differentiate.Gradient(xs => Tensor.Sum(Tensor.Where(mask, xs[0], xs[1])), [Tensor.Scalar(1.0), Tensor.Of(1.0, 2)]);
        Assert.Equal([3.0], gradients[0].ToArray());
        Assert.Equal([0.0, 1], gradients[1].ToArray());
    }
}
