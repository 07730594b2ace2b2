namespace AutoDiff.Tests;

public class ParameterUpdateTests
{
    // One register and less, several registers at once, several and a rest.
    public static TheoryData<int> Lengths => [1, 7, 8, 9, 31, 32, 33, 64, 100, 1027];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Three_states_change_with_the_value(int length)
    {
        var parameters = Enumerable.Range(0, 4).Select(k => new Parameter<double>(Tensor.Arange(k, k + length, 1.0))).ToArray();
        var (w, s, t, u) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        using (var tape = Tape.Start()) w.Update(tape.Gradients(Tensor.Sum(Tensor.Square(w.Value)), w), new Mixed(10), s, t, u);
        for (var k = 0; k < length; k++)
        {
            // The value is k, its gradient 2 k, and the states are k + 1, k + 2 and k + 3.
            Assert.Equal(10 * k + 2 * k, w.Snapshot().ToArray()[k]);
            Assert.Equal(k + 1 - (k + 2), s.Snapshot().ToArray()[k]);
            Assert.Equal((k + 2) * (k + 3), t.Snapshot().ToArray()[k]);
            Assert.Equal(-(k + 3), u.Snapshot().ToArray()[k]);
        }

        Assert.All(parameters, parameter => Assert.Equal(1, parameter.Version));
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Another_parameter_can_stand_in_for_the_gradient(int length)
    {
        var (w, x) = (new Parameter<float>(Tensor.Arange(0f, length, 1f)), new Parameter<float>(Tensor.Arange(1f, length + 1, 1f)));
        w.Update(x, new Plus(2));
        for (var k = 0; k < length; k++) Assert.Equal(k + 2 * (k + 1), w.Snapshot().ToArray()[k]);
        Assert.Equal((1, 0), (w.Version, x.Version));
    }

    [Fact]
    public void A_parameter_can_stand_in_for_itself()
    {
        var w = new Parameter<double>(Tensor.Of(1.0, 2, 3));
        w.Update(w, new Plus(2));
        Near.Equal([3, 6, 9], w.Snapshot());
    }

    [Fact]
    public void Another_shape_is_refused()
    {
        var w = new Parameter<double>(Tensor.Of(1.0, 2));
        Assert.Throws<ShapeException>(() => w.Update(new Parameter<double>(Tensor.Of(1.0)), new Plus(2)));
        Assert.Throws<ShapeException>(() => w.Dot(new Parameter<double>(Tensor.Of(1.0))));
    }

    private readonly record struct Mixed(double Scale) : IUpdate3
    {
        public (N Value, N State1, N State2, N State3) Next<N>(N value, N gradient, N state1, N state2, N state3) where N : IReal<N>
            => (N.From(Scale) * value + gradient, state1 - state2, state2 * state3, -state3);
    }

    private readonly record struct Plus(double Scale) : IUpdate
    {
        public N Next<N>(N value, N gradient) where N : IReal<N> => value + N.From(Scale) * gradient;
    }
}
