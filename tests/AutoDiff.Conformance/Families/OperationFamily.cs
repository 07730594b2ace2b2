using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>Cases of the main schema: values, adjoints of the inputs, and the second order in two ways.</summary>
internal static class OperationFamily
{
    public static Verdict Judge(GoldenCase golden)
    {
        var row = Catalogue<double>.Find(golden.Op) ?? throw new MissingException($"no operation {golden.Op}");
        return Judge(golden, row.Apply);
    }

    /// <summary>Judges a case by a function from its call to its outputs.</summary>
    public static Verdict Judge(GoldenCase golden, Func<Call<double>, Tensor[]> function)
    {
        var (outputs, gradients) = FirstOrder(golden, function);
        var comparison = Compare(golden, function, outputs, gradients, null);
        if (comparison.IsEqual) return Verdict.Passed;
        if (Erratum.Of(golden.Op) is { } erratum && Compare(golden, function, outputs, gradients, erratum).IsEqual) return Verdict.Exempt($"{erratum.Reason} ({comparison.What})");
        if (golden.Debate is not { } debate) return Verdict.Failed(comparison.What);
        return IsAlternative(golden, outputs, gradients) ? Verdict.Passed : Verdict.Exempt($"{debate} ({comparison.What})");
    }

    private static Comparison Compare(GoldenCase golden, Func<Call<double>, Tensor[]> function, Tensor[] outputs, Dictionary<string, Tensor<double>> gradients, Erratum? erratum)
    {
        var comparison = new Comparison(golden, erratum);
        comparison.Outputs(outputs);
        if (golden.IsSpecial) return comparison;
        Gradients(comparison, golden, gradients, golden.Gradients);
        if (golden.Second is { } second) SecondOrder(comparison, golden, second, function);
        return comparison;
    }

    /// <summary>The arguments as the case gives them; inputs that take a gradient become leaves of the tape.</summary>
    public static (Call<double> Call, Dictionary<string, Tensor<double>> Leaves) Arguments(GoldenCase golden, Tape tape)
    {
        var tensors = new Dictionary<string, Tensor>();
        var leaves = new Dictionary<string, Tensor<double>>();
        foreach (var input in golden.Inputs)
        {
            var tensor = input.ToTensor();
            if (tensor is Tensor<double> numbers && input.TakesGradient) tensor = leaves[input.Name] = tape.Variable(numbers);
            tensors.Add(input.Name, tensor);
        }

        // attrs.args passes one tensor at several places.
        var names = golden.Attributes.Find("args") is { } args ? args.EnumerateArray().Select(name => name.GetString()!) : golden.Inputs.Select(input => input.Name);
        return (new Call<double>([.. names.Select(name => (name, tensors[name]))], golden.Attributes), leaves);
    }

    private static (Tensor[] Outputs, Dictionary<string, Tensor<double>> Gradients) FirstOrder(GoldenCase golden, Func<Call<double>, Tensor[]> function)
    {
        using var tape = Tape.Start();
        var (call, leaves) = Arguments(golden, tape);
        var outputs = function(call);
        var gradients = new Dictionary<string, Tensor<double>>();
        if (golden.Gradients.Count > 0 && outputs.Length == golden.Outputs.Count)
        {
            var results = Live(golden, outputs).Select(live => (live.Y, live.Cotangent.ToNumbers())).ToArray();
            var all = tape.Gradients<double>(results, Targets(leaves.Values), unreached: Unreached.Zero);
            foreach (var (name, leaf) in leaves) gradients.Add(name, all[leaf]);
        }

        return ([.. outputs.Select(Detach)], gradients);
    }

    /// <summary>s = Σ ⟨gradients, directions⟩ differentiated once more, by inputs and by cotangents; the latter are the tangents of the outputs too.</summary>
    private static void SecondOrder(Comparison comparison, GoldenCase golden, GoldenSecond second, Func<Call<double>, Tensor[]> function)
    {
        using var tape = Tape.Start();
        var (call, leaves) = Arguments(golden, tape);
        var live = Live(golden, function(call));
        var seeds = live.Select(result => tape.Variable(result.Cotangent.ToNumbers())).ToArray();
        var directions = second.Directions.ToDictionary(direction => direction.Name, direction => direction.ToNumbers());
        var gradients = tape.Gradients<double>([.. live.Zip(seeds, (result, seed) => (result.Y, seed))], Targets(leaves.Values), graph: true, Unreached.Zero);

        var s = Tensor.Scalar(0.0);
        foreach (var (name, direction) in directions) s += Tensor.Sum(gradients[leaves[name]] * direction);
        var again = tape.Gradients<double>([(s, Tensor.Scalar(1.0))], [.. Targets(leaves.Values), .. Targets(seeds)], unreached: Unreached.Zero);
        for (var k = 0; k < second.Gradients.Count; k++)
        {
            var expected = second.Gradients[k];
            comparison.Derivative($"second gradient {expected.Name}", again[leaves[expected.Name]], expected, 2, golden.Exact?.SecondGradients, k);
        }

        using (tape.Pause())
        {
            var tangents = tape.Tangents([.. live.Select(result => result.Y)], directions.Select(direction => (leaves[direction.Key], direction.Value)).ToArray());
            for (var k = 0; k < second.Cotangents.Count; k++)
            {
                comparison.Derivative($"reverse over reverse, cotangent {k}", again[seeds[k]], second.Cotangents[k], 2, golden.Exact?.SecondCotangents, k);
                comparison.Derivative($"tangent {k}", tangents[k], second.Cotangents[k], 2, golden.Exact?.SecondCotangents, k);
            }
        }
    }

    private static void Gradients(Comparison comparison, GoldenCase golden, Dictionary<string, Tensor<double>> gradients, IReadOnlyList<GoldenTensor> expected)
    {
        for (var k = 0; k < expected.Count && gradients.Count > 0; k++)
            comparison.Derivative($"gradient {expected[k].Name}", gradients[expected[k].Name], expected[k], 1, golden.Exact?.Gradients, k);
    }

    /// <summary>True where a debatable case chose another of the right answers.</summary>
    private static bool IsAlternative(GoldenCase golden, Tensor[] outputs, Dictionary<string, Tensor<double>> gradients)
    {
        if (golden.Alternative is { } other)
        {
            var alternative = new Comparison(golden);
            alternative.Outputs(outputs, other.Outputs.Count > 0 ? other.Outputs : golden.Outputs);
            Gradients(alternative, golden, gradients, other.Gradients);
            if (alternative.IsEqual) return true;
        }

        if (golden.Subgradients.Count == 0) return false;
        var within = new Comparison(golden);
        within.Outputs(outputs);
        foreach (var (name, (low, high)) in golden.Subgradients) within.Within($"gradient {name}", gradients[name], low, high);
        return within.IsEqual;
    }

    /// <summary>The outputs that have a cotangent.</summary>
    private static List<(Tensor<double> Y, GoldenTensor Cotangent)> Live(GoldenCase golden, Tensor[] outputs)
    {
        var live = new List<(Tensor<double>, GoldenTensor)>();
        for (var k = 0; k < golden.Cotangents.Count; k++)
        {
            if (golden.Cotangents[k] is { } cotangent) live.Add(((Tensor<double>)outputs[k], cotangent));
        }

        return live;
    }

    private static Target<double>[] Targets(IEnumerable<Tensor<double>> tensors) => [.. tensors.Select(tensor => (Target<double>)tensor)];

    private static Tensor Detach(Tensor output) => output switch
    {
        Tensor<double> numbers => numbers.Detach(),
        Tensor<int> indices => indices.Detach(),
        _ => output,
    };
}
