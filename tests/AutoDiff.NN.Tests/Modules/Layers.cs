using AutoDiff.Checking;

namespace AutoDiff.NN.Tests;

/// <summary>Checks of layers as functions of their inputs and parameters together.</summary>
internal static class Layers
{
    /// <summary>Derivatives to second order, in both modes, with respect to the inputs and every parameter, against finite differences.</summary>
    public static void CheckGradients(Model<double> model, Func<Tensor<double>[], Tensor<double>> forward, params Tensor<double>[] inputs)
    {
        var parameters = model.Parameters;
        Check.Gradients(xs =>
        {
            // Training mode wants a tape, which the checker's evaluations of the value alone do not have.
            using var tape = Tape.IsRecording ? null : Tape.Start();
            var substitutions = parameters.Select((parameter, k) => parameter.Substitute(xs[inputs.Length + k])).ToList();
            try
            {
                var y = forward(xs[..inputs.Length]);
                return tape is null ? y : y.Detach();
            }
            finally
            {
                substitutions.ForEach(substitution => substitution.Dispose());
            }
        }, new CheckOptions { Op = model.ToString(), Order = 2 }, [.. inputs, .. parameters.Select(parameter => parameter.Snapshot())]).ThrowIfFailed();
    }

    /// <summary>Several results side by side.</summary>
    public static Tensor<double> Join(params Tensor<double>[] results) => Tensor.Concat<double>([.. results.Select(y => y.Reshape(-1))]);
}
