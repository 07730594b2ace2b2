using AutoDiff;

namespace Tour;

/// <summary>One neuron draws one line and cannot learn exclusive or. Two layers can: they bend the plane first.</summary>
internal static class Step5Xor
{
    public static void Run()
    {
        var x = Tensor.From(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } });
        var t = Tensor.From(new double[,] { { 0 }, { 1 }, { 1 }, { 0 } });

        var random = new Random(1);
        Parameter<double>[] parameters =
        [
            new(Tensor.Normal<double>([2, 4], random), "w1"),
            new(Tensor.Zeros<double>([4]), "b1"),
            new(Tensor.Normal<double>([4, 1], random), "w2"),
            new(Tensor.Zeros<double>([1]), "b2"),
        ];

        Tensor<double> Network()
        {
            var hidden = Tensor.Tanh(Tensor.MatMul(x, parameters[0]) + parameters[1]);
            return Tensor.Sigmoid(Tensor.MatMul(hidden, parameters[2]) + parameters[3]);
        }

        var losses = new List<double>();
        for (var epoch = 0; epoch < 400; epoch++)
        {
            using var tape = Tape.Start();
            var loss = Tensor.Sum(Tensor.Square(Network() - t)) / 4;
            losses.Add(loss.Item);

            // Learning, in full: take the gradients, go a little downhill.
            var gradients = tape.Gradients(loss, parameters);
            foreach (var parameter in parameters) Descend(parameter, gradients[parameter], rate: 2);
        }

        Console.WriteLine(Plot.Curve(losses, columns: 72, rows: 10));
        Console.WriteLine($"loss {losses[0]:F4} at first, {losses[^1]:F4} after {losses.Count} steps\n");

        var answers = Network().ToArray();
        for (var k = 0; k < 4; k++) Console.WriteLine($"  {k >> 1} xor {k & 1} = {answers[k]:F3}");
        for (var k = 0; k < 4; k++) Expect.Near((k >> 1) ^ (k & 1), answers[k], 0.1);
    }

    private static void Descend(Parameter<double> parameter, Tensor<double> gradient, double rate)
    {
        var values = parameter.Update();
        var slopes = gradient.ToArray();
        for (var k = 0; k < values.Length; k++) values[k] -= rate * slopes[k];
    }
}
