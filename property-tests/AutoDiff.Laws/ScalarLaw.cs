using FsCheck;
using FsCheck.Fluent;

namespace AutoDiff.Laws;

/// <summary>A program on scalars and the same program on tensors have the same value, gradient and Hessian.</summary>
public class ScalarLaw
{
    [Fact]
    public void Scalars_and_tensors_agree()
        => Law.Holds(Programs(), program =>
        {
            double[] at = [.. new Data(program.Seed).Of([2]).ToArray()];
            var x = Tensor.Of(at);
            var (value, gradient) = Differentiate.ValueAndGradient(z => OnTensors(program, z), x);
            var hessian = Differentiate.Hessian(z => OnTensors(program, z), x);

            using var tape = Tape.Start(higherOrder: true);
            Var<double> a = tape.Variable(at[0]), b = tape.Variable(at[1]);
            var y = OnScalars(program, a, b);
            Law.Near(value.Reshape(), Tensor.Scalar(y.Value));
            var plain = tape.Gradients(y, [a, b], graph: false, Unreached.Zero);
            Law.Near(gradient, Tensor.Of(plain[a].Value, plain[b].Value));
            var first = tape.Gradients(y, [a, b], graph: true, Unreached.Zero);
            Law.Near(gradient, Tensor.Of(first[a].Value, first[b].Value));
            var (rowA, rowB) = (tape.Gradients(first[a], [a, b], graph: false, Unreached.Zero), tape.Gradients(first[b], [a, b], graph: false, Unreached.Zero));
            Law.Near(hessian.Reshape(4), Tensor.Of(rowA[a].Value, rowA[b].Value, rowB[a].Value, rowB[b].Value), 1e-10);
        });

    [Fact]
    public void Scalars_between_tensors_agree()
        => Law.Holds(Programs(), program =>
        {
            // The same program once through the bridges and once on tensors only, within a larger tensor program.
            var x = new Data(program.Seed).Of([2]);
            Tensor<double> Mixed(Tensor<double> z)
            {
                var scalars = Tensor.ToScalars(Tensor.Sin(z));
                return Tensor.Sum(Tensor.Tanh(Tensor.FromScalars([OnScalars(program, scalars[0], scalars[1])], []) * z));
            }

            Tensor<double> Plain(Tensor<double> z) => Tensor.Sum(Tensor.Tanh(OnTensors(program, Tensor.Sin(z)) * z));
            Law.Near(Differentiate.Gradient(Plain, x), Differentiate.Gradient(Mixed, x));
            Law.Near(Differentiate.Hessian(Plain, x), Differentiate.Hessian(Mixed, x), 1e-10);
            Law.Near(Differentiate.HessianVector(Plain, x, x), Differentiate.HessianVector(Mixed, x, x), 1e-10);
            Law.Near(Differentiate.Jvp(Plain, x, x).Jvp, Differentiate.Jvp(Mixed, x, x).Jvp);
        });

    private static Arbitrary<Graph> Programs() => Graph.Arbitrary(10);

    private static Var<double> OnScalars(Graph program, Var<double> a, Var<double> b)
    {
        var values = new List<Var<double>> { a, b };
        foreach (var step in program.Steps)
        {
            var (x, y) = (values[step.A % values.Count], values[step.B % values.Count]);
            values.Add((step.Op % 8) switch
            {
                0 => Var<double>.Sin(x),
                1 => Var<double>.Exp(Var<double>.Tanh(x)) * 0.5,
                2 => (x + y) * 0.5,
                3 => x * y,
                4 => x / (y * y + 1),
                5 => Var<double>.Log(x * x + 1) - y,
                6 => Var<double>.Hypot(x, y + 2),
                _ => Var<double>.Sqrt(x * x + 0.5),
            });
        }

        return values[^1];
    }

    private static Tensor<double> OnTensors(Graph program, Tensor<double> at)
    {
        var values = new List<Tensor<double>> { at.Select(0, 0), at.Select(0, 1) };
        foreach (var step in program.Steps)
        {
            var (x, y) = (values[step.A % values.Count], values[step.B % values.Count]);
            values.Add((step.Op % 8) switch
            {
                0 => Tensor.Sin(x),
                1 => Tensor.Exp(Tensor.Tanh(x)) * 0.5,
                2 => (x + y) * 0.5,
                3 => x * y,
                4 => x / (y * y + 1),
                5 => Tensor.Log(x * x + 1) - y,
                6 => Tensor.Hypot(x, y + 2),
                _ => Tensor.Sqrt(x * x + 0.5),
            });
        }

        return values[^1];
    }
}
