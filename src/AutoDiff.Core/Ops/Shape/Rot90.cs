namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>Turned by quarter turns in the plane of two axes, from the first towards the second; a view.</summary>
    /// <param name="turns">How many quarter turns; negative ones go the other way.</param>
    /// <param name="axis1">The first axis; negative ones count from the end.</param>
    /// <param name="axis2">The second axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">Both axes are the same.</exception>
    public Tensor<T> Rot90(int turns = 1, int axis1 = 0, int axis2 = 1)
    {
        var (a, b) = (Shape.Axis(axis1, "rot90"), Shape.Axis(axis2, "rot90"));
        if (a == b) throw new ArgumentException($"rot90: two different axes of shape {Shape} are required, got {axis1} and {axis2}.", nameof(axis2));
        return ((turns % 4 + 4) % 4) switch
        {
            1 => Flip(b).Transpose(a, b),
            2 => Flip(a, b),
            3 => Flip(a).Transpose(a, b),
            _ => this,
        };
    }
}
