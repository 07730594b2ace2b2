namespace AutoDiff.Tests;

public class ParameterTests
{
    private static readonly Tensor<double> Two = Tensor.Of(1.0, 2.0);

    [Fact]
    public void Every_use_on_a_tape_is_the_same_leaf()
    {
        var w = new Parameter<double>(Two, "w");
        using var tape = Tape.Start();
        Assert.Same(w.Value, w.Value);
        Near.Equal([2, 4], tape.Gradients<double>(Tensor.Sum(w.Value * w.Value), w)[w]);
    }

    [Fact]
    public void Without_a_tape_it_is_a_constant()
    {
        var w = new Parameter<double>(Two);
        Assert.False(w.Value.IsTracked);
    }

    [Fact]
    public void Change_between_recording_and_replay_is_refused()
    {
        var w = new Parameter<double>(Two, "bias");
        using var tape = Tape.Start();
        var y = Tensor.Sum(w.Value * w.Value);
        w.Update()[0] = 5;
        Assert.Contains("bias", Assert.Throws<InvalidOperationException>(() => tape.Gradients<double>(y, w)).Message);
        Assert.Contains("bias", Assert.Throws<InvalidOperationException>(() => tape.Tangents<double>([y], [(w.Value, Two)])).Message);
    }

    [Fact]
    public void Change_of_a_parameter_that_the_result_does_not_use_is_no_matter()
    {
        var (w, v) = (new Parameter<double>(Two), new Parameter<double>(Two));
        using var tape = Tape.Start();
        var y = Tensor.Sum(w.Value * w.Value);
        _ = v.Value * 2;
        v.Set(Tensor.Of(0.0, 0.0));
        Near.Equal([2, 4], tape.Gradients<double>(y, w)[w]);
    }

    [Fact]
    public void Update_after_the_gradients_shows_on_the_next_tape()
    {
        var w = new Parameter<double>(Two);
        for (var step = 0; step < 3; step++)
        {
            using var tape = Tape.Start();
            var gradients = tape.Gradients(Tensor.Sum(w.Value * w.Value), [w]);
            var g = gradients[w].ToArray();
            var values = w.Update();
            for (var i = 0; i < g.Length; i++) values[i] -= 0.25 * g[i];
        }

        // w ← w - 0.25 · 2w halves w each time.
        Near.Equal([0.125, 0.25], w.Snapshot());
        Assert.Equal(3, w.Version);
    }

    [Fact]
    public void Snapshot_is_not_reached_by_later_changes()
    {
        var w = new Parameter<double>(Two);
        var before = w.Snapshot();
        w.Set(Tensor.Of(7.0, 8.0));
        Near.Equal([1, 2], before);
        Near.Equal([7, 8], w.Snapshot());
        Near.Equal([1, 2], Two);
    }

    [Fact]
    public void Set_refuses_another_shape()
        => Assert.Throws<ShapeException>(() => new Parameter<double>(Two, "w").Set(Tensor.Of(1.0)));

    [Fact]
    public void Parameter_is_shared_by_threads()
    {
        var w = new Parameter<double>(Two);
        Parallel.For(0, 20, _ =>
        {
            using var tape = Tape.Start();
            Near.Equal([2, 4], tape.Gradients<double>(Tensor.Sum(w.Value * w.Value), w)[w]);
        });
    }
}
