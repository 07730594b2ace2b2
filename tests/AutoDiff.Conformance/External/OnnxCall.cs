using System.Numerics;
using System.Text.Json;
using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>A node of ONNX with its inputs by position; an input that is left out is null.</summary>
internal sealed class OnnxCall<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly GoldenTensor?[] _inputs;

    public OnnxCall(GoldenCase golden)
    {
        var node = golden.Field("nodes")!.Value[0];
        var given = golden.Inputs.GetEnumerator();
        _inputs = [.. node.GetProperty("inputs").EnumerateArray().Select(name => name.GetString() != "" && given.MoveNext() ? given.Current : null)];
        Attributes = new Attributes(node.GetProperty("attrs"));
        OutputCount = golden.Outputs.Count;
    }

    public Attributes Attributes { get; }

    public int Count => _inputs.Length;

    public int OutputCount { get; }

    public Tensor<T> X => this[0];

    /// <summary>Every input as numbers.</summary>
    public Tensor<T>[] All => [.. _inputs.OfType<GoldenTensor>().Select(input => input.ToNumbers<T>())];

    /// <summary>An input as numbers, whatever its kind.</summary>
    public Tensor<T> this[int k] => Optional(k) ?? throw new NotOfferedException($"the input {k} is left out");

    public Tensor<T>? Optional(int k) => k < _inputs.Length ? _inputs[k]?.ToNumbers<T>() : null;

    /// <summary>An input as indices, whatever its kind.</summary>
    public Tensor<int> Index(int k) => Tensor.From(Array.ConvertAll(_inputs[k]!.Data, value => (int)value), _inputs[k]!.Shape);

    /// <summary>An input of truth values; null where it is left out or of another kind.</summary>
    public Tensor<bool>? Mask(int k) => k < _inputs.Length ? _inputs[k]?.ToTensor() as Tensor<bool> : null;

    /// <summary>A list of integers, which later versions pass as an input and earlier ones as an attribute.</summary>
    public int[]? Integers(int k, string attribute)
        => k < _inputs.Length && _inputs[k] is { } input ? Array.ConvertAll(input.Data, value => (int)Math.Clamp(value, int.MinValue, int.MaxValue)) : Attributes.Integers(attribute);

    public int Axis(int otherwise) => Attributes.Integer("axis", otherwise);

    public double Number(string name, double otherwise) => Attributes.Number(name, otherwise);

    public bool Flag(string name, bool otherwise = false) => Attributes.Flag(name, otherwise);
}
