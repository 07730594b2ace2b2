namespace AutoDiff.NN;

public sealed partial class Trainer<T, TBatch>
{
    private Gradients<T>? _sum;

    /// <summary>Makes one step with one batch.</summary>
    /// <param name="batch">The samples.</param>
    /// <param name="samples">How many there are: their weight in the mean loss of the epoch.</param>
    /// <exception cref="TrainingException">A number is not finite, or the loss ran away; the step was not made.</exception>
    public StepRecord Step(TBatch batch, int samples = 1) => StepWith([(batch, samples)]);

    /// <summary>One step with several batches: the loss is the mean over all of their samples.</summary>
    private StepRecord StepWith(List<(TBatch Batch, int Samples)> group)
    {
        var samples = group.Sum(part => part.Samples);
        var (loss, norm) = (double.NaN, double.NaN);
        var isFirst = true;
        Gradients<T>? gradients = null;
        Optimiser.Step(() =>
        {
            // Line searches evaluate again; what is told is what was there before the step.
            gradients?.Dispose();
            (var value, gradients) = group.Count == 1 ? Gradients(group[0].Batch, 1) : Gradients(group, samples);
            var length = Guard(gradients);
            if (isFirst)
            {
                (loss, norm, isFirst) = (double.CreateTruncating(value), length, false);
                RefuseDivergence(loss);
                if (WatchesGradients) _statistics.Add(gradients);
            }

            if (ClipNorm is { } most && length + 1e-6 > most) Clip.ByNorm(gradients, most);
            return (value, gradients);
        });
        gradients?.Dispose();
        Steps++;
        _lossSum += samples * loss;
        _samples += samples;
        if (IsScheduledByStep) Scheduler?.Advance();
        return new StepRecord(Steps, loss, norm, samples);
    }

    private (T Loss, Gradients<T> Gradients) Gradients(List<(TBatch Batch, int Samples)> group, int samples)
    {
        _sum ??= new Gradients<T>(Optimiser.Parameters);
        _sum.Clear();
        var loss = T.Zero;
        foreach (var (batch, size) in group)
        {
            var (part, gradients) = Gradients(batch, (double)size / samples);
            loss += part;
            using (gradients) _sum.Add(gradients);
        }

        return (loss, _sum);
    }

    /// <summary>The loss of a batch, times its share of the step, and its gradients.</summary>
    private (T Loss, Gradients<T> Gradients) Gradients(TBatch batch, double share)
    {
        using var tape = Tape.Start();
        var loss = _loss(_predict(batch), batch);
        if (share != 1) loss *= share;
        var value = loss.Item;
        if (!T.IsFinite(value))
        {
            var spoilt = Optimiser.Parameters.FirstOrDefault(parameter => !double.IsFinite(parameter.Norm(double.PositiveInfinity)));
            throw Stop(spoilt is not null
                ? $"the loss is {value}: parameter '{NameOf(spoilt)}' is not finite"
                : $"the loss is {value}, and began to be not finite at {tape.FirstNotFinite() ?? "its inputs"}; the parameters are finite");
        }

        return (value, tape.Gradients(loss, Optimiser.Parameters));
    }

    /// <summary>The norm of gradients that are finite.</summary>
    private double Guard(Gradients<T> gradients)
    {
        var norm = gradients.Norm();
        if (double.IsFinite(norm)) return norm;

        // Replay runs from the loss to the inputs, so the last parameter with such a gradient is the one where it began.
        var first = Optimiser.Parameters.LastOrDefault(parameter => Array.Exists(gradients[parameter].ToArray(), x => !T.IsFinite(x)));
        throw Stop(first is null
            ? $"the norm of the gradients is {norm} though each is finite"
            : $"the loss is finite, but the gradient of '{NameOf(first)}' is not; it is the one nearest to the loss, so look at what comes after it");
    }

    private void RefuseDivergence(double loss)
    {
        if (double.IsNaN(_firstLoss)) _firstLoss = loss;
        if (loss - _firstLoss > DivergenceFactor * (1 + Math.Abs(_firstLoss)))
            throw Stop(FormattableString.Invariant($"the loss diverged from {_firstLoss:G4} to {loss:G4} (lower the learning rate, or clip the gradients)"));
    }

    private TrainingException Stop(string what) => new(Epoch + 1, Steps + 1, what);

    private string NameOf(Parameter<T> parameter)
        => ModelTensors.Of(Model).FirstOrDefault(named => ReferenceEquals(named.Tensor, parameter)).Name ?? parameter.Name ?? "without a name";
}
