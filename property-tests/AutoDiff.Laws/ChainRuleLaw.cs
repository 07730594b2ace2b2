namespace AutoDiff.Laws;

/// <summary>J(f ∘ g)ᵀ ȳ = J(g)ᵀ J(f)ᵀ ȳ and J(f ∘ g) ẋ = J(f) J(g) ẋ, on random graphs with sharing.</summary>
public class ChainRuleLaw
{
    [Fact]
    public void Derivative_of_a_composition_is_the_product_of_derivatives()
        => Law.Holds(Graph.Arbitrary(12), graph =>
        {
            // The first half of the steps is g; the second starts from its result alone.
            var half = graph.Steps.Length / 2;
            var g = graph with { Steps = graph.Steps[..half] };
            var f = graph with { Steps = graph.Steps[half..] };
            var x = graph.Data.Of(graph.Shape);
            var tangent = graph.Data.Of(graph.Shape, 1);
            var (u, uTangent) = Differentiate.Jvp(g.Run, x, tangent);
            var (y, yTangent) = Differentiate.Jvp(f.Run, u, uTangent);
            Law.Near(yTangent, Differentiate.Jvp(z => f.Run(g.Run(z)), x, tangent).Jvp);

            var seed = graph.Data.Of(y.Shape, 2);
            var uAdjoint = Differentiate.Vjp(f.Run, u, seed).Vjp;
            Law.Near(Differentiate.Vjp(g.Run, x, uAdjoint).Vjp, Differentiate.Vjp(z => f.Run(g.Run(z)), x, seed).Vjp);
        });

    [Fact]
    public void Adjoint_of_an_intermediate_carries_the_rest_of_the_derivative()
        => Law.Holds(Graph.Arbitrary(12), graph =>
        {
            var half = graph.Steps.Length / 2;
            var g = graph with { Steps = graph.Steps[..half] };
            var f = graph with { Steps = graph.Steps[half..] };
            using var tape = Tape.Start();
            var x = tape.Variable(graph.Data.Of(graph.Shape));
            var u = g.Run(x);
            var y = f.RunToScalar(u);
            var both = tape.Gradients<double>(y, [u, x], unreached: Unreached.Zero);
            Law.Near(both[x], tape.Gradients(u, [x], both[u])[x]);
        });
}
