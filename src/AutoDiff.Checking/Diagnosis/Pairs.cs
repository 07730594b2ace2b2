namespace AutoDiff.Checking;

/// <summary>Entries of a Jacobian beside the numbers that they may be functions of: what formulas are fitted to.</summary>
internal sealed class Pairs
{
    private const int Most = 240;

    private readonly List<List<double>> _values = [];
    private readonly List<string> _names = [];

    private Pairs()
    {
    }

    /// <summary>What the rule says.</summary>
    public List<double> Analytic { get; } = [];

    /// <summary>What it should be.</summary>
    public List<double> Numeric { get; } = [];

    /// <summary>Which entries failed.</summary>
    public List<bool> Wrong { get; } = [];

    /// <summary>How near a value must be to be taken for another.</summary>
    public List<double> Slack { get; } = [];

    public int Count => Analytic.Count;

    /// <summary>How many of them are at the inputs themselves; they come first.</summary>
    public int Here { get; private set; }

    /// <summary>The numbers: elements of the inputs and of the result at the place of the row (i) or of the column (j).</summary>
    public IEnumerable<(string Name, List<double> Values)> Features => _names.Zip(_values);

    /// <summary>The entries of one input's derivative that are not zero on both sides, here and at more points.</summary>
    public static Pairs Of(Evidence evidence, Block block)
    {
        var facts = evidence.Facts;
        var pairs = new Pairs();
        var mine = Places.Broadcast(block.Shape, facts.Result);
        var isElementwise = mine is not null && block.Known().All(at => mine[at.Row] == at.Column || (block.IsZero(at.Row, at.Column) && block.IsNear(at.Row, at.Column, 0)));
        var readers = pairs.Readers(evidence, block, isElementwise);
        foreach (var place in evidence.More())
        {
            var here = place.Blocks[block.Input];
            var known = here.Known().Where(at => isElementwise ? mine![at.Row] == at.Column : !here.IsZero(at.Row, at.Column) || !here.IsNear(at.Row, at.Column, 0)).ToArray();
            var stride = Math.Max(1, 4 * known.Length / Most);
            for (var k = 0; k < known.Length; k += stride)
            {
                var (r, c) = known[k];
                pairs.Analytic.Add(here.Analytic[r, c]);
                pairs.Numeric.Add(here.Numeric[r, c]);
                pairs.Wrong.Add(here.Wrong[r, c]);
                pairs.Slack.Add(here.Slack(r, c, here.Numeric[r, c]));
                for (var f = 0; f < readers.Count; f++) pairs._values[f].Add(readers[f](place, r, c));
            }

            if (place == evidence) pairs.Here = pairs.Count;
        }

        return pairs;
    }

    /// <summary>The mean of the elements that a result reads.</summary>
    private static double Mean(Evidence at, int input, int row)
    {
        var (block, sum, count) = (at.Blocks[input], 0.0, 0);
        for (var c = 0; c < block.Columns; c++)
        {
            if (block.IsZero(row, c)) continue;
            sum += at.Points[input][c];
            count++;
        }

        return sum / count;
    }

    private List<Func<Evidence, int, int, double>> Readers(Evidence evidence, Block block, bool isElementwise)
    {
        var facts = evidence.Facts;
        var readers = new List<Func<Evidence, int, int, double>>();
        for (var l = 0; l < facts.Shapes.Length; l++)
        {
            var input = l;
            if (isElementwise)
            {
                if (Places.Broadcast(facts.Shapes[l], facts.Result) is { } places) Add(facts.Names[l], (at, r, _) => at.Points[input][places[r]]);
                continue;
            }

            if (Places.Broadcast(facts.Shapes[l], block.Shape) is { } columns) Add(facts.Names[l] + "[j]", (at, _, c) => at.Points[input][columns[c]]);
            if (Places.Broadcast(facts.Shapes[l], facts.Result) is { } rows) Add(facts.Names[l] + "[i]", (at, r, _) => at.Points[input][rows[r]]);
        }

        Add(isElementwise || facts.Result.Size == 1 ? "y" : "y[i]", (at, r, _) => at.Value[r]);
        if (!isElementwise) Add($"mean({facts.Names[block.Input]})", (at, r, _) => Mean(at, block.Input, r));
        if (!isElementwise && Places.Broadcast(facts.Result, block.Shape) is { } results && facts.Result.Size > 1) Add("y[j]", (at, _, c) => at.Value[results[c]]);
        return readers;

        void Add(string name, Func<Evidence, int, int, double> read)
        {
            _names.Add(name);
            _values.Add([]);
            readers.Add(read);
        }
    }
}
