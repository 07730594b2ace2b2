using System.Text.Json;
using System.Text.Json.Nodes;
using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>The arguments of a recorded PyTorch call, bound to the names of its parameters: tensors as arguments, all else as attributes.</summary>
internal sealed class TorchCall
{
    private readonly List<(string Name, Tensor Value)> _tensors = [];
    private readonly JsonObject _attributes = [];
    private readonly List<Tensor<double>> _leaves = [];
    private readonly Tape _tape;

    private TorchCall(Tape tape) => _tape = tape;

    /// <summary>The tensors that take a gradient, in the order of the record.</summary>
    public IReadOnlyList<Tensor<double>> Leaves => _leaves;

    /// <summary>The call as the catalogue's rows take it.</summary>
    public Call<double> Call => field ??= new(_tensors, new Attributes(JsonSerializer.SerializeToElement(_attributes)));

    /// <summary>Binds positional arguments to parameters in their order, and the others by name.</summary>
    public static TorchCall Read(GoldenCase golden, string[] parameters, Tape tape)
    {
        var call = new TorchCall(tape);
        var place = 0;
        foreach (var argument in golden.Field("args")!.Value.EnumerateArray())
        {
            if (place == parameters.Length) throw new NotOfferedException($"more than {place} arguments");
            // Where an axis may be left out, a flag in its place is the next parameter.
            if (parameters[place] == "dim" && argument.TryGetProperty("value", out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False) place++;
            call.Add(parameters[place++], argument);
        }

        foreach (var argument in golden.Field("kwargs")!.Value.EnumerateObject()) call.Add(Array.IndexOf(parameters, argument.Name) >= 0 ? argument.Name : Synonym(argument.Name, parameters), argument.Value);
        return call;
    }

    /// <summary>PyTorch's "input" is the first parameter whatever its name here; other names are kept as attributes.</summary>
    private static string Synonym(string name, string[] parameters) => name is "input" or "self" ? parameters[0] : name;

    private void Add(string name, JsonElement argument)
    {
        if (argument.ValueKind != JsonValueKind.Object) return;
        if (argument.TryGetProperty("tensor", out var tensor)) AddTensor(name, tensor);
        else if (argument.TryGetProperty("list", out var list) && list.EnumerateArray().Any(item => item.TryGetProperty("tensor", out _)))
        {
            foreach (var item in list.EnumerateArray()) AddTensor($"{name}{_tensors.Count}", item.GetProperty("tensor"));
        }
        else if (argument.TryGetProperty("list", out list)) _attributes[name] = new JsonArray([.. list.EnumerateArray().Select(Value)]);
        else if (argument.TryGetProperty("value", out _)) _attributes[name] = Value(argument);
        else if (argument.ToString() is var text && !text.Contains("float64", StringComparison.Ordinal)) throw new NotOfferedException($"the argument {name} = {text}");
    }

    private void AddTensor(string name, JsonElement json)
    {
        var tensor = new GoldenTensor(json).ToTensor();
        if (json.TryGetProperty("grad", out var grad) && grad.ValueKind == JsonValueKind.True)
        {
            var leaf = _tape.Variable((Tensor<double>)tensor);
            _leaves.Add(leaf);
            tensor = leaf;
        }

        _tensors.Add((name, tensor));
    }

    private static JsonNode? Value(JsonElement argument) => JsonNode.Parse(argument.GetProperty("value").GetRawText());
}
