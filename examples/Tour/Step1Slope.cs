namespace Tour;

/// <summary>The slope of a function is how much it grows when x grows a little. Finite differences take that literally.</summary>
internal static class Step1Slope
{
    public static void Run()
    {
        Console.WriteLine("f(x) = x² sin x at x = 2. On paper: f'(x) = 2x sin x + x² cos x = 1.9726023611141572.\n");
        const double exact = 1.9726023611141572;

        foreach (var h in new[] { 1e-1, 1e-4, 1e-8, 1e-12 })
        {
            var slope = (F(2 + h) - F(2)) / h;
            Console.WriteLine($"  h = {h,-6}  (f(x + h) - f(x)) / h = {slope,-18:F12}  off by {Math.Abs(slope - exact):E1}");
        }

        // Too large a step sees the curve bend; too small a step is lost in rounding. Half of all digits is the best there is.
        Expect.Near(exact, (F(2 + 1e-8) - F(2)) / 1e-8, 1e-6);
        Console.WriteLine("\nNever all digits, and one more evaluation for every input: a network with a million weights would need a million.");
    }

    private static double F(double x) => x * x * Math.Sin(x);
}
