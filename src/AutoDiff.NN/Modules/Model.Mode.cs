namespace AutoDiff.NN;

public abstract partial class Model<T>
{
    /// <summary>Whether this model is being trained; <see cref="Train"/> and <see cref="Evaluate"/> choose it.</summary>
    /// <remarks>A mode that was forgotten cannot go unnoticed: unchosen, or in training without a recording tape, a layer for which it matters throws.</remarks>
    public Mode Mode { get; internal set; }

    /// <summary>True in training mode.</summary>
    public bool IsTraining => Mode == Mode.Training;

    /// <summary>Chooses training for this model and its parts.</summary>
    /// <returns>Dispose it to go back to what was chosen before; or ignore it.</returns>
    public ModeScope<T> Train() => Choose(Mode.Training);

    /// <summary>Chooses evaluation for this model and its parts.</summary>
    /// <returns>Dispose it to go back to what was chosen before; or ignore it.</returns>
    /// <example><code>using (model.Evaluate()) accuracy = Accuracy(model.Forward(x));</code></example>
    public ModeScope<T> Evaluate() => Choose(Mode.Evaluation);

    /// <summary>True in training, false in evaluation: for layers that behave differently.</summary>
    /// <param name="op">The layer, for the message.</param>
    /// <exception cref="InvalidOperationException">The mode was never chosen, or is training while nothing records.</exception>
    protected bool RequireMode(string op)
    {
        if (Mode == Mode.Evaluation) return false;
        if (Mode == Mode.Unchosen)
            throw new InvalidOperationException($"{op}: {Place} behaves differently in training and evaluation, and neither was chosen; call Train() or Evaluate() on the model.");
        if (!Tape.IsRecording)
            throw new InvalidOperationException($"{op}: {Place} is in training mode but no tape records; call Evaluate() on the model before inference, or start a tape to train.");
        return true;
    }

    /// <summary>The layer as a message names it.</summary>
    private string Place => Path.Length == 0 ? ToString() : $"{this} at '{Path}'";

    private ModeScope<T> Choose(Mode mode)
    {
        var before = new List<(Model<T>, Mode)>();
        Choose(mode, before);
        return new ModeScope<T>(before);
    }

    private void Choose(Mode mode, List<(Model<T>, Mode)> before)
    {
        before.Add((this, Mode));
        Mode = mode;
        foreach (var (_, part) in _children) part.Choose(mode, before);
    }
}
