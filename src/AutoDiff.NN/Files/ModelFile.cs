namespace AutoDiff.NN;

/// <summary>Weights of a model in a safetensors file: parameters and buffers by their dotted names, in the names and layouts of PyTorch.</summary>
/// <remarks>What PyTorch's <c>safetensors.torch.save_file(model.state_dict(), ...)</c> writes can be loaded, and the other way round.</remarks>
/// <example><code>
/// ModelFile.Save("digits.safetensors", model);
/// var report = ModelFile.Load("digits.safetensors", model);
/// </code></example>
public static class ModelFile
{
    /// <summary>Writes a model: beside its place first, then renamed.</summary>
    /// <param name="path">Replaced where it exists.</param>
    /// <param name="model">Its parameters and buffers.</param>
    /// <param name="type">F16, BF16, F32 or F64 to round to; null for the type of the model.</param>
    /// <param name="metadata">Words that are kept with the file; <c>format</c> is "pt" unless it is said.</param>
    /// <exception cref="IOException">It cannot be written; an older file is still there.</exception>
    /// <exception cref="ArgumentException">The type is another one.</exception>
    public static void Save<T>(string path, Model<T> model, SafetensorsType? type = null, IReadOnlyDictionary<string, string>? metadata = null)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        var writer = new SafetensorsWriter { Metadata = { ["format"] = "pt" } };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>()) writer.Metadata[key] = value;
        foreach (var (name, tensor) in model.SaveState())
        {
            if (type is { } rounded) writer.Add(name, tensor, rounded);
            else writer.Add(name, tensor);
        }

        writer.Save(path);
    }

    /// <summary>Sets the parameters and buffers of a model, converted from whatever type they have in the file.</summary>
    /// <param name="path">A safetensors file.</param>
    /// <param name="model">Made as it was when it was saved.</param>
    /// <param name="strict">Refuses a file that lacks a tensor or has one that the model does not know; otherwise these are left out, and told.</param>
    /// <returns>What was left out.</returns>
    /// <exception cref="SafetensorsException">It is not a valid safetensors file.</exception>
    /// <exception cref="StateException">It does not fit the model; everything that does not is listed, and nothing has changed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static LoadReport Load<T>(string path, Model<T> model, bool strict = true) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(model);
        using var file = SafetensorsFile.Open(path);
        return model.LoadState(file.ToDictionary(tensor => tensor.Name, tensor => tensor.Read<T>()), strict);
    }
}
