namespace AutoDiff.Tests;

public sealed class SubstituteTests
{
    private readonly Parameter<double> _w = new(Tensor.Of(1.0, 2), "w");

    [Fact]
    public void A_substitute_stands_for_the_parameter_until_it_is_disposed()
    {
        using (_w.Substitute(Tensor.Of(3.0, 4)))
        {
            Assert.Equal([3, 4], _w.Value.ToArray());
            using (_w.Substitute(Tensor.Of(5.0, 6))) Assert.Equal([5, 6], _w.Value.ToArray());
            Assert.Equal([3, 4], _w.Value.ToArray());
            Assert.Equal([1, 2], _w.Snapshot().ToArray());
        }

        Assert.Equal([1, 2], _w.Value.ToArray());
    }

    [Fact]
    public void Derivatives_flow_to_the_substitute_and_not_to_the_parameter()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(3.0, 4));
        Tensor<double> y;
        using (_w.Substitute(x * 2)) y = Tensor.Sum(Tensor.Square(_w.Value));
        Assert.Equal([24, 32], tape.Gradients(y, x)[x].ToArray());
        Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, _w));
    }

    [Fact]
    public void Other_shapes_are_refused()
        => Assert.Equal("substitute: parameter w has shape [2], got [3].", Assert.Throws<ShapeException>(() => _w.Substitute(Tensor.Zeros<double>([3]))).Message);

    [Fact]
    public void Disposing_twice_ends_one_substitution()
    {
        using var outer = _w.Substitute(Tensor.Of(3.0, 4));
        var inner = _w.Substitute(Tensor.Of(5.0, 6));
        inner.Dispose();
        inner.Dispose();
        Assert.Equal([3, 4], _w.Value.ToArray());
    }

    [Fact]
    public void Recording_is_told()
    {
        Assert.False(Tape.IsRecording);
        using var tape = Tape.Start();
        Assert.True(Tape.IsRecording);
        using (tape.Pause()) Assert.False(Tape.IsRecording);
    }
}
