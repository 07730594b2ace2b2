using AutoDiff.Catalogues;

namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

/// <summary>Compiled functions repeat linear algebra on new contents: whatever depends on values is decided in the kernels.</summary>
public class CompiledTests
{
    private static readonly string[] Rows =
    [
        "dot", "outer", "kron", "cross", "trace", "tensordot", "einsum", "multi_dot", "matrix_power", "matrix_exp", "solve", "triangular_solve", "cholesky_solve", "lstsq", "inv", "pinv",
        "det", "slogdet", "logdet", "logdet_spd", "condition_number", "matrix_norm", "cholesky", "eigvalsh", "eigh", "spectral_exp", "svdvals", "svd", "qr",
    ];

    public static TheoryData<string, int> Samples()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in Rows)
        {
            for (var k = 0; k < Catalogue<double>.Find(name)!.Samples.Count; k++) data.Add(name, k);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Runs_are_bit_for_bit_those_of_the_function(string name, int place)
    {
        var row = Catalogue<double>.Find(name)!;
        var sample = row.Samples[place];
        var parameter = new Parameter<double>((Tensor<double>)sample.Inputs[0], "a");
        Tensor<double>[] weights = [.. row.Apply(sample.Call()).OfType<Tensor<double>>().Select(y => Drawn.Normal(y.Shape, 7))];

        // A power of two changes no digit, and neither rank nor order.
        Tensor<double> Loss(Tensor<double> factor)
        {
            var isFirst = true;
            var results = row.Apply(sample.Call(x => isFirst && !(isFirst = false) ? (Tensor<double>)parameter * factor : x)).OfType<Tensor<double>>();
            return results.Zip(weights, (y, weight) => Tensor.Sum(y * weight)).Aggregate((a, b) => a + b);
        }

        var compiled = Compile.Gradients((Tensor<double> factor) => Loss(factor), [parameter]);
        foreach (var factor in new[] { 1.0, 2, 0.5 })
        {
            var gradients = compiled.Run(Tensor.Scalar(factor));
            using var tape = Tape.Start();
            var loss = Loss(Tensor.Scalar(factor));
            Assert.Equal(loss.Item, compiled.Value);
            Assert.Equal(tape.Gradients(loss, parameter)[parameter].ToArray(), gradients[parameter].ToArray());
        }
    }

    [Fact]
    public void A_matrix_without_a_result_is_refused_in_a_later_run_too()
    {
        var inverse = Compile.Function((Tensor<double> x) => Tensor.Inverse(x));
        _ = inverse.Run(Tensor.Eye<double>(2));
        Assert.Equal("inverse: the matrix of shape [2, 2] is singular (pivot 0 is 0); use LeastSquares or PseudoInverse, or add a multiple of the identity.", Drawn.Refused<MatrixException>(() => inverse.Run(Tensor.Zeros<double>([2, 2]))));
    }
}
