namespace AutoDiff.NN;

public abstract partial class Model<T>
{
    /// <summary>A copy of all parameters and buffers by dotted name, in the names and layouts of PyTorch: a matrix of a linear map is [outputs, inputs].</summary>
    /// <remarks>A tensor that is used in several places is there once, under its first name.</remarks>
    public IReadOnlyDictionary<string, Tensor<T>> SaveState()
    {
        var state = new Dictionary<string, Tensor<T>>();
        foreach (var slot in Slots.DistinctBy(slot => slot.Tensor))
        {
            var copy = slot.Tensor.Snapshot();
            state.Add(slot.Name, slot.IsTransposed ? Tensor.From(copy.Transpose().ToArray(), slot.Shape) : copy);
        }

        return state;
    }

    /// <summary>Sets all parameters and buffers, as <see cref="SaveState"/> or PyTorch's state_dict gave them.</summary>
    /// <param name="state">By dotted name. What is used in several places may come under any of its names.</param>
    /// <param name="strict">Refuses a state that lacks a tensor or has one that the model does not know; otherwise these are left out, and told.</param>
    /// <returns>What was left out.</returns>
    /// <exception cref="StateException">Names are missing or unexpected, or shapes are wrong, these even where not strict. All are listed, and nothing has changed.</exception>
    public LoadReport LoadState(IReadOnlyDictionary<string, Tensor<T>> state, bool strict = true)
    {
        ArgumentNullException.ThrowIfNull(state);
        var report = Compare(state);
        if (report.WrongShapes.Count > 0 || (strict && !report.IsComplete)) throw new StateException(ToString(), report, strict);
        foreach (var slot in Slots)
        {
            if (state.TryGetValue(slot.Name, out var value)) slot.Tensor.Set(slot.IsTransposed ? value.Transpose() : value);
        }

        return report;
    }

    /// <summary>Until the result is disposed, this thread computes with tensors in place of the parameters; derivatives flow to them.</summary>
    /// <param name="state">Some of the parameters or buffers by dotted name, in the layouts of <see cref="SaveState"/>.</param>
    /// <exception cref="StateException">A name is unexpected or a shape wrong; all are listed.</exception>
    /// <example><code>
    /// using (model.Substitute(weights)) loss = Losses.MeanSquaredError(model.Forward(x), y);
    /// </code></example>
    /// <seealso cref="Parameter{T}.Substitute(Tensor{T})"/>
    public Substitution<T> Substitute(IReadOnlyDictionary<string, Tensor<T>> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var report = Compare(state);
        if (report.WrongShapes.Count > 0 || report.Unexpected.Count > 0) throw new StateException(ToString(), report with { Missing = [] }, true);
        var scopes = new List<Parameter<T>.Substituting>();
        foreach (var slot in Slots)
        {
            if (state.TryGetValue(slot.Name, out var value)) scopes.Add(slot.Tensor.Substitute(slot.IsTransposed ? value.Transpose() : value));
        }

        return new Substitution<T>(scopes);
    }

    private LoadReport Compare(IReadOnlyDictionary<string, Tensor<T>> state)
    {
        var known = Slots.Select(slot => slot.Name).ToHashSet();
        var given = Slots.Where(slot => state.ContainsKey(slot.Name)).Select(slot => slot.Tensor).ToHashSet();
        return new LoadReport(
            [.. Slots.DistinctBy(slot => slot.Tensor).Where(slot => !given.Contains(slot.Tensor)).Select(slot => slot.Name)],
            [.. state.Keys.Where(name => !known.Contains(name))],
            [.. Slots.Where(slot => state.TryGetValue(slot.Name, out var value) && value.Shape != slot.Shape).Select(slot => $"{slot.Name}: {slot.Shape} required, got {state[slot.Name].Shape}")]);
    }
}

/// <summary>Ends the substitution of the parameters of a model when disposed.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Substitution<T> : IDisposable where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Parameter<T>.Substituting> _scopes;

    internal Substitution(List<Parameter<T>.Substituting> scopes) => _scopes = scopes;

    /// <summary>Computes with the stored values again.</summary>
    public void Dispose()
    {
        for (var k = _scopes.Count - 1; k >= 0; k--) _scopes[k].Dispose();
        _scopes.Clear();
    }
}
