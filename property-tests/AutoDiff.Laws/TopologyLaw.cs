namespace AutoDiff.Laws;

/// <summary>The order of the tape is topological: what is computed later never influences what was computed before, ∂yᵢ/∂yⱼ = 0 for i &lt; j.</summary>
public class TopologyLaw
{
    [Fact]
    public void Nothing_flows_from_an_earlier_result_to_a_later_one()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            using var tape = Tape.Start();
            var x = tape.Variable(graph.Data.Of(graph.Shape));
            var values = new List<Tensor<double>>();
            for (var k = 1; k <= graph.Steps.Length; k++) values.Add((graph with { Steps = graph.Steps[..k] }).Run(x));
            for (var i = 0; i + 1 < values.Count; i++)
            {
                var count = tape.Count;
                var y = Tensor.Sum(values[i]);
                Assert.True(tape.Count > count);
                if (ReferenceEquals(values[i], values[i + 1])) continue;
                Assert.Throws<InvalidOperationException>(() => tape.Gradients(y, values[i + 1] * 1));
            }
        });

    [Fact]
    public void Order_in_which_independent_parts_are_recorded_is_no_matter()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            var x = graph.Data.Of(graph.Shape);
            var other = graph with { Steps = [.. graph.Steps.Reverse()] };
            var first = Differentiate.Gradient(
                z =>
                {
                    var a = graph.RunToScalar(z);
                    var b = other.RunToScalar(z);
                    return a * b;
                },
                x);
            var second = Differentiate.Gradient(
                z =>
                {
                    var b = other.RunToScalar(z);
                    var a = graph.RunToScalar(z);
                    return a * b;
                },
                x);
            Law.Near(first, second);
        });
}
