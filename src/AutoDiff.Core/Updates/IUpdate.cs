namespace AutoDiff;

/// <summary>How a training step changes an element of a parameter, given its gradient.</summary>
/// <remarks>
/// Implement it as a <c>readonly record struct</c> whose fields are the settings of the step, and apply it with
/// <see cref="Parameter{T}.Update{R}(Gradients{T}, R)"/>: it becomes one fused SIMD pass in place, without allocation. Mark <c>Next</c> with
/// <c>[MethodImpl(MethodImplOptions.AggressiveInlining)]</c>: a rule that the compiler calls rather than takes into the loop costs twice as much.
/// </remarks>
public interface IUpdate
{
    /// <summary>The next value, written with the rule arithmetic: no loops, no <c>if</c> on data (use <see cref="IReal{N}.Select"/>).</summary>
    N Next<N>(N value, N gradient) where N : IReal<N>;
}

/// <summary>How a training step changes an element of a parameter and one number remembered with it, for example a velocity.</summary>
/// <inheritdoc cref="IUpdate"/>
public interface IUpdate1
{
    /// <summary>The next value and the next state, written with the rule arithmetic.</summary>
    (N Value, N State) Next<N>(N value, N gradient, N state) where N : IReal<N>;
}

/// <summary>How a training step changes an element of a parameter and two numbers remembered with it, for example two moments.</summary>
/// <inheritdoc cref="IUpdate"/>
public interface IUpdate2
{
    /// <summary>The next value and the next states, written with the rule arithmetic.</summary>
    (N Value, N State1, N State2) Next<N>(N value, N gradient, N state1, N state2) where N : IReal<N>;
}

/// <summary>How a training step changes an element of a parameter and three numbers remembered with it.</summary>
/// <inheritdoc cref="IUpdate"/>
public interface IUpdate3
{
    /// <summary>The next value and the next states, written with the rule arithmetic.</summary>
    (N Value, N State1, N State2, N State3) Next<N>(N value, N gradient, N state1, N state2, N state3) where N : IReal<N>;
}
