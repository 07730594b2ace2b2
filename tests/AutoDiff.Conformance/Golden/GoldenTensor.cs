using System.Numerics;
using System.Text.Json;
using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>A tensor of a golden file.</summary>
internal sealed class GoldenTensor(JsonElement json)
{
    public string Name { get; } = json.TryGetProperty("name", out var name) ? name.GetString()! : "";

    public Shape Shape { get; } = Integers(json.GetProperty("shape"));

    /// <summary>The values in row-major order; a mask as 0 and 1.</summary>
    public double[] Data { get; } = Numbers(json.GetProperty("data"));

    /// <summary>"f64", "f32", "i64" or "bool".</summary>
    public string Kind { get; } = !json.TryGetProperty("dtype", out var kind) ? "f64" : kind.GetString() switch
    {
        "float64" => "f64",
        "float32" => "f32",
        "int64" or "int32" or "uint8" => "i64",
        var other => other!,
    };

    /// <summary>False for numbers that take no gradient.</summary>
    public bool TakesGradient { get; } = !json.TryGetProperty("grad", out var grad) || grad.ValueKind != JsonValueKind.False;

    public bool IsNumbers => Kind is not ("i64" or "bool");

    /// <summary>The tensor as the library's, with the strides that the file asks for.</summary>
    public Tensor ToTensor() => Kind switch
    {
        "i64" => Build(value => checked((int)value)),
        "bool" => Build(value => value != 0),
        _ => Build(value => value),
    };

    /// <inheritdoc cref="ToTensor"/>
    public Tensor<double> ToNumbers() => (Tensor<double>)ToTensor();

    /// <summary>The values as numbers of a type, whatever their kind.</summary>
    public Tensor<T> ToNumbers<T>() where T : unmanaged, IFloatingPointIeee754<T> => Build(T.CreateTruncating);

    public static double[] Numbers(JsonElement list)
        => [.. list.EnumerateArray().Select(item => item.ValueKind switch { JsonValueKind.True => 1, JsonValueKind.False => 0, _ => Attributes.ReadNumber(item) })];

    private static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    private Tensor<V> Build<V>(Func<double, V> convert) where V : unmanaged
    {
        if (!json.TryGetProperty("strided", out var strided)) return Tensor.From(Array.ConvertAll(Data, value => convert(value)), Shape);
        var storage = Array.ConvertAll(Numbers(strided.GetProperty("storage")), value => convert(value));
        return Tensor.Wrap(storage, Shape, Integers(strided.GetProperty("strides")), strided.TryGetProperty("offset", out var offset) ? offset.GetInt32() : 0);
    }
}
