namespace AutoDiff.NN;

/// <summary>The tensors of a model under unique names, in a fixed order.</summary>
internal static class ModelTensors
{
    /// <summary>What is trained and what is remembered beside it.</summary>
    public static IReadOnlyList<(string Name, Parameter<T> Tensor)> Of<T>(Module<T> model) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var tensors = new List<(string, Parameter<T>)>();
        Collect(model, "", tensors, []);
        return tensors;
    }

    private static void Collect<T>(Module<T> model, string path, List<(string, Parameter<T>)> tensors, HashSet<Parameter<T>> known) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var k = 0; k < model.Parts.Count; k++) Collect(model.Parts[k], $"{path}{k}.", tensors, known);
        for (var k = 0; k < model.Parameters.Count; k++)
        {
            var parameter = model.Parameters[k];
            if (known.Add(parameter)) tensors.Add((path + (parameter.Name ?? $"parameter{k}"), parameter));
        }
    }
}
