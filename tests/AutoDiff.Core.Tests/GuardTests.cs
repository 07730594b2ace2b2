using System.Numerics;

namespace AutoDiff.Tests;

public class GuardTests
{
    [Fact]
    public void The_first_wrong_element_is_named_with_its_position()
    {
        var x = Tensor.From([1.0, 2, 4, 3, 5, -7.5], [3, 2]).Transpose();
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Guard.Elements(x, default(IsPositive), "roots: numbers must be positive"));
        Assert.StartsWith("roots: numbers must be positive, got -7.5 at [1, 2].", error.Message, StringComparison.Ordinal);
        Assert.Equal(-7.5, error.ActualValue);
    }

    [Fact]
    public void Right_elements_and_empty_tensors_pass()
    {
        Guard.Elements(Tensor.Of(1, 2, 3), default(IsPositive), "roots");
        Guard.Elements(Tensor.Zeros<float>([0, 3]), default(IsPositive), "roots");
    }

    [Fact]
    public void A_compiled_function_checks_every_run()
    {
        var root = Compile.Function((Tensor<double> x) =>
        {
            Guard.Elements(x, default(IsPositive), "root: positive numbers are required");
            return Tensor.Sqrt(x);
        });
        Assert.Equal([1, 2], root.Run(Tensor.Of(1.0, 4)).ToArray());
        Assert.Equal([3, 4], root.Run(Tensor.Of(9.0, 16)).ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => root.Run(Tensor.Of(9.0, -1)));
    }

    private readonly record struct IsPositive : ICondition
    {
        public bool Holds<T>(T x) where T : INumber<T> => x > T.Zero;
    }
}
