using AutoDiff;

namespace Tour;

/// <summary>A neuron weighs its inputs, adds a bias and squashes the result. One step against the gradient makes it a little less wrong.</summary>
internal static class Step4Neuron
{
    public static void Run()
    {
        // w x + b = 2 · 1 + (-3) · 0.5 + 0.5 = 1, so the answer is tanh 1 = 0.7616. It should have been 0.
        var x = Tensor.Of(1.0, 0.5);
        var w = Tensor.Of(2.0, -3.0);
        var b = Tensor.Scalar(0.5);

        using var tape = Tape.Start();
        var (wt, bt) = (tape.Variable(w), tape.Variable(b));
        var answer = Tensor.Tanh(Tensor.Sum(wt * x) + bt);
        var loss = Tensor.Square(answer);
        var gradients = tape.Gradients(loss, wt, bt);

        // By hand: ∂loss/∂b = 2 tanh 1 · (1 - tanh² 1), and each weight gets that times its input.
        var t = Math.Tanh(1);
        var byHand = 2 * t * (1 - t * t);
        Console.WriteLine($"answer {answer.Item:F4}, loss {loss.Item:F4}");
        Console.WriteLine($"∂loss/∂b = {gradients[bt].Item:F4}, by hand {byHand:F4}");
        Console.WriteLine($"∂loss/∂w = {gradients[wt]}: the same times x = {x}");
        Expect.Near(byHand, gradients[bt].Item);
        Expect.Near(byHand, gradients[wt].ToArray()[0]);
        Expect.Near(byHand * 0.5, gradients[wt].ToArray()[1]);

        // Downhill is where the gradient does not point. A tape pauses for what need not be followed.
        using (tape.Pause())
        {
            var rate = 0.1;
            var better = Tensor.Tanh(Tensor.Sum((w - rate * gradients[wt]) * x) + (b - rate * gradients[bt]));
            Console.WriteLine($"after one step of {rate} downhill: answer {better.Item:F4}, loss {Tensor.Square(better).Item:F4}");

            // The step takes 0.1 · byHand · (1² + 0.5² + 1) off the argument.
            Expect.Near(Math.Tanh(1 - 0.1 * byHand * 2.25), better.Item);
        }
    }
}
