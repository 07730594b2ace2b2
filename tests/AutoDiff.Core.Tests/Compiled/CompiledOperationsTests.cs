using AutoDiff.Catalogues;

namespace AutoDiff.Core.Tests;

/// <summary>A compiled function repeats every operation of the catalogue, forward and in reverse, on numbers that it has not seen.</summary>
public class CompiledOperationsTests
{
    /// <summary>Operations that cannot be repeated, since the shape of their result depends on values.</summary>
    private static readonly HashSet<string> DependOnValues = ["masked_select", "repeat_interleave"];

    /// <summary>The operation whose every call draws other numbers.</summary>
    private const string DrawsAnew = "dropout";

    public static TheoryData<string, int> Samples()
    {
        var data = new TheoryData<string, int>();
        foreach (var row in Catalogue<double>.Rows)
        {
            if (row.Name == DrawsAnew) continue;
            for (var k = 0; k < row.Samples.Count; k++) data.Add(row.Name, k);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Runs_on_new_numbers_are_bit_for_bit_those_of_the_operation(string name, int place)
    {
        var (row, sample) = (Catalogue<double>.Find(name)!, Catalogue<double>.Find(name)!.Samples[place]);
        var parameters = sample.Inputs.OfType<Tensor<double>>().Select(x => new Parameter<double>(x)).ToArray();
        var compiled = Compile.Gradients((Tensor<double> factor) => Loss(row, sample, parameters, factor), parameters);
        try
        {
            compiled.Run(Tensor.Scalar(2.0));
        }
        catch (NotSupportedException refused)
        {
            Assert.Contains(name, DependOnValues);
            Assert.Contains("depends on values", refused.Message);
            return;
        }

        // The same numbers in another order: other maxima, other orders, other sides of a selection.
        foreach (var parameter in parameters) parameter.Set(Tensor.From(parameter.Snapshot().ToArray().Reverse().ToArray(), parameter.Shape));
        var gradients = compiled.Run(Tensor.Scalar(3.0));
        using var tape = Tape.Start();
        var loss = Loss(row, sample, parameters, Tensor.Scalar(3.0));
        var eager = tape.Gradients(loss, parameters);
        Assert.Equal(loss.Item, compiled.Value);
        foreach (var parameter in parameters) Assert.Equal(eager[parameter].ToArray(), gradients[parameter].ToArray());
    }

    private static Tensor<double> Loss(Row<double> row, Sample<double> sample, Parameter<double>[] parameters, Tensor<double> factor)
    {
        var k = 0;
        var loss = Tensor.Scalar(0.0);

        // A parameter that only decides has no derivative of its own.
        foreach (var parameter in parameters) loss += Tensor.Sum(parameter.Value * 0);
        foreach (var y in row.Apply(sample.Call(_ => parameters[k++].Value)).OfType<Tensor<double>>()) loss += Tensor.Sum(y * y * factor);
        return loss;
    }
}
