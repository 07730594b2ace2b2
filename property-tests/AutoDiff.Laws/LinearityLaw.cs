namespace AutoDiff.Laws;

/// <summary>Jᵀ(α ȳ + β z̄) = α Jᵀȳ + β Jᵀz̄ and J(α ẋ + β ż) = α Jẋ + β Jż.</summary>
public class LinearityLaw
{
    [Fact]
    public void Vjp_is_linear_in_the_adjoint()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            var x = graph.Data.Of(graph.Shape);
            var shape = graph.Run(x).Shape;
            var (a, b) = (graph.Data.Of(shape, 1), graph.Data.Of(shape, 2));
            Law.Near(2 * Vjp(a) - 3 * Vjp(b), Vjp(2 * a - 3 * b));

            Tensor<double> Vjp(Tensor<double> seed) => Differentiate.Vjp(graph.Run, x, seed).Vjp;
        });

    [Fact]
    public void Jvp_is_linear_in_the_tangent()
        => Law.Holds(Graph.Arbitrary(), graph =>
        {
            var x = graph.Data.Of(graph.Shape);
            var (a, b) = (graph.Data.Of(graph.Shape, 1), graph.Data.Of(graph.Shape, 2));
            Law.Near(2 * Jvp(a) - 3 * Jvp(b), Jvp(2 * a - 3 * b));

            Tensor<double> Jvp(Tensor<double> tangent) => Differentiate.Jvp(graph.Run, x, tangent).Jvp;
        });
}
