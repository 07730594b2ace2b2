using AutoDiff.Catalogues;

namespace AutoDiff.Conformance;

/// <summary>The functions that golden files know by name, written as a user would.</summary>
internal static class Expressions
{
    private static readonly Dictionary<string, Func<Tensor<double>, Tensor<double>>> Known = new()
    {
        ["sin(x)"] = Tensor.Sin,
        ["exp(x)"] = Tensor.Exp,
        ["log(x)"] = Tensor.Log,
        ["tanh(x)"] = Tensor.Tanh,
        ["sigmoid(x)"] = Tensor.Sigmoid,
        ["atan(x)"] = Tensor.Atan,
        ["erf(x)"] = Tensor.Erf,
        ["lgamma(x)"] = Tensor.LogGamma,
        ["1/(1+x^2)"] = x => 1 / (1 + x * x),
        ["sqrt(1+x^2)"] = x => Tensor.Sqrt(1 + x * x),
        ["x^5"] = x => Tensor.Pow(x, 5),
        ["x^x"] = x => Tensor.Pow(x, x),
        ["x*exp(-x^2)"] = x => x * Tensor.Exp(-(x * x)),
        ["sin(exp(x))"] = x => Tensor.Sin(Tensor.Exp(x)),
        ["softmax(x)"] = x => Op("softmax", Attributes.Of(new { dim = -1 }), x),
        ["cumprod(x)"] = x => Op("cumprod", Attributes.Of(new { dim = 0 }), x),
        ["sort(x)"] = x => Op("sort", Attributes.Of(new { dim = 0 }), x),
        ["tanh(outer(x,x))"] = x => Tensor.Tanh(x.Unsqueeze(1) * x).Reshape(-1),
        ["x*sum(x)"] = x => x * Tensor.Sum(x),
        ["sum_i 100 (x[i+1]-x[i]^2)^2 + (1-x[i])^2"] = Rosenbrock,
        ["where(x>0, sqrt(x), 0)"] = x => Tensor.Where(x > 0, Tensor.Sqrt(x), Tensor.Scalar(0.0)),
        ["where(x>0, sqrt(where(x>0,x,1)), 0)"] = x => Tensor.Where(x > 0, Tensor.Sqrt(Tensor.Where(x > 0, x, Tensor.Scalar(1.0))), Tensor.Scalar(0.0)),
    };

    public static Func<Tensor<double>, Tensor<double>> Find(string expression)
        => Known.GetValueOrDefault(expression) ?? throw new MissingException($"no expression {expression}");

    /// <summary>The first result of an operation of the catalogue.</summary>
    public static Tensor<double> Op(string name, Attributes attributes, params Tensor<double>[] operands)
    {
        var row = Catalogue<double>.Find(name) ?? throw new MissingException($"no operation {name}");
        return (Tensor<double>)row.Apply(new Call<double>([.. operands.Select((x, k) => ($"x{k}", (Tensor)x))], attributes))[0];
    }

    private static Tensor<double> Rosenbrock(Tensor<double> x)
    {
        var (head, tail) = (x[..^1], x[1..]);
        return Tensor.Sum(100 * Tensor.Square(tail - Tensor.Square(head)) + Tensor.Square(1 - head));
    }
}
