using AutoDiff.Catalogues;
using AutoDiff.Checking;

namespace AutoDiff.Laws;

/// <summary>
/// Every operation at random: any shapes that fit, any attributes, strided, flipped and repeated inputs, kinks and ties. Reverse agrees with
/// forward, both with differences, and neither value nor derivative depends on the layout.
/// </summary>
public class OperationFuzz
{
    private const int Cases = 200;

    /// <summary>Every tenth case goes on to the second order.</summary>
    private const int SecondOrder = 10;

    public static TheoryData<string> Names() => [.. Catalogue<double>.Rows.Where(row => row.Samples.Count > 0).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivatives_are_right(string name)
    {
        var row = Catalogue<double>.Find(name)!;
        Fuzz.Check(name, Cases, (seed, k) =>
        {
            var call = RandomCall.Of(row, seed);
            var options = new CheckOptions { Op = name, Order = k % SecondOrder == 0 ? Math.Min(2, call.Sample.Order) : 1, MaxEntries = k % SecondOrder == 0 ? 64 : 0, Directions = 1, Seed = seed };
            var report = Check.Gradients(call.Results, options, call.Inputs);
            return report.Passed ? null : $"{call}\n{report}";
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_depends_on_the_layout(string name)
    {
        var row = Catalogue<double>.Find(name)!;
        Fuzz.Check(name, Cases, (seed, _) =>
        {
            var call = RandomCall.Of(row, seed);
            var contiguous = Array.ConvertAll(call.Inputs, x => Tensor.From(x.ToArray(), x.Shape));
            var y = call.Results(contiguous);
            var adjoint = new Data(seed).Of(y.Shape);
            var (expected, expectedVjps) = Differentiate.Vjp(call.Results, contiguous, adjoint);
            var (actual, vjps) = Differentiate.Vjp(call.Results, call.Inputs, adjoint);
            Law.SameBits(y, expected);
            Near(expected, actual, "value");
            for (var k = 0; k < vjps.Length; k++) Near(expectedVjps[k], vjps[k], $"vjp of input {k}");
            return null;

            // A second evaluation tells a wrong rule from one that is not repeatable.
            void Near(Tensor<double> e, Tensor<double> a, string what) => Assert.True(
                Law.AreNear(e, a, 1e-10), $"{call}\n{what}: contiguous {e}, strided {a}; once more contiguous: {string.Join(", ", Differentiate.Vjp(call.Results, contiguous, adjoint).Vjps.Select(vjp => $"{vjp}"))}");
        });
    }

    [Fact]
    public void Draws_belong_to_rows() => Assert.All(Draws<double>.Names, name => Assert.NotNull(Catalogue<double>.Find(name)));
}
