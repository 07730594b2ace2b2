namespace AutoDiff.NN.Tests;

/// <summary>A start and eight gradients for it, with a row of zeros and a spike among them.</summary>
internal static class Stream
{
    public static readonly double[] Start = [0.5, -1.25, 2.0];

    public static readonly double[][] Gradients =
    [
        [0.3, -1.2, 0.8], [-0.5, 0.7, 1.1], [0, 0, 0], [2.5, -0.4, -0.6], [-1.0, 0.9, 0.2], [0.6, 1.6, -1.4], [100, -0.3, 0.05], [-0.7, -0.8, 0.9],
    ];

    /// <summary>Steps along all gradients must lead to the expected weights after the third and after the eighth, one after the other.</summary>
    public static void Leads(Func<IReadOnlyList<Parameter<double>>, Optimiser<double>> create, params double[] expected)
    {
        var w = new Parameter<double>(Tensor.From(Start), "w");
        var optimiser = create([w]);
        var reached = new List<double>();
        for (var step = 0; step < Gradients.Length; step++)
        {
            Step(optimiser, w, Gradients[step]);
            if (step is 2 or 7) reached.AddRange(w.Snapshot().ToArray());
        }

        // Both sides round the same few operations in another order: 1e-13 leaves two digits to spare after eight steps.
        Assert.Equal(expected.Length, reached.Count);
        for (var k = 0; k < expected.Length; k++) Assert.Equal(expected[k], reached[k], 1e-13);
    }

    /// <summary>One step with a given gradient: that of ⟨w, gradient⟩.</summary>
    public static void Step(Optimiser<double> optimiser, Parameter<double> w, params double[] gradient)
    {
        using var tape = Tape.Start();
        optimiser.Step(tape.Gradients(Tensor.Sum(w.Value * Tensor.From(gradient)), w));
    }
}
