namespace AutoDiff.Laws;

/// <summary>⟨ȳ, J ẋ⟩ = ⟨Jᵀ ȳ, ẋ⟩, and both are what a small step along ẋ changes.</summary>
public class AdjointLaw
{
    [Fact]
    public void Reverse_and_forward_are_adjoint()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            var (x, tangent) = (graph.Data.Of(graph.Shape), graph.Data.Of(graph.Shape, 1));
            var (y, jvp) = Differentiate.Jvp(graph.Run, x, tangent);
            var seed = graph.Data.Of(y.Shape, 2);
            var vjp = Differentiate.Vjp(graph.Run, x, seed).Vjp;
            Law.Near(Law.Inner(seed, jvp), Law.Inner(vjp, tangent));
        });

    [Fact]
    public void Tangent_is_the_limit_of_the_central_difference()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            // The error of a central difference is h² f'''/6 plus the rounding 1e-16/h.
            const double h = 1e-4;
            var (x, tangent) = (graph.Data.Of(graph.Shape), graph.Data.Of(graph.Shape, 1));
            var difference = (graph.Run(x + h * tangent) - graph.Run(x - h * tangent)) / (2 * h);
            Law.Near(difference, Differentiate.Jvp(graph.Run, x, tangent).Jvp, 1e-4);
        });
}
