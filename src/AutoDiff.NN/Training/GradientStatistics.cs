using System.Globalization;

namespace AutoDiff.NN;

/// <summary>How large the gradients of a parameter were.</summary>
/// <param name="Name">Of the parameter.</param>
/// <param name="Gradient">Root mean square of the elements of its gradients.</param>
/// <param name="Weight">Root mean square of its elements now.</param>
/// <param name="Units">How many units it has: the length of its last axis.</param>
/// <param name="DeadUnits">Units whose gradients were exactly 0 at every step.</param>
public sealed record GradientRecord(string Name, double Gradient, double Weight, int Units, int DeadUnits);

/// <summary>Watches the gradients of a model over many steps, and says in words what is wrong with them.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Costs a pass over all gradients a step.</remarks>
/// <example><code>
/// var statistics = new GradientStatistics&lt;float&gt;(model);
/// // at each step:
/// statistics.Add(gradients);
/// // now and then:
/// foreach (var remark in statistics.Remarks()) Console.WriteLine(remark);
/// </code></example>
public sealed class GradientStatistics<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest layer's gradients are this many times those of a layer that vanishes.</summary>
    private const double Vanishing = 1e5;

    /// <summary>Gradients this many times the weights that they belong to change a network beyond recognition in a few steps.</summary>
    private const double Exploding = 1e3;

    private readonly (string Name, Parameter<T> Tensor)[] _watched;
    private readonly double[] _squares;
    private readonly bool[][] _isAlive;

    /// <summary>Begins without gradients.</summary>
    /// <param name="model">Whose parameters to watch.</param>
    public GradientStatistics(Model<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var parameters = model.Parameters.ToHashSet();
        _watched = [.. ModelTensors.Of(model).Where(named => parameters.Contains(named.Tensor) && named.Tensor.Length > 0)];
        _squares = new double[_watched.Length];
        _isAlive = Array.ConvertAll(_watched, named => new bool[named.Tensor.Shape.Rank == 0 ? 1 : named.Tensor.Shape[^1]]);
    }

    /// <summary>How many steps were watched.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes the gradients of a step.</summary>
    public void Add(Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        for (var k = 0; k < _watched.Length; k++)
        {
            if (!gradients.Contains(_watched[k].Tensor)) continue;
            var (elements, isAlive) = (gradients[_watched[k].Tensor].ToArray(), _isAlive[k]);
            for (var (i, unit) = (0, 0); i < elements.Length; i++, unit = unit + 1 == isAlive.Length ? 0 : unit + 1)
            {
                if (elements[i] == T.Zero) continue;
                isAlive[unit] = true;
                var size = double.CreateTruncating(elements[i]);
                _squares[k] += size * size;
            }
        }

        Steps++;
    }

    /// <summary>What was seen, parameter by parameter; empty before the first step.</summary>
    public IReadOnlyList<GradientRecord> Records() => Steps == 0 ? [] : [.. _watched.Select((named, k) => new GradientRecord(
        named.Name, Math.Sqrt(_squares[k] / ((double)Steps * named.Tensor.Length)), named.Tensor.Norm() / Math.Sqrt(named.Tensor.Length), _isAlive[k].Length, _isAlive[k].Count(alive => !alive)))];

    /// <summary>What is wrong, a sentence each: layers whose gradients vanish or explode, and dead units. Empty where nothing is.</summary>
    public IReadOnlyList<string> Remarks()
    {
        var records = Records();
        var largest = records.Count == 0 ? 0 : records.Max(record => record.Gradient);
        var remarks = new List<string>();
        foreach (var record in records)
        {
            if (record.Gradient == 0) remarks.Add($"{record.Name} has had no gradient at all in {Steps} steps: nothing that it does reaches the loss.");
            else if (record.DeadUnits > 0) remarks.Add($"{record.DeadUnits} of {record.Units} units of {record.Name} are dead: their gradient was 0 at each of {Steps} steps; a lower learning rate, another start or a leaky activation keeps units alive.");
            if (record.Gradient > 0 && record.Gradient * Vanishing < largest)
                remarks.Add($"the gradients of {record.Name} vanish: {Text(record.Gradient)} where those of other layers reach {Text(largest)}; normalisation, residual connections or another activation help.");
            if (record.Weight > 0 && record.Gradient > Exploding * record.Weight)
                remarks.Add($"the gradients of {record.Name} explode: {Text(record.Gradient)} for weights of {Text(record.Weight)}; clip them, or lower the learning rate.");
        }

        return remarks;
    }

    /// <summary>Forgets what was seen.</summary>
    public void Clear()
    {
        Steps = 0;
        Array.Clear(_squares);
        foreach (var isAlive in _isAlive) Array.Clear(isAlive);
    }

    private static string Text(double number) => number.ToString("G2", CultureInfo.InvariantCulture);
}
