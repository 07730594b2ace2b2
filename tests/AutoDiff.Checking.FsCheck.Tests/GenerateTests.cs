using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Checking.Tests;

/// <summary>What is generated is valid and of every kind, and what it shrinks to is valid too and comes to an end.</summary>
public class GenerateTests
{
    public static TheoryData<double, double, double> Domains() => new() { { -2, 2, 0 }, { 0.2, 3, 0 }, { -2, 2, 0.2 }, { -3, -1, 0 }, { -1, 2, 0.5 }, { 1, 1, 0 } };

    [Fact]
    public void Shapes_are_of_every_kind()
    {
        var shapes = Sample(Generate.Shapes(mostAxes: 3, longest: 4), 2000);
        Assert.All(shapes, shape => Assert.True(shape.Rank <= 3 && shape.All(axis => axis <= 4)));
        for (var rank = 0; rank <= 3; rank++) Assert.Contains(shapes, shape => shape.Rank == rank);
        Assert.Contains(shapes, shape => shape.Size == 0);
        Assert.Contains(shapes, shape => shape.Rank > 0 && shape.Contains(1));
    }

    [Fact]
    public void Broadcast_shapes_broadcast_and_go_on_doing_so_when_they_shrink()
    {
        var arbitrary = Generate.BroadcastShapes();
        var pairs = Sample(arbitrary, 1000);
        Assert.All(pairs, pair => Shape.Broadcast(pair.A, pair.B));
        Assert.All(pairs.SelectMany(arbitrary.Shrinker), pair => Shape.Broadcast(pair.A, pair.B));
        Assert.Contains(pairs, pair => pair.A == pair.B);
        Assert.Contains(pairs, pair => pair.A.Rank < pair.B.Rank);
        Assert.Contains(pairs, pair => pair.A.Rank > pair.B.Rank);
        Assert.Contains(pairs, pair => Shape.Broadcast(pair.A, pair.B) is var both && both != pair.A && both != pair.B);
    }

    [Theory]
    [MemberData(nameof(Domains))]
    public void Elements_lie_in_their_domain_and_stay_there_when_they_shrink(double low, double high, double hole)
    {
        var domain = new Domain(low, high, hole);
        var arbitrary = Generate.Tensors(domain);
        var tensors = Sample(arbitrary, 300);
        Assert.All(tensors.Concat(tensors.SelectMany(arbitrary.Shrinker)), x => Assert.All(x.ToArray(), element => Assert.True(domain.Contains(element), $"{element} lies outside {domain}")));
    }

    [Fact]
    public void Elements_reach_both_ends_and_both_sides_of_a_hole()
    {
        var elements = Sample(Generate.Tensors(Domain.AwayFromZero), 500).SelectMany(x => x.ToArray()).ToArray();
        Assert.InRange(elements.Min(), -2, -1.9);
        Assert.InRange(elements.Max(), 1.9, 2);
        Assert.InRange(elements.Where(element => element > 0).Min(), 0.2, 0.25);
        Assert.InRange(elements.Where(element => element < 0).Max(), -0.25, -0.2);
    }

    [Fact]
    public void Tensors_are_strided_and_round_now_and_then()
    {
        var tensors = Sample(Generate.Tensors<float>(Domain.Reals), 500);
        Assert.Contains(tensors, x => !x.IsContiguous);
        Assert.Contains(tensors, x => x.Length > 2 && x.ToArray().All(element => element * 4 == MathF.Round(element * 4)));
    }

    [Fact]
    public void Tensors_shrink_until_nothing_is_left_to_shrink()
    {
        var arbitrary = Generate.Tensors(Domain.Positive);
        foreach (var start in Sample(arbitrary, 50))
        {
            var (x, steps) = (start, 0);
            while (arbitrary.Shrinker(x).FirstOrDefault() is { } smaller) (x, steps) = (smaller, steps + 1);
            Assert.True(x.Rank == 0 || x.Shape == [0], x.Shape.ToString());
            Assert.InRange(steps, 0, 100);
        }
    }

    [Fact]
    public void Factors_have_a_product()
        => Assert.All(Sample(Generate.Factors<double>(Domain.Reals), 300), pair => Assert.Equal(pair.A.Shape[-2], Tensor.MatMul(pair.A, pair.B).Shape[-2]));

    [Fact]
    public void Programs_name_the_operations_of_your_own()
    {
        var programs = Sample(Generate.Programs(6, ("my_op", Tensor.Sin)), 200);
        Assert.Contains(programs, program => program.ToString().Contains("= my_op(v", StringComparison.Ordinal));
        Assert.All(programs, program => Assert.DoesNotContain(program.Run(program.Input).ToArray(), double.IsNaN));
    }

    [Fact]
    public void Empty_domains_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Generate.Tensors(new Domain(1, 0)));
        Assert.Throws<ArgumentException>(() => Generate.Tensors(new Domain(-1, 1, 2)));
        Assert.Throws<ArgumentException>(() => Generate.Tensors(new Domain(double.NaN, 1)));
    }

    private static T[] Sample<T>(Arbitrary<T> arbitrary, int count) => [.. arbitrary.Generator.Sample(count)];
}
