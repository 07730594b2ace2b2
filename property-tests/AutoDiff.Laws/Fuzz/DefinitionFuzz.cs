using AutoDiff.Catalogues;

namespace AutoDiff.Laws;

/// <summary>Every operation that has a definition of a line gives what it says, whatever the shape, the attributes and the layout.</summary>
public class DefinitionFuzz
{
    private const int Cases = 200;

    // A few roundings of either side; logarithms of 1 + x lose digits in the definition, not here.
    private const double Tolerance = 1e-13;

    public static TheoryData<string> Names() => [.. Definitions.Table.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_are_those_of_the_definition(string name)
    {
        var row = Catalogue<double>.Find(name)!;
        Fuzz.Check(name, Cases, (seed, _) =>
        {
            var call = RandomCall.Of(row, seed);
            var expected = Definitions.Table[name](call.Sample.Call());
            var actual = call.Results(call.Inputs).ToArray();
            var isSame = expected.Length == actual.Length && expected.Zip(actual).All(pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= Tolerance * Math.Max(1, Math.Abs(pair.First)));
            return isSame ? null : $"{call}\nexpected {string.Join(", ", expected)}\ngot {string.Join(", ", actual)}";
        });
    }
}
