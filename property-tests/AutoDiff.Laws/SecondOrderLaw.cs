namespace AutoDiff.Laws;

/// <summary>H = Hᵀ, and H v is the same by reverse over reverse, forward over reverse and reverse over forward.</summary>
public class SecondOrderLaw
{
    // Two derivatives of a deep product of functions near 1 lose a few digits more than one.
    private const double Tolerance = 1e-9;

    [Fact]
    public void Hessian_is_symmetric()
        => Law.Holds(Graph.Arbitrary(6), graph =>
        {
            var x = graph.Data.Of(graph.Shape);
            var n = x.Length;
            var hessian = Differentiate.Hessian(graph.RunToScalar, x).Reshape(n, n);
            Law.Near(hessian.Transpose(), hessian, Tolerance);
        });

    [Fact]
    public void Every_order_of_modes_gives_the_same_product()
        => Law.Holds(Graph.Arbitrary(6), graph =>
        {
            var (x, v) = (graph.Data.Of(graph.Shape), graph.Data.Of(graph.Shape, 1));
            var forwardOverReverse = Differentiate.HessianVector(graph.RunToScalar, x, v);
            var reverseOverReverse = Differentiate.Gradient(z => Law.Inner(Differentiate.Gradient(graph.RunToScalar, z), v), x);
            var reverseOverForward = Differentiate.Gradient(z => Differentiate.Jvp(graph.RunToScalar, z, v).Jvp, x);
            Law.Near(forwardOverReverse, reverseOverReverse, Tolerance);
            Law.Near(forwardOverReverse, reverseOverForward, Tolerance);

            var n = x.Length;
            var hessian = Differentiate.Hessian(graph.RunToScalar, x).Reshape(n, n);
            Law.Near(Tensor.MatMul(hessian, v.Reshape(n)).Reshape(x.Shape), forwardOverReverse, Tolerance);
        });
}
