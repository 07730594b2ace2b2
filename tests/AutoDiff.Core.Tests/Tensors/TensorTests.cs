namespace AutoDiff.Tests;

public class TensorTests
{
    private static readonly Tensor<double> Grid = Tensor.From([1.0, 2, 3, 4, 5, 6], [2, 3]);

    [Fact]
    public void Views_show_the_elements_in_their_order()
    {
        Assert.Equal([1, 4, 2, 5, 3, 6], Grid.Transpose().ToArray());
        Assert.Equal([3, 2, 1, 6, 5, 4], Grid.Flip(1).ToArray());
        Assert.Equal([4, 5, 6, 1, 2, 3], Grid.Flip(0).ToArray());
        Assert.Equal([1, 3, 4, 6], Grid.Narrow(1, 0, 2, 2).ToArray());
        Assert.Equal([3, 1, 6, 4], Grid.Narrow(1, 2, 2, -2).ToArray());
        Assert.Equal([1, 4], Grid.Select(1, 0).ToArray());
        Assert.Equal([4, 5, 6], Grid[1].ToArray());
        Assert.Equal([2, 3, 5, 6], Grid[.., 1..].ToArray());
        Assert.Equal([1, 1, 2, 2], Tensor.From([1.0, 2.0], [2, 1]).BroadcastTo([2, 2]).ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], Grid.Reshape(3, -1).ToArray());
        Assert.Equal([1, 4, 2, 5, 3, 6], Grid.Transpose().Reshape(6).ToArray());
        Assert.Equal([6, 4, 3, 1], Grid.Flip(0, 1)[.., Slice.Every(.., 2)].ToArray());
    }

    [Fact]
    public void View_keeps_its_memory_alive()
    {
        var view = Make();
        for (var i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            _ = Tensor.Full([100_000], -1.0) * 2;
        }

        Assert.All(view.ToArray(), v => Assert.Equal(6.0, v));

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static Tensor<double> Make()
        {
            using var tape = Tape.Start();
            var x = tape.Variable(Tensor.Full([100, 1000], 3.0));
            return tape.Gradients(Tensor.Sum(x * x), x)[x].Transpose().Narrow(0, 10, 20);
        }
    }

    [Fact]
    public void Element_of_a_tensor_with_one()
    {
        Assert.Equal(3.0, Tensor.Of(3.0).Item);
        Assert.Throws<InvalidOperationException>(() => Grid.Item);
    }

    [Fact]
    public void Empty_tensors_have_empty_gradients()
    {
        var x = Tensor.Zeros<double>([0, 3]);
        Assert.Equal(0.0, Tensor.Sum(x * x).Item);
        Assert.Equal(x.Shape, Differentiate.Gradient(z => Tensor.Sum(z * z), x).Shape);
        Assert.Equal([0.0, 0, 0], Tensor.Sum(x, axis: 0).ToArray());
    }

    [Fact]
    public void Wrap_refuses_what_leaves_the_storage()
    {
        Assert.Throws<ArgumentException>(() => Tensor.Wrap(new double[5], [2, 3], [3, 1]));
        Assert.Throws<ArgumentException>(() => Tensor.Wrap(new double[6], [3], [-1], 1));
        Assert.Throws<ArgumentException>(() => Tensor.Wrap(new double[6], [3], [1, 1]));
        Assert.Equal([3.0, 2, 1], Tensor.Wrap([1.0, 2, 3], [3], [-1], 2).ToArray());
        Assert.Equal([2.0, 2, 2], Tensor.Wrap([1.0, 2, 3], [3], [0], 1).ToArray());
    }

    [Fact]
    public void Matrix_product_reads_views_of_every_direction()
    {
        // [[1,2,3],[4,5,6]] times its flips, worked out by hand.
        Near.Equal([14, 32, 32, 77], Tensor.MatMul(Grid, Grid.Transpose()));
        Near.Equal([10, 28, 28, 73], Tensor.MatMul(Grid, Grid.Flip(1).Transpose()));
        Near.Equal([32, 14, 77, 32], Tensor.MatMul(Grid, Grid.Flip(0).Transpose()));
        Near.Equal([28, 73, 10, 28], Tensor.MatMul(Grid.Flip(0), Grid.Flip(1).Transpose()));
        Near.Equal([28, 10], Tensor.MatMul(Grid.Flip(0), Tensor.Of(3.0, 2.0, 1.0)) - Tensor.Zeros<double>([2]));
    }

    [Fact]
    public void Gradient_flows_through_every_view()
    {
        Same(x => x.Transpose(), [1, 3, 5, 2, 4, 6]);
        Same(x => x.Flip(0, 1), [6, 5, 4, 3, 2, 1]);
        Same(x => x.Narrow(1, 2, 2, -2), [2, 0, 1, 4, 0, 3]);
        Same(x => x.Reshape(3, 2), [1, 2, 3, 4, 5, 6]);
        Same(x => x.Unsqueeze(1).BroadcastTo([2, 2, 3]), [5, 7, 9, 17, 19, 21]);
        Same(x => x[1], [0, 0, 0, 1, 2, 3]);

        // The adjoint of element k of the view is k + 1.
        static void Same(Func<Tensor<double>, Tensor<double>> view, double[] expected)
            => Near.Equal(expected, Differentiate.Gradient(x => Tensor.Sum(view(x) * (Tensor.Arange<double>(view(Grid).Length).Reshape(view(Grid).Shape) + 1)), Grid));
    }
}
