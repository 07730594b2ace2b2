using System.Runtime.CompilerServices;

namespace AutoDiff.NN;

/// <summary>What every update rule begins with: whether it goes down or up, and the pull of weights towards 0.</summary>
/// <param name="Sign">1 to minimise, -1 to maximise.</param>
/// <param name="Coupled">λ, where the decay is part of the gradient; else 0.</param>
/// <param name="Shrink">1 - lr · λ, where the decay stands beside the step; else 1.</param>
/// <remarks>Source of the decoupled form: Loshchilov and Hutter 2019, "Decoupled weight decay regularization".</remarks>
public readonly record struct Decay(double Sign, double Coupled, double Shrink)
{
    /// <summary>± gradient + λ · value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Gradient<N>(N value, N gradient) where N : IReal<N> => N.From(Sign) * gradient + N.From(Coupled) * value;

    /// <summary>(1 - lr · λ) · value: from where the step goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public N Start<N>(N value) where N : IReal<N> => N.From(Shrink) * value;
}
