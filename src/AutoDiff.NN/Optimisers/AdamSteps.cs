using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>The steps that <see cref="Adam{T}"/> and <see cref="AdamW{T}"/> have in common.</summary>
internal readonly struct AdamSteps(string op, double beta2, double epsilon, bool isAmsGrad)
{
    private const int Mean = 0, Square = 1, Largest = 2;
    private readonly double _beta2 = Require.Fraction(op, beta2);
    private readonly double _epsilon = Require.NotNegative(op, epsilon);

    /// <summary>What is remembered of each parameter.</summary>
    public static string[] Memory(bool isAmsGrad) => isAmsGrad ? ["mean", "square", "largest"] : ["mean", "square"];

    public void Run<T>(ParameterGroup<T> group, Gradients<T> gradients, Decay decay) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var step = group.LearningRate / (1 - Math.Pow(group.Momentum, group.Steps));
        var rootScale = 1 / Math.Sqrt(1 - Math.Pow(_beta2, group.Steps));
        var moments = Moments.Of<T>(group.Momentum, _beta2);
        if (isAmsGrad) group.Update(gradients, new AmsGradRule(decay, moments, step, rootScale, _epsilon), Mean, Square, Largest);
        else group.Update(gradients, new AdamRule(decay, moments, step, rootScale, _epsilon), Mean, Square);
    }
}

internal readonly record struct AdamRule(Decay Decay, Moments Moments, double Step, double RootScale, double Epsilon) : IUpdate2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>
    {
        var (mean, square) = Moments.Next(state1, state2, Decay.Gradient(value, gradient));
        return (Decay.Start(value) - N.From(Step) * (mean / (N.Sqrt(square) * N.From(RootScale) + N.From(Epsilon))), mean, square);
    }
}

internal readonly record struct AmsGradRule(Decay Decay, Moments Moments, double Step, double RootScale, double Epsilon) : IUpdate3
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (N Value, N State1, N State2, N State3) Next<N>(N value, N gradient, N state1, N state2, N state3) where N : IReal<N>
    {
        var (mean, square) = Moments.Next(state1, state2, Decay.Gradient(value, gradient));
        var largest = N.Max(state3, square);
        return (Decay.Start(value) - N.From(Step) * (mean / (N.Sqrt(largest) * N.From(RootScale) + N.From(Epsilon))), mean, square, largest);
    }
}
