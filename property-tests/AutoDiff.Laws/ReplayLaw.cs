namespace AutoDiff.Laws;

/// <summary>A replay changes nothing: a second one gives the same bits, and so does a tape that is used again.</summary>
public class ReplayLaw
{
    [Fact]
    public void Replaying_twice_gives_the_same_as_once()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            using var tape = Tape.Start();
            var x = tape.Variable(graph.Data.Of(graph.Shape));
            var y = graph.RunToScalar(x);
            var before = y.Detach();
            var first = Gradient(tape, y, x);
            var tangent = tape.Tangents<double>([y], [(x, graph.Data.Of(graph.Shape, 1))])[0].Detach();
            Law.SameBits(first, Gradient(tape, y, x));
            Law.SameBits(tangent, tape.Tangents<double>([y], [(x, graph.Data.Of(graph.Shape, 1))])[0]);
            Law.SameBits(first, Gradient(tape, y, x));
            Law.SameBits(before, y);
        });

    [Fact]
    public void Tape_that_is_used_again_gives_the_same()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            var first = Once();
            _ = Differentiate.Hessian(z => Tensor.Sum(z * z * z), graph.Data.Of([3]));
            Law.SameBits(first, Once());

            Tensor<double> Once()
            {
                using var tape = Tape.Start();
                var x = tape.Variable(graph.Data.Of(graph.Shape));
                return Gradient(tape, graph.RunToScalar(x), x);
            }
        });

    [Fact]
    public void Recorded_replay_gives_the_same_gradient_as_an_unrecorded_one()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            using var tape = Tape.Start(higherOrder: true);
            var x = tape.Variable(graph.Data.Of(graph.Shape));
            var y = graph.RunToScalar(x);
            Law.Near(Gradient(tape, y, x), tape.Gradients<double>(y, [x], graph: true, unreached: Unreached.Zero)[x]);
        });

    private static Tensor<double> Gradient(Tape tape, Tensor<double> y, Tensor<double> x) => tape.Gradients<double>(y, [x], unreached: Unreached.Zero)[x];
}
