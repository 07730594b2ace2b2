namespace AutoDiff.Checking;

/// <summary>What a slope is numerically.</summary>
internal enum SlopeKind
{
    Smooth,
    Kink,
    Undefined,
}

/// <summary>A numerical derivative with its error bar.</summary>
/// <param name="Value">The extrapolated central difference.</param>
/// <param name="Error">How far it may be off.</param>
/// <param name="Left">The slope from the left.</param>
/// <param name="Right">The slope from the right.</param>
/// <param name="Kind">Whether there is a derivative.</param>
/// <param name="Natural">The size of the function over the size of the step: a slope far below it is zero.</param>
internal readonly record struct NumericSlope(double Value, double Error, double Left, double Right, SlopeKind Kind, double Natural);
