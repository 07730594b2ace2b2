using System.Text.Json;

namespace AutoDiff.Conformance;

/// <summary>What an optimiser of a golden case is let loose on.</summary>
internal sealed class Problem(JsonElement json, Parameter<double> x)
{
    private readonly string _name = json.GetProperty("name").GetString()!;

    /// <summary>False where gradients are given whatever the parameters.</summary>
    public bool HasLoss => _name != "stream";

    /// <summary>The loss and its gradient now.</summary>
    /// <param name="step">Which step this is, counted from 0.</param>
    public (double Loss, Gradients<double> Gradients) Evaluate(int step)
    {
        using var tape = Tape.Start();
        var loss = _name switch
        {
            "quadratic" => Quadratic(),
            "rosenbrock" => Rosenbrock(),
            "stream" => Tensor.Sum(x.Value * Field("gradients")[step]),
            _ => throw new MissingException($"the problem {_name} is not known"),
        };
        return (loss.Item, tape.Gradients(loss, x));
    }

    /// <summary>½ xᵀ A x - bᵀ x.</summary>
    private Tensor<double> Quadratic()
    {
        var column = x.Value.Reshape(x.Length, 1);
        return 0.5 * Tensor.Sum(column * Tensor.MatMul(Field("A"), column)) - Tensor.Sum(Field("b") * x.Value);
    }

    /// <summary>Σ 100 (xᵢ₊₁ - xᵢ²)² + (1 - xᵢ)².</summary>
    private Tensor<double> Rosenbrock()
    {
        var (a, b) = (x.Value[..^1], x.Value[1..]);
        return Tensor.Sum(100 * Tensor.Square(b - a * a) + Tensor.Square(1 - a));
    }

    private Tensor<double> Field(string name) => new GoldenTensor(json.GetProperty(name)).ToNumbers();
}
