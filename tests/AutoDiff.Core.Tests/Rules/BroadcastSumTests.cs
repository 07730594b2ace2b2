namespace AutoDiff.Tests;

public class BroadcastSumTests
{
    private static readonly Tensor<double> X = Tensor.Of(0.5, 2.0, -1.0), Y = Tensor.Of(1.0, 3.0, -2.0), S = Tensor.Scalar(1.5), Repeated = Tensor.Full([3], 1.5);

    public static TheoryData<string> Names => ["atan2", "divide", "hypot", "maximum"];

    /// <summary>
    /// The sum over a row shorter than a register was lost once its code had been compiled again, with a profile of calls in which other operands
    /// were repeated. So each operand is the repeated one for a while, and the compiler gets time in between.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_of_a_repeated_number_stays_right_however_often_it_is_taken(string name)
    {
        Func<Tensor<double>, Tensor<double>, Tensor<double>> f = name switch
        {
            "atan2" => Tensor.Atan2,
            "divide" => (a, b) => a / b,
            "hypot" => Tensor.Hypot,
            _ => Tensor.Maximum,
        };
        var first = Gradients(f, Repeated, Y).A.Sum();
        var second = Gradients(f, X, Repeated).B.Sum();
        for (var phase = 0; phase < 8; phase++)
        {
            for (var round = 0; round < 400; round++)
            {
                if (phase % 3 != 1) Assert.Equal(first, Assert.Single(Gradients(f, S, Y).A), 1e-12);
                if (phase % 3 != 0) Assert.Equal(second, Assert.Single(Gradients(f, X, S).B), 1e-12);
                if (phase % 3 == 2) Gradients(f, X, Y);
            }

            Thread.Sleep(150);
        }
    }

    private static (double[] A, double[] B) Gradients(Func<Tensor<double>, Tensor<double>, Tensor<double>> f, Tensor<double> a, Tensor<double> b)
    {
        using var tape = Tape.Start();
        var (x, y) = (tape.Variable(a), tape.Variable(b));
        var gradients = tape.Gradients(Tensor.Sum(f(x, y)), x, y);
        return (gradients[x].ToArray(), gradients[y].ToArray());
    }
}
