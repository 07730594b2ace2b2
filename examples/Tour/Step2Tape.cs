using System.Numerics;
using AutoDiff;

namespace Tour;

/// <summary>A tape watches the function being computed, then walks back over what it saw with the chain rule: all slopes, all digits, one walk.</summary>
internal static class Step2Tape
{
    public static void Run()
    {
        using var tape = Tape.Start();
        var x = tape.Variable(2.0);
        var y = F(x);
        var slope = tape.Gradients(y, x)[x];

        Console.WriteLine($"f(2)  = {y.Value}");
        Console.WriteLine($"f'(2) = {slope.Value}: every digit.");
        Expect.Near(1.9726023611141572, slope.Value, 1e-15);

        // F is written for any kind of number: with double it only computes, with Var<double> it is also recorded.
        Expect.Near(F(2.0), y.Value, 0);

        // Two inputs cost no more walks than one.
        var (a, b) = (tape.Variable(3.0), tape.Variable(4.0));
        var gradients = tape.Gradients(Var<double>.Sqrt(a * a + b * b), a, b);
        Console.WriteLine($"The distance √(a² + b²) at (3, 4) grows by {gradients[a].Value:F1} with a and by {gradients[b].Value:F1} with b.");
        Expect.Near(0.6, gradients[a].Value);
        Expect.Near(0.8, gradients[b].Value);
    }

    private static N F<N>(N x) where N : IFloatingPointIeee754<N> => x * x * N.Sin(x);
}
