namespace AutoDiff.Checking;

/// <summary>What an exception out of a rule points to.</summary>
internal static class Thrown
{
    public static CheckDiagnosis Diagnose(Exception exception, int order, string path, Shape[] inputs, Shape result, IReadOnlyList<string> names)
    {
        var message = exception.Message;
        if (exception is not ShapeException) return message.Contains("must return one adjoint for each", StringComparison.Ordinal) ? Tell(Mistake.WrongShape, -1, $"Wrong number of adjoints: {message}")
            : Tell(Mistake.Throws, -1, $"The rule throws {exception.GetType().Name}: {message}");
        for (var k = 0; k < inputs.Length; k++)
        {
            // "decay: the adjoint of input 0 must have its shape, [2, 3], got [3, 2]."
            if (!message.Contains(FormattableString.Invariant($"input {k} "), StringComparison.Ordinal) || !message.EndsWith('.')) continue;
            var got = message[(message.LastIndexOf("got ", StringComparison.Ordinal) + 4)..^1];
            if (got == result.ToString() && result != inputs[k] && Places.Broadcast(inputs[k], result) is not null)
            {
                return Tell(
                    Mistake.MissingSum, k, $"Missing sum: the adjoint of {names[k]} has the shape of the result, {result}, where {names[k]} has {inputs[k]}.", $"Sum over the broadcast axes: Tensor.SumTo(adjoint, {names[k]}.Shape).");
            }

            int[] reversed = [.. inputs[k].Reverse()];
            if (inputs[k].Rank > 1 && got == ((Shape)reversed).ToString()) return Tell(Mistake.Transposed, k, $"Transposed: the adjoint of {names[k]} has shape {got}, that of its transpose.", "Transpose it.");
        }

        return Tell(Mistake.WrongShape, -1, $"Wrong shape: {message}");

        CheckDiagnosis Tell(Mistake mistake, int input, string what, string remedy = "") => new(mistake, order, path, input, what, remedy);
    }
}
