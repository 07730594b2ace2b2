namespace AutoDiff.NN;

/// <summary>Ends a training that does not get better any more, and keeps the best weights.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Source: Prechelt 1998, "Early stopping, but when?".</remarks>
/// <example><code>
/// var stopping = new EarlyStopping&lt;float&gt;(model, patience: 5);
/// // after each epoch:
/// if (stopping.Advance(validationLoss)) break;
/// // in the end:
/// stopping.RestoreBest();
/// </code></example>
public sealed class EarlyStopping<T> : IStateful<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Parameter<T>[] _tensors, _best;
    private readonly double _gain;
    private int _epochs;

    /// <summary>Begins without a best value.</summary>
    /// <param name="model">Whose parameters and buffers are kept.</param>
    /// <param name="patience">How many epochs without a better value are let pass.</param>
    /// <param name="gain">By how much a value must be better to count.</param>
    /// <param name="metric">The name of the metric to watch; null for the validation loss, or the training loss where there is no validation.</param>
    /// <param name="isMaximising">True where a higher value is better.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public EarlyStopping(Model<T> model, int patience, double gain = 0, string? metric = null, bool isMaximising = false)
    {
        _tensors = [.. ModelTensors.Of(model).Select(named => named.Tensor)];
        _best = Array.ConvertAll(_tensors, tensor => new Parameter<T>(Tensor.Zeros<T>(tensor.Shape), $"best {tensor.Name}"));
        (Patience, _gain) = (Require.NotNegative("early stopping", patience), Require.NotNegative("early stopping", gain));
        (Metric, IsMaximising) = (metric, isMaximising);
        Best = isMaximising ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>How many epochs without a better value are let pass.</summary>
    public int Patience { get; }

    /// <summary>The name of the metric to watch; null for the loss.</summary>
    public string? Metric { get; }

    /// <summary>True where a higher value is better.</summary>
    public bool IsMaximising { get; }

    /// <summary>The best value so far; infinite, the wrong way, before the first.</summary>
    public double Best { get; private set; }

    /// <summary>The epoch of the best value, counted from 1; 0 before the first.</summary>
    public int BestEpoch { get; private set; }

    /// <summary>True when more epochs than the patience have passed without a better value.</summary>
    public bool IsOver => BestEpoch > 0 ? _epochs - BestEpoch > Patience : _epochs > Patience;

    /// <summary>Takes the value of an epoch, and keeps the weights where it is the best. NaN is never the best.</summary>
    /// <returns>True where the training is over.</returns>
    public bool Advance(double value)
    {
        _epochs++;
        if (IsMaximising ? value > Best + _gain : value < Best - _gain)
        {
            (Best, BestEpoch) = (value, _epochs);
            for (var k = 0; k < _best.Length; k++) _tensors[k].Snapshot().CopyTo(_best[k].Update());
        }

        return IsOver;
    }

    /// <summary>Sets the weights to those of the best epoch; leaves them alone where there was none.</summary>
    public void RestoreBest()
    {
        for (var k = 0; k < _best.Length && BestEpoch > 0; k++) _tensors[k].Set(_best[k].Snapshot());
    }

    /// <inheritdoc/>
    public void Visit(IStateVisitor<T> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        Best = visitor.Visit("best", Best);
        BestEpoch = (int)visitor.Visit("best_epoch", BestEpoch);
        _epochs = (int)visitor.Visit("epochs", _epochs);
        for (var k = 0; k < _best.Length; k++) visitor.Visit($"weights.{k}", _best[k]);
    }
}
