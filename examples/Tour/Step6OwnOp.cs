using AutoDiff;

namespace Tour;

/// <summary>What the library lacks you add: an elementwise function by its formula alone, anything else by its value and its way back.</summary>
internal static class Step6OwnOp
{
    public static void Run()
    {
        // The formula is all there is to say: kernels, gradient and second derivative follow from it.
        using (var tape = Tape.Start())
        {
            var x = tape.Variable(Tensor.Of(-1.0, 0.0, 1.0));
            var y = Tensor.Map(new Swish(Beta: 2), x);
            var first = tape.Gradients(Tensor.Sum(y), [x], graph: true)[x];
            var second = tape.Gradients(Tensor.Sum(first), x)[x];
            Console.WriteLine($"swish(x)   = x σ(2x) at {x.Detach()}: {y.Detach()}");
            Console.WriteLine($"swish'(x)  = {first.Detach()}");
            Console.WriteLine($"swish''(x) = {second}");

            // At 0: σ(0) = 1/2, and the second derivative is 2 β σ'(0) = 4 · 1/4.
            Expect.Near(0.5, first.ToArray()[1]);
            Expect.Near(1, second.ToArray()[1]);
        }

        // A running total, last to first on the way back: each input reaches every total from its own place on.
        using (var tape = Tape.Start())
        {
            var x = tape.Variable(Tensor.Of(1.0, 2.0, 3.0));
            var y = RunningTotal(x);
            var weights = Tensor.Of(1.0, 10.0, 100.0);
            var gradient = tape.Gradients(Tensor.Sum(weights * y), x)[x];
            Console.WriteLine($"\nrunning total of {x.Detach()}: {y.Detach()}");
            Console.WriteLine($"the gradient of 1 y₀ + 10 y₁ + 100 y₂: {gradient}");
            Expect.Near(6, y.ToArray()[2]);
            Expect.Near(111, gradient.ToArray()[0]);
            Expect.Near(110, gradient.ToArray()[1]);
            Expect.Near(100, gradient.ToArray()[2]);
        }
    }

    private static Tensor<double> RunningTotal(Tensor<double> x)
        => Tensor.Function("running_total", xs => Totals(xs[0]), (g, _, _) => [Reversed(Totals(Reversed(g)))], jvp: null, x);

    private static Tensor<double> Totals(Tensor<double> x)
    {
        var totals = x.ToArray();
        for (var k = 1; k < totals.Length; k++) totals[k] += totals[k - 1];
        return Tensor.From(totals);
    }

    private static Tensor<double> Reversed(Tensor<double> x)
    {
        var elements = x.ToArray();
        Array.Reverse(elements);
        return Tensor.From(elements);
    }

    /// <summary>x σ(βx).</summary>
    private readonly record struct Swish(double Beta) : IMap
    {
        public N Value<N>(N x) where N : IReal<N> => x / (N.One + N.Exp(N.From(-Beta) * x));
    }
}
