using System.Globalization;

namespace AutoDiff.Core.Tests.Visual;

/// <summary>The values and adjoints in the expected texts are worked out by hand.</summary>
public class TapeListingTests
{
    [Fact]
    public void Listing_shows_operation_inputs_shape_and_value()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, 2.0, 3.0));
        _ = Tensor.Exp(x * 0.0) + Tensor.Of(10.0, 20.0, 30.0);

        Assert.Equal(
            """
                op             inputs           shape  value
            %0  leaf                            [3]    [1, 2, 3]
            %1  mul_scalar(0)  %0               [3]    [0, 0, 0]
            %2  exp            %1               [3]    [1, 1, 1]
            %3  add            %2 [10, 20, 30]  [3]    [11, 21, 31]
            """.ReplaceLineEndings("\n"),
            tape.Listing());
    }

    [Fact]
    public void Listing_of_a_result_shows_the_adjoint_of_every_node_and_0_where_none_flows()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Scalar(3.0));
        var unused = tape.Variable(Tensor.Scalar(5.0));
        var y = x * x;
        _ = unused * unused;

        Assert.Equal(
            """
                op    inputs  shape  value  adjoint
            %0  leaf          []     3      6
            %1  leaf          []     5      0
            %2  mul   %0 %0   []     9      1
            %3  mul   %1 %1   []     25     0
            """.ReplaceLineEndings("\n"),
            tape.Listing(y));
    }

    [Fact]
    public void Higher_order_scalars_have_names_and_values()
    {
        using var tape = Tape.Start(higherOrder: true);
        var x = tape.Variable(3.0);
        var y = x * 2.0 + Var<double>.Sqrt(x + 1.0);

        Assert.Equal(
            """
                  op       inputs  slopes  value  adjoint
            %0    scalars
              $0  leaf                     3      2.25
              $1  mul      $0 2    2       6      1
              $2  add      $0 1    1       4      0.25
              $3  sqrt     $2      0.25    2      1
              $4  add      $1 $3   1 1     8      1
            """.ReplaceLineEndings("\n"),
            tape.Listing(y));
    }

    [Fact]
    public void First_order_scalars_have_slopes_only_and_floats_are_marked()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(3f);
        _ = x * x;

        Assert.Equal(
            """
                   op       inputs   slopes
            %0     scalars
              $0f  leaf
              $1f  scalar   $0f $0f  3 3
            """.ReplaceLineEndings("\n"),
            tape.ToString());
    }

    [Fact]
    public void Scalars_between_tensors_are_followed_both_ways()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(2.0, 5.0));
        var scalars = Tensor.ToScalars(x);
        var y = Tensor.FromScalars([scalars[0] * scalars[1], 7.0], [2]);

        Assert.Equal(
            """
                  op            inputs       slopes  shape  value    adjoint
            %0    leaf                               [2]    [2, 5]   [5, 2]
            %1    to_scalars    %0
              $0  element                                            5
              $1  element                                            2
            %2    scalars
              $2  scalar        $0 $1        5 2                     1
            %3    from_scalars  $2 constant          [2]    [10, 7]  [1, 1]
            """.ReplaceLineEndings("\n"),
            tape.Listing(y, Tensor.Of(1.0, 1.0)));
    }

    [Fact]
    public void Long_runs_long_values_and_large_constants_are_elided()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Zeros<double>([100]));
        _ = x + Tensor.Ones<double>([100]);
        var s = tape.Variable(1.0);
        for (var k = 0; k < 99; k++) s += 1.0;

        Assert.Equal(
            """
                op       inputs            shape  value
            %0  leaf                       [100]  [0, 0, …, 0, 0]
            %1  add      %0 constant[100]  [100]  [1, 1, …, 1, 1]
            %2  scalars                           $0 … $99
            """.ReplaceLineEndings("\n"),
            tape.Listing());
    }

    [Fact]
    public void Listing_does_not_change_what_is_recorded_or_the_gradients()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, 2.0));
        var a = tape.Variable(3.0);
        var y = Tensor.Sum(x * x * Tensor.FromScalars([a * a, a], [2]));
        var first = tape.Listing(y);
        var count = tape.Count;

        Assert.Equal(first, tape.Listing(y));
        Assert.Equal(count, tape.Count);
        var gradients = tape.Gradients(y, x, a);
        Assert.Equal([18.0, 12.0], gradients[x].ToArray());
        Assert.Equal(10.0, gradients[a].Value);
    }

    [Fact]
    public void Listing_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            using var tape = Tape.Start();
            _ = tape.Variable(Tensor.Scalar(0.5)) * 1.5;
            Assert.Contains("mul_scalar(1.5)", tape.Listing());
            Assert.Contains("0.75", tape.Listing());
            Assert.Same(comma, CultureInfo.CurrentCulture);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Listing_of_a_result_with_several_elements_asks_for_a_seed()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, 2.0));
        var error = Assert.Throws<ShapeException>(() => tape.Listing(x));
        Assert.Equal("listing: y must be a scalar, got shape [2]; pass a seed.", error.Message);
    }

    [Fact]
    public void A_disposed_tape_says_so()
    {
        var tape = Tape.Start();
        tape.Dispose();
        Assert.Equal("tape: disposed", tape.ToString());
        Assert.Throws<ObjectDisposedException>(() => tape.Listing());
    }
}
