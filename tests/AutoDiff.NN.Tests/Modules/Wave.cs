namespace AutoDiff.NN.Tests;

/// <summary>Numbers that another program makes too: sin(phase + 0.7 k) for element k.</summary>
internal static class Wave
{
    public static Tensor<double> Of(Shape shape, double phase) => Tensor.From([.. Enumerable.Range(0, shape.Size).Select(k => Math.Sin(phase + 0.7 * k))], shape);

    /// <summary>Parameter number i in the order of names gets half the wave of phase i, counted from 1, in PyTorch's layout.</summary>
    public static M Fill<M>(M model) where M : Model<double>
    {
        var state = model.SaveState();
        var names = model.NamedParameters.Select(named => named.Name).Order(StringComparer.Ordinal);
        model.LoadState(names.Index().ToDictionary(named => named.Item, named => 0.5 * Of(state[named.Item].Shape, named.Index + 1)), strict: false);
        return model;
    }

    /// <summary>Equal but for roundings of numbers of order 1.</summary>
    public static void Close(double[] expected, Tensor<double> y, double tolerance = 1e-13)
    {
        var values = y.ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var k = 0; k < values.Length; k++) Assert.True(Math.Abs(expected[k] - values[k]) <= tolerance, $"element {k}: {expected[k]} expected, got {values[k]}");
    }
}
