namespace AutoDiff.Laws;

/// <summary>The adjoint of broadcasting is a sum: ⟨ȳ, Bx⟩ = ⟨Bᵀȳ, x⟩ with Bᵀ = SumTo.</summary>
public class BroadcastLaw
{
    [Fact]
    public void Adjoint_of_broadcast_is_a_sum()
        => Law.Holds(BroadcastPair.Arbitrary(), pair =>
        {
            var (x, g) = (pair.Data.Of(pair.From), pair.Data.Of(pair.To, 1));
            Law.Near(Law.Inner(g, x.BroadcastTo(pair.To)), Law.Inner(Tensor.SumTo(g, pair.From), x));
            Law.Near(Tensor.SumTo(g, pair.From), Differentiate.Vjp(z => z.BroadcastTo(pair.To), x, g).Vjp);
        });

    [Fact]
    public void Binary_operation_sums_over_what_it_repeated()
        => Law.Holds(BroadcastPair.Arbitrary(), pair =>
        {
            var (a, b, g) = (pair.Data.Of(pair.From), pair.Data.Of(pair.To, 1), pair.Data.Of(pair.To, 2));
            var vjps = Differentiate.Vjp(xs => xs[0] * xs[1], [a, b], g).Vjps;
            Law.Near(Tensor.SumTo(g * b, pair.From), vjps[0]);
            Law.Near(g * a, vjps[1]);
            vjps = Differentiate.Vjp(xs => xs[1] - xs[0], [a, b], g).Vjps;
            Law.Near(-Tensor.SumTo(g, pair.From), vjps[0]);
            Law.Near(g, vjps[1]);
        });
}
