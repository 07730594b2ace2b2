using AutoDiff;

namespace Tour;

/// <summary>The tape is a list of small steps in the order in which they happened. Backpropagation reads it from the bottom to the top.</summary>
internal static class Step3Listing
{
    public static void Run()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(Tensor.Of(1.0, 2.0, 3.0));
        var w = tape.Variable(Tensor.Of(0.5, -1.0, 2.0));
        var y = Tensor.Square(Tensor.Sum(w * x) - 1);

        Console.WriteLine("y = (Σ w x - 1)²\n");
        Console.WriteLine(tape.Listing(y));
        Console.WriteLine(
            """

            Read the last column upwards. ȳ of y itself is 1. The square multiplies by 2 · 3.5 = 7, taking 1 away changes nothing,
            the sum hands the 7 to every element, and the product gives each factor the other one times 7.
            """);

        var gradients = tape.Gradients(y, x, w);
        Expect.Near(12.25, y.Item);
        Expect.Near(7 * 0.5, gradients[x].ToArray()[0]);
        Expect.Near(7 * 3.0, gradients[w].ToArray()[2]);

        // Scalars are listed too; a tape for higher orders keeps the names and values of every step.
        using var scalars = Tape.Start(higherOrder: true);
        var (a, b) = (scalars.Variable(3.0), scalars.Variable(4.0));
        Console.WriteLine("\n√(a² + b²), in scalars:\n");
        Console.WriteLine(scalars.Listing(Var<double>.Sqrt(a * a + b * b)));
        Console.WriteLine("\nThe same as a picture, for Graphviz: tape.ToDot(y).");
    }
}
