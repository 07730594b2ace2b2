namespace AutoDiff.NN;

/// <summary>A point on a line, by how far along the direction it lies.</summary>
internal sealed class Trial<T>(IReadOnlyList<Parameter<T>> parameters) where T : unmanaged, IFloatingPointIeee754<T>
{
    public double Length { get; set; }

    public double Loss { get; set; }

    /// <summary>The derivative of the loss along the direction.</summary>
    public double Slope { get; set; }

    public PartedVector<T> Gradient { get; } = new(parameters, "gradient");
}

/// <summary>A line search for a point where the loss has fallen enough and is flat enough (the strong Wolfe conditions).</summary>
/// <remarks>
/// f(t) ≤ f(0) + c₁ t f'(0) and |f'(t)| ≤ c₂ |f'(0)|. First the step is extended until the points bracket such a t, then the bracket is narrowed by
/// cubic interpolation. Source: Nocedal and Wright 2006, "Numerical optimization", algorithms 3.5 and 3.6 and equation 3.59; safeguards as in
/// minFunc (Schmidt 2005).
/// </remarks>
internal sealed class StrongWolfe<T>(IReadOnlyList<Parameter<T>> parameters, Action<Trial<T>> evaluate) where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Decrease = 1e-4, Flatness = 0.9;
    private const int MostEvaluations = 25;
    private readonly List<Trial<T>> _trials = [];
    private readonly Trial<T>[] _bracket = new Trial<T>[2];

    /// <summary>The point found, or the best one met.</summary>
    /// <param name="start">The point of length 0; its slope is negative.</param>
    /// <param name="length">The first length to try.</param>
    /// <param name="size">The largest magnitude in the direction.</param>
    /// <param name="tolerance">A bracket is not narrowed further when no element moves by more than this within it.</param>
    public Trial<T> Search(Trial<T> start, double length, double size, double tolerance)
    {
        var (previous, current) = (start, At(length, start, start));
        var extensions = 0;
        for (; extensions < MostEvaluations; extensions++)
        {
            if (IsTooHigh(current, start) || (extensions > 1 && current.Loss >= previous.Loss)) break;
            if (IsFlat(current, start)) return current;
            if (current.Slope >= 0) break;
            var next = Minimum(previous, current, current.Length + 0.01 * (current.Length - previous.Length), 10 * current.Length);
            (previous, current) = (current, At(next, current, start));
        }

        (_bracket[0], _bracket[1]) = (extensions == MostEvaluations ? start : previous, current);
        return Narrow(start, extensions, size, tolerance);
    }

    /// <summary>A trial that is neither of two others and not in the bracket, for <see cref="At"/>, or for the start of a search.</summary>
    public Trial<T> Spare(Trial<T>? a = null, Trial<T>? b = null)
    {
        foreach (var trial in _trials)
        {
            if (trial != a && trial != b && trial != _bracket[0] && trial != _bracket[1]) return trial;
        }

        var added = new Trial<T>(parameters);
        _trials.Add(added);
        return added;
    }

    private Trial<T> Narrow(Trial<T> start, int evaluations, double size, double tolerance)
    {
        var low = Lower();
        var isStuck = false;
        for (; evaluations < MostEvaluations; evaluations++)
        {
            var (a, b) = (_bracket[0], _bracket[1]);
            if (Math.Abs(b.Length - a.Length) * size < tolerance) break;
            var trial = At(Inside(a, b, ref isStuck), start, start);
            if (IsTooHigh(trial, start) || trial.Loss >= _bracket[low].Loss)
            {
                _bracket[1 - low] = trial;
                low = Lower();
                continue;
            }

            var isFlat = IsFlat(trial, start);
            if (!isFlat && trial.Slope * (_bracket[1 - low].Length - _bracket[low].Length) >= 0) _bracket[1 - low] = _bracket[low];
            _bracket[low] = trial;
            if (isFlat) break;
        }

        var found = _bracket[low];
        Array.Clear(_bracket);
        return found;
    }

    /// <summary>Where to try next between two points: the minimum of the cubic through both, kept a tenth of the bracket away from its ends when it comes near them twice.</summary>
    private static double Inside(Trial<T> a, Trial<T> b, ref bool isStuck)
    {
        var (lowest, highest) = (Math.Min(a.Length, b.Length), Math.Max(a.Length, b.Length));
        var length = Minimum(a, b, lowest, highest);
        var margin = 0.1 * (highest - lowest);
        if (Math.Min(highest - length, length - lowest) >= margin)
        {
            isStuck = false;
            return length;
        }

        if (!isStuck && length < highest && length > lowest)
        {
            isStuck = true;
            return length;
        }

        isStuck = false;
        return Math.Abs(length - highest) < Math.Abs(length - lowest) ? highest - margin : lowest + margin;
    }

    /// <summary>The minimum, within bounds, of the cubic with the values and slopes of two points; the middle of the bounds where it has none.</summary>
    private static double Minimum(Trial<T> a, Trial<T> b, double lowest, double highest)
    {
        var (left, right) = a.Length <= b.Length ? (a, b) : (b, a);
        var p = left.Slope + right.Slope - 3 * (left.Loss - right.Loss) / (left.Length - right.Length);
        var square = p * p - left.Slope * right.Slope;
        if (!(square >= 0)) return (lowest + highest) / 2;
        var q = Math.Sqrt(square);
        var minimum = right.Length - (right.Length - left.Length) * ((right.Slope + q - p) / (right.Slope - left.Slope + 2 * q));
        return Math.Min(Math.Max(minimum, lowest), highest);
    }

    private int Lower() => _bracket[0].Loss <= _bracket[1].Loss ? 0 : 1;

    private static bool IsTooHigh(Trial<T> trial, Trial<T> start) => trial.Loss > start.Loss + Decrease * trial.Length * start.Slope;

    private static bool IsFlat(Trial<T> trial, Trial<T> start) => Math.Abs(trial.Slope) <= -Flatness * start.Slope;

    private Trial<T> At(double length, Trial<T> a, Trial<T> b)
    {
        var trial = Spare(a, b);
        trial.Length = length;
        evaluate(trial);
        return trial;
    }
}
