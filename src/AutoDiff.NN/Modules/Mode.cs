namespace AutoDiff.NN;

/// <summary>Whether a model is being trained: layers such as dropout and batch normalisation behave differently then.</summary>
public enum Mode
{
    /// <summary>Nobody said; a layer for which it matters refuses to run.</summary>
    Unchosen,

    /// <summary>Training: dropout drops, batch normalisation uses the batch. Such layers run only while a tape records.</summary>
    Training,

    /// <summary>Evaluation: results depend on nothing but the input and the parameters.</summary>
    Evaluation,
}

/// <summary>Brings the modes of a model and its parts back to what they were, when disposed; ignored, it leaves them as they are.</summary>
/// <typeparam name="T">float or double.</typeparam>
public readonly ref struct ModeScope<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<(Model<T> Model, Mode Before)> _before;

    internal ModeScope(List<(Model<T> Model, Mode Before)> before) => _before = before;

    /// <summary>Brings the modes back.</summary>
    public void Dispose()
    {
        foreach (var (model, before) in _before) model.Mode = before;
    }
}
