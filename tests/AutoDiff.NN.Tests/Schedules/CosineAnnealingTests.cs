namespace AutoDiff.NN.Tests;

public sealed class CosineAnnealingTests
{
    // Expected: PyTorch 1.13.1, CosineAnnealingLR(T_max=5, eta_min=0.01).
    [Fact]
    public void The_rate_falls_along_half_a_cosine_and_rises_again() => Rates.Are(
        new CosineAnnealing(5, 0.01),
        0.1, 0.09140576474687263, 0.06890576474687263, 0.04109423525312736, 0.018594235253127367, 0.01, 0.018594235253127367, 0.04109423525312739);

    [Fact]
    public void It_reaches_zero() => Assert.Equal(0, new CosineAnnealing(10).Rate(0.1, 10));
}
