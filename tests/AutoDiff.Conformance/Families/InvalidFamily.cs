using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>Calls that must be refused with a message that names the operation.</summary>
internal static class InvalidFamily
{
    public static Verdict Judge(GoldenCase golden)
    {
        var row = Catalogue<double>.Find(golden.Op) ?? throw new MissingException($"no operation {golden.Op}");
        var call = new Call<double>([.. golden.Inputs.Select(input => (input.Name, input.ToTensor()))], golden.Attributes);
        try
        {
            row.Apply(call);
        }
        catch (Exception error) when (error is not (NotOfferedException or MissingException))
        {
            // An operation that is a form of another one may say the name of that one.
            var isNamed = row.Covers.Select(Spell).Append(golden.Op).Any(name => error.Message.Contains(name, StringComparison.Ordinal));
            return isNamed ? Verdict.Passed : Verdict.Failed($"the message does not name the operation: {error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}");
        }

        return Verdict.Failed("the call was not refused");
    }

    /// <summary>A method's name as messages spell it: IndexSelect is index_select, MatMul is matmul.</summary>
    private static string Spell(string method) => method switch
    {
        nameof(Tensor.MatMul) => "matmul",
        nameof(Tensor<double>.BroadcastTo) => "broadcast",
        "AMax" => "amax",
        "AMin" => "amin",
        "ArgMax" => "argmax",
        "ArgMin" => "argmin",
        _ => string.Concat(method.Select((letter, k) => (k > 0 && char.IsUpper(letter) ? "_" : "") + char.ToLowerInvariant(letter))),
    };
}
