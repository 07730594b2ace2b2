namespace AutoDiff.NN;

/// <summary>The tensors of a model under their dotted names, in a fixed order.</summary>
internal static class ModelTensors
{
    /// <summary>What is trained, and what is remembered beside it.</summary>
    public static IReadOnlyList<(string Name, Parameter<T> Tensor)> Of<T>(Model<T> model) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. model.NamedParameters, .. model.NamedBuffers];
    }
}
