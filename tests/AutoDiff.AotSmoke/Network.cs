using System.Numerics;

namespace AutoDiff.AotSmoke;

/// <summary>A network of two layers on exclusive or, for any kind of number.</summary>
internal static class Network
{
    /// <summary>True where 200 steps take the loss to less than half.</summary>
    public static bool Learns<T>() where T : unmanaged, IFloatingPointIeee754<T>
    {
        var x = Tensor.From(Numbers<T>(0, 0, 0, 1, 1, 0, 1, 1), [4, 2]);
        var t = Tensor.From(Numbers<T>(0, 1, 1, 0), [4, 1]);
        var random = new Random(1);
        Parameter<T>[] parameters =
        [
            new(Tensor.Normal<T>([2, 8], random)), new(Tensor.Zeros<T>([8])),
            new(Tensor.Normal<T>([8, 1], random)), new(Tensor.Zeros<T>([1])),
        ];
        var (first, last) = (T.Zero, T.Zero);
        for (var step = 0; step < 200; step++)
        {
            using var tape = Tape.Start();
            var hidden = Tensor.Tanh(Tensor.MatMul(x, parameters[0].Value) + parameters[1].Value);
            var y = Tensor.Sigmoid(Tensor.MatMul(hidden, parameters[2].Value) + parameters[3].Value);
            var loss = Tensor.Sum(Tensor.Square(y - t));
            last = loss.Item;
            if (step == 0) first = last;
            var gradients = tape.Gradients(loss, parameters);
            foreach (var parameter in parameters)
            {
                var values = parameter.Update();
                var slopes = gradients[parameter].ToArray();
                for (var k = 0; k < values.Length; k++) values[k] -= slopes[k];
            }
        }

        return last < first / T.CreateChecked(2);
    }

    private static T[] Numbers<T>(params double[] values) where T : unmanaged, IFloatingPointIeee754<T> => Array.ConvertAll(values, T.CreateChecked);
}

/// <summary>x σ(βx), stated by its value alone.</summary>
internal readonly record struct Swish(double Beta) : IMap
{
    public N Value<N>(N x) where N : IReal<N> => x / (N.One + N.Exp(N.From(-Beta) * x));
}
