namespace CharacterModel;

/// <summary>The classical model of text: how often each character came after the last few. What it reaches is the mark for the networks.</summary>
/// <remarks>
/// p(c | last n) = (count(last n, c) + kinds · p(c | last n - 1))/(count(last n) + kinds), kinds being how many different characters came after the last n;
/// without any context all are equally likely. Source: Witten and Bell 1991, "The zero-frequency problem", interpolated.
/// </remarks>
internal sealed class NGrams
{
    private readonly int _vocabulary, _order;
    private readonly Dictionary<string, Dictionary<char, int>> _counts = [];

    /// <summary>Counts a text.</summary>
    /// <param name="text">What to learn from.</param>
    /// <param name="vocabulary">How many characters there are.</param>
    /// <param name="order">The longest context.</param>
    public NGrams(string text, int vocabulary, int order)
    {
        (_vocabulary, _order) = (vocabulary, order);
        for (var at = 0; at < text.Length; at++)
        {
            for (var length = 0; length <= Math.Min(order, at); length++)
            {
                var context = text[(at - length)..at];
                if (!_counts.TryGetValue(context, out var next)) _counts.Add(context, next = []);
                next[text[at]] = next.GetValueOrDefault(text[at]) + 1;
            }
        }
    }

    /// <summary>The mean surprise at each character of a text, in nats.</summary>
    public double CrossEntropy(string text)
    {
        var surprise = 0.0;
        for (var at = 0; at < text.Length; at++)
        {
            var p = 1.0 / _vocabulary;
            for (var length = 0; length <= Math.Min(_order, at); length++)
            {
                if (!_counts.TryGetValue(text[(at - length)..at], out var next)) break;
                p = (next.GetValueOrDefault(text[at]) + next.Count * p) / (next.Values.Sum() + next.Count);
            }

            surprise -= Math.Log(p);
        }

        return surprise / text.Length;
    }
}
