using System.Numerics;

namespace AutoDiff.Checking;

/// <summary>The same numbers give the same results however they lie in memory.</summary>
/// <remarks>Inputs, adjoints and tangents are laid out with the first axis innermost, with gaps, and the last axis running backwards.</remarks>
internal static class Strides
{
    public static void Compare<T>(Subject<T> subject, bool forward, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var strided = subject.At(Array.ConvertAll(subject.Inputs, Scatter));
        var isRight = Same(CheckMode.Value, strided.Values, subject.Values, () => NoiseOfValues(subject, context));
        var u = context.Vectors(subject.Results);
        if (context.Attempt(subject, CheckMode.Reverse, () => Derivatives.Vjps(strided, [Array.ConvertAll(u, Scatter)])) is { } vjps)
            isRight &= Same(CheckMode.Reverse, vjps[0], Derivatives.Vjps(subject, [u])[0], () => Derivatives.Noise(subject, CheckMode.Reverse, u, context));
        var v = context.Vectors(subject.Shapes, subject.Scales);
        if (forward && context.Attempt(subject, CheckMode.Forward, () => Derivatives.Jvps(strided, [Array.ConvertAll(v, Scatter)])) is { } jvps)
            isRight &= Same(CheckMode.Forward, jvps[0], Derivatives.Jvps(subject, [v])[0], () => Derivatives.Noise(subject, CheckMode.Forward, v, context));
        if (isRight) return;
        context.Report.Add(new CheckDiagnosis(
            Mistake.DependsOnLayout, 0, "value", -1, "Strided inputs, adjoints or tangents give other results than contiguous ones of the same numbers.",
            "Read elements in row-major order by ToArray or CopyTo, or by tensor operations, never by their place in memory."));

        bool Same(CheckMode mode, double[][] got, double[][] expected, Func<double[][]> rounding)
        {
            var same = true;
            for (var k = 0; k < got.Length; k++)
            {
                var tolerance = context.Judgement.OfSums(Numbers.Largest(expected[k])) * Math.Max(1, expected[k].Length);
                var (worst, at) = (-1.0, 0);

                // Terms in another order may cancel and leave rounding alone: before that is called wrong, it is measured.
                if (got[k].Zip(expected[k]).Any(pair => !Numbers.AreNear(pair.First, pair.Second, tolerance))) tolerance += 64 * Numbers.Largest(rounding()[k]);
                for (var i = 0; i < got[k].Length; i++)
                {
                    var excess = Numbers.AreNear(got[k][i], expected[k][i], tolerance) ? 0 : double.PositiveInfinity;
                    if (excess > worst) (worst, at) = (excess, i);
                }

                if (worst < 0) continue;
                var of = mode == CheckMode.Reverse ? "grad " + context.Report.InputNames[k] : mode == CheckMode.Forward ? "tangent y" : "y";
                same &= context.Compare(CheckLaw.Strides, mode == CheckMode.Value ? 0 : 1, mode, PathText.Of(mode, ""), of, got[k][at], expected[k][at], tolerance, mode == CheckMode.Reverse ? k : -1);
            }

            return same;
        }
    }

    /// <summary>The rounding of the values, measured at inputs nearby.</summary>
    private static double[][] NoiseOfValues<T>(Subject<T> subject, Context<T> context) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var move = subject.Scales.Select((scale, k) => Numbers.ToTensor<T>(Noise.Move(scale.Length, scale, context.Random), subject.Inputs[k].Shape)).ToArray();
        var spacing = Noise.Spacing(Numbers.Epsilon<T>());
        var samples = Enumerable.Range(1, Noise.Points).Select(step => Array.ConvertAll(subject.Value([.. subject.Inputs.Zip(move, (x, by) => x + by * (step * spacing))]), Numbers.Of)).ToArray();
        return [.. samples[0].Select((part, k) => part.Select((_, i) => Noise.Of(Array.ConvertAll(samples, sample => sample[k][i]))).ToArray())];
    }

    private static Tensor<T> Scatter<T>(Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (x.Rank == 0 || x.Length == 0) return x;
        var strides = new int[x.Rank];
        var stride = 2;
        for (var axis = 0; axis < x.Rank; axis++)
        {
            strides[axis] = stride;
            stride *= x.Shape[axis];
        }

        var offset = 1 + (x.Shape[-1] - 1) * strides[^1];
        strides[^1] = -strides[^1];
        var storage = new T[2 * x.Length + 1];

        // The gaps hold what nobody may read.
        Array.Fill(storage, T.NaN);
        var elements = x.ToArray();
        for (var flat = 0; flat < elements.Length; flat++)
        {
            var (rest, place) = (flat, offset);
            for (var axis = x.Rank - 1; axis >= 0; axis--)
            {
                (rest, var at) = Math.DivRem(rest, x.Shape[axis]);
                place += at * strides[axis];
            }

            storage[place] = elements[flat];
        }

        return Tensor.Wrap(storage, x.Shape, strides, offset);
    }
}
