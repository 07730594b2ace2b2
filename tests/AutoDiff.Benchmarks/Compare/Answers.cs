using System.Numerics;
using System.Text.Json;

namespace AutoDiff.Benchmarks;

/// <summary>What each benchmark must compute, according to PyTorch in double precision: see <c>Peers/answers.py</c>.</summary>
internal sealed class Answers
{
    /// <summary>Relative to the scale of each number. Single precision with sums of up to 10⁷ terms stays well below; a wrong rule does not.</summary>
    private const double Tolerance = 1e-4;

    private readonly Dictionary<string, double[][]> _expected;

    private Answers(Dictionary<string, double[][]> expected) => _expected = expected;

    /// <summary>Reads a file that <c>answers.py</c> wrote; the one beside the program if none is named.</summary>
    public static Answers Read(string? path)
    {
        using var file = File.OpenRead(path ?? Path.Combine(AppContext.BaseDirectory, "answers.json"));
        return new Answers(JsonSerializer.Deserialize<Dictionary<string, double[][]>>(file)!);
    }

    /// <summary>A tensor told by two numbers: its length, which sees wrong values, and its product with a fixed direction, which sees wrong places and signs.</summary>
    public static double[] Fingerprint<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Fingerprint<T>(x.ToArray());

    /// <inheritdoc cref="Fingerprint{T}(Tensor{T})"/>
    public static double[] Fingerprint<T>(ReadOnlySpan<T> elements) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double squares = 0, shadow = 0;
        for (var k = 0; k < elements.Length; k++)
        {
            var element = double.CreateTruncating(elements[k]);
            squares += element * element;
            shadow += element * Numbers.Unit(k, Numbers.Shadow);
        }

        return [Math.Sqrt(squares), shadow];
    }

    /// <summary>The fingerprints of all gradients, one after the other.</summary>
    public static IEnumerable<double> Fingerprints(IEnumerable<Tensor<float>> tensors) => tensors.SelectMany(Fingerprint);

    /// <summary>Compares an answer with what is known of it.</summary>
    /// <exception cref="WrongAnswerException">It is wrong, or nothing is known of it.</exception>
    public void Check(string benchmark, IEnumerable<double> answer)
    {
        if (!_expected.TryGetValue(benchmark, out var expected)) throw new WrongAnswerException("nothing is known of its answer; run Peers/answers.py again");
        var numbers = answer.ToArray();
        if (numbers.Length != expected.Length) throw new WrongAnswerException($"its answer must have {expected.Length} numbers, got {numbers.Length}");
        for (var k = 0; k < numbers.Length; k++)
        {
            var (value, scale) = (expected[k][0], expected[k][1]);
            if (!(Math.Abs(numbers[k] - value) <= Tolerance * scale))
                throw new WrongAnswerException(FormattableString.Invariant($"number {k} of its answer is {numbers[k]:R}, PyTorch has {value:R} (tolerance {Tolerance * scale:E1})"));
        }
    }
}

/// <summary>A benchmark computes something else than it should, so its time means nothing.</summary>
internal sealed class WrongAnswerException(string message) : Exception("wrong answer: " + message);
