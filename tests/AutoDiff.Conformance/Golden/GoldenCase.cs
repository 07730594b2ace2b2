using System.Text.Json;
using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>One case: what to call, with what, and what should come out.</summary>
internal sealed class GoldenCase(string family, string op, string name, JsonElement json, ExactTable exact)
{
    public string Family => family;

    public string Op => op;

    public string Name => name;

    public Attributes Attributes { get; } = new(json.TryGetProperty("attrs", out var attributes) ? attributes : default);

    public IReadOnlyList<GoldenTensor> Inputs => field ??= List(json, "inputs");

    public IReadOnlyList<GoldenTensor> Outputs => field ??= List(json, "outputs");

    public IReadOnlyList<GoldenTensor> Gradients => field ??= List(json, "grads");

    /// <summary>The gradients, null where the file has a null.</summary>
    public IReadOnlyList<GoldenTensor?> GradientsWithGaps => ListWithGaps(json, "grads");

    /// <summary>One for each output; null where the output is not differentiated.</summary>
    public IReadOnlyList<GoldenTensor?> Cotangents => field ??= ListWithGaps(json, "cotangents");

    /// <summary>The second-order part; null where there is none.</summary>
    public GoldenSecond? Second { get; } = json.TryGetProperty("second", out var second) && second.ValueKind == JsonValueKind.Object
        ? new GoldenSecond(List(second, "directions"), List(second, "grads"), [.. ListWithGaps(second, "cotangents").OfType<GoldenTensor>()])
        : null;

    /// <summary>Tolerances of outputs, gradients and the second order; null where the file gives none.</summary>
    public double[]? Tolerances { get; } = !json.TryGetProperty("tol", out var tolerances) ? null
        : tolerances.ValueKind == JsonValueKind.Array ? [.. tolerances.EnumerateArray().Select(Attributes.ReadNumber)] : [Attributes.ReadNumber(tolerances)];

    /// <summary>True where outputs bind exactly and gradients are advice.</summary>
    public bool IsSpecial { get; } = json.TryGetProperty("special", out var special) && special.ValueKind == JsonValueKind.True;

    /// <summary>Why several answers are right; null where one is.</summary>
    public string? Debate { get; } = json.TryGetProperty("debatable", out var debate) ? debate.ToString() : null;

    /// <summary>The correctly rounded numbers; null where the file's own are good enough.</summary>
    public ExactNumbers? Exact => exact.Find(op, name, Attributes.Json);

    /// <summary>The ranges in which a gradient is right, by the input's name.</summary>
    public Dictionary<string, (double[] Low, double[] High)> Subgradients { get; } = json.TryGetProperty("subgradient", out var ranges)
        ? ranges.EnumerateArray().ToDictionary(range => range.GetProperty("name").GetString()!, range => (GoldenTensor.Numbers(range.GetProperty("lo")), GoldenTensor.Numbers(range.GetProperty("hi"))))
        : [];

    /// <summary>Another right answer; null where there is none.</summary>
    public (IReadOnlyList<GoldenTensor> Outputs, IReadOnlyList<GoldenTensor> Gradients)? Alternative { get; } = json.TryGetProperty("alternative", out var alternative)
        ? (List(alternative, "outputs"), List(alternative, "grads"))
        : null;

    /// <summary>A field that only some families have.</summary>
    public JsonElement? Field(string field) => json.TryGetProperty(field, out var value) ? value : null;

    /// <summary>The tolerance of a part of the case: 0 outputs, 1 gradients, 2 second order. Null asks for relative comparison.</summary>
    public double? Tolerance(int part) => Tolerances is not { Length: > 0 } all ? null : all[Math.Min(part, all.Length - 1)];

    private static IReadOnlyList<GoldenTensor> List(JsonElement owner, string name) => [.. ListWithGaps(owner, name).OfType<GoldenTensor>()];

    private static IReadOnlyList<GoldenTensor?> ListWithGaps(JsonElement owner, string name)
        => owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Null ? null : new GoldenTensor(item))]
            : [];
}

/// <summary>Second order: with s = Σ ⟨gradients, directions⟩, its gradients by input and by cotangent.</summary>
internal sealed record GoldenSecond(IReadOnlyList<GoldenTensor> Directions, IReadOnlyList<GoldenTensor> Gradients, IReadOnlyList<GoldenTensor> Cotangents);
