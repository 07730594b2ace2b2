namespace AutoDiff.NN.Tests;

public sealed class CalibrationTests
{
    /// <summary>In 5 bins: confidences 0.55 (right) and 0.6 (wrong) share (0.4, 0.6]; 0.9 (right), 0.95 (wrong) and 1 (right) share (0.8, 1].</summary>
    private static Calibration Counted()
    {
        var calibration = new Calibration(5);
        calibration.Add(Tensor.From(new[,] { { 0.55, 0.45 }, { 0.4, 0.6 } }), Tensor.Of(0, 0));
        calibration.Add(Tensor.From(new[,] { { 0.9, 0.1 }, { 0.05, 0.95 }, { 1, 0 } }), Tensor.Of(0, 0, 0));
        return calibration;
    }

    [Fact]
    public void Bins_hold_what_lies_between_their_limits()
    {
        var bins = Counted().Bins;
        Assert.Equal([0, 0, 2, 0, 3], bins.Select(bin => bin.Count));
        Assert.Equal((0.4, 0.6, 0.5), (bins[2].From, bins[2].To, bins[2].Accuracy));
        Assert.Equal(0.575, bins[2].Confidence, 1e-15);
        Assert.Equal(0.95, bins[4].Confidence, 1e-15);
        Assert.Equal(2.0 / 3, bins[4].Accuracy);
        Assert.True(double.IsNaN(bins[0].Accuracy));
    }

    [Fact]
    public void Errors_are_gaps_between_confidence_and_accuracy()
    {
        var calibration = Counted();
        Assert.Equal((2 * 0.075 + 3 * (0.95 - 2.0 / 3)) / 5, calibration.ExpectedError, 1e-14);
        Assert.Equal(0.95 - 2.0 / 3, calibration.MaximumError, 1e-14);
        Assert.True(double.IsNaN(new Calibration().ExpectedError) && double.IsNaN(new Calibration().MaximumError));
    }

    [Fact]
    public void It_prints_a_line_for_each_bin_in_use()
        => Assert.Equal(
            """
            confidence       samples  mean confidence  accuracy
            (0.400, 0.600]        2            0.575     0.500
            (0.800, 1.000]        3            0.950     0.667
            expected calibration error 0.200
            """.ReplaceLineEndings("\n"),
            Counted().ToString());

    [Fact]
    public void Misuse_is_refused_and_adds_nothing()
    {
        var calibration = new Calibration();
        Assert.Throws<ShapeException>(() => calibration.Add(Tensor.Of(0.5), Tensor.Of(0)));
        Assert.Contains("take the softmax of logits first", Assert.Throws<ArgumentOutOfRangeException>(() => calibration.Add(Tensor.From(new[,] { { 2.0, 0 } }), Tensor.Of(0))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => calibration.Add(Tensor.From(new[,] { { 0.5, 0.5 } }), Tensor.Of(2)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Calibration(0));
        Assert.Equal(0, calibration.Total);
    }
}
