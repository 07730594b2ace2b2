using System.Text.Json;
using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>Straight-line programs, and derivatives of functions known by name.</summary>
internal static class ProgramFamily
{
    public static Verdict Judge(GoldenCase golden) => golden.Op switch
    {
        "program" => OperationFamily.Judge(golden, call => [Run(golden.Attributes.Find("steps")!.Value, call.Numbers)]),
        "nan_trap" => OperationFamily.Judge(golden, call => [Expressions.Find(golden.Attributes.Text("expr"))(call.X)]),
        "nth_derivative" => Compare(golden, NthDerivative(golden)),
        "hessian" => Compare(golden, Hessian(golden)),
        "jacobian" => Compare(golden, Jacobian(golden)),
        _ => throw new MissingException($"no program {golden.Op}"),
    };

    /// <summary>Every step appends a register; the last one is the output.</summary>
    private static Tensor<double> Run(JsonElement steps, Tensor<double>[] inputs)
    {
        var registers = new List<Tensor<double>>(inputs);
        foreach (var step in steps.EnumerateArray())
        {
            var operands = step.GetProperty("in").EnumerateArray().Select(register => registers[register.GetInt32()]);
            var attributes = step.TryGetProperty("attrs", out var json) ? new Attributes(json) : Attributes.None;
            registers.Add(Expressions.Op(step.GetProperty("op").GetString()!, attributes, [.. operands]));
        }

        return registers[^1];
    }

    /// <summary>f, f', f'', ... by repeated reverse mode, each order a reverse replay of the one before.</summary>
    private static Tensor[] NthDerivative(GoldenCase golden)
    {
        using var tape = Tape.Start();
        var x = tape.Variable(golden.Inputs[0].ToNumbers());
        var y = Expressions.Find(golden.Attributes.Text("expr"))(x);
        List<Tensor<double>> orders = [y];
        for (var order = 1; order <= golden.Attributes.Integer("order"); order++)
        {
            y = tape.Gradients(y, [x], Tensor.Ones<double>(y.Shape), graph: true, Unreached.Zero)[0];
            orders.Add(y);
        }

        return [Tensor.Stack<double>([.. orders]).Detach()];
    }

    private static Tensor[] Hessian(GoldenCase golden)
    {
        var f = Expressions.Find(golden.Attributes.Text("expr"));
        var x = golden.Inputs[0].ToNumbers();
        var names = golden.Field("output_names") is { } list ? list.EnumerateArray().Select(name => name.GetString()!) : ["f", "gradient", "hessian", "hvp"];
        return [.. names.Select(name => name switch
        {
            "f" => (Tensor)f(x),
            "gradient" => Differentiate.Gradient(f, x),
            "hessian" => Differentiate.Hessian(f, x),
            "hvp" => Differentiate.HessianVector(f, x, golden.Inputs.First(input => input.Name == "v").ToNumbers()),
            _ => throw new MissingException($"no output {name}"),
        })];
    }

    private static Tensor[] Jacobian(GoldenCase golden)
    {
        var f = Expressions.Find(golden.Attributes.Text("expr"));
        var x = golden.Inputs[0].ToNumbers();
        var value = f(x);
        using var tape = Tape.Start();
        var leaf = tape.Variable(x);
        var y = f(leaf);
        var rows = new List<Tensor<double>>();
        for (var i = 0; i < y.Length; i++)
        {
            var unit = new double[y.Length];
            unit[i] = 1;
            rows.Add(tape.Gradients(y, [leaf], Tensor.From(unit, y.Shape), unreached: Unreached.Zero)[0]);
        }

        var byRow = Tensor.Stack<double>([.. rows]).Detach();
        tape.Dispose();

        // The public transform, which chooses its mode by itself, must agree with reverse mode row by row.
        var whole = Differentiate.Jacobian(f, x).Reshape(y.Length, x.Length);
        var gap = Tensor.Sum(Tensor.Abs(whole - byRow.Reshape(y.Length, x.Length))).Item;
        if (!(gap <= 1e-10)) throw new InvalidOperationException($"Differentiate.Jacobian differs from reverse mode row by row by {gap}.");
        return [value, byRow];
    }

    private static Verdict Compare(GoldenCase golden, Tensor[] outputs)
    {
        var comparison = new Comparison(golden);
        comparison.Outputs(outputs);
        return comparison.IsEqual ? Verdict.Passed : golden.Debate is { } debate ? Verdict.Exempt($"{debate} ({comparison.What})") : Verdict.Failed(comparison.What);
    }
}
