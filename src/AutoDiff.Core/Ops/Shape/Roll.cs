namespace AutoDiff;

public sealed partial class Tensor<T>
{
    /// <summary>All elements moved on in row-major order; what leaves at the end comes in at the start.</summary>
    /// <param name="shift">By how many places; negative ones move backwards.</param>
    public Tensor<T> Roll(int shift) => Reshape(Shape.Create([Length])).Roll([shift], [0]).Reshape(Shape);

    /// <summary>The positions along an axis moved on; what leaves at the end comes in at the start.</summary>
    /// <param name="shift">By how many places; negative ones move backwards.</param>
    /// <param name="axis">The axis; negative ones count from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor<T> Roll(int shift, int axis) => Roll([shift], [axis]);

    /// <summary>The positions along several axes moved on; what leaves at the end comes in at the start.</summary>
    /// <param name="shifts">One for each axis.</param>
    /// <param name="axes">The axes; negative ones count from the end; one that occurs twice moves by both shifts.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">There are not as many shifts as axes.</exception>
    /// <remarks>vjp: x̄ is ȳ moved back.</remarks>
    public Tensor<T> Roll(ReadOnlySpan<int> shifts, ReadOnlySpan<int> axes)
    {
        if (shifts.Length != axes.Length) throw new ArgumentException($"roll: one shift for each axis is required, got {shifts.Length} shifts and {axes.Length} axes.", nameof(shifts));
        var y = this;
        for (var k = 0; k < axes.Length; k++)
        {
            var at = Shape.Axis(axes[k], "roll");
            if (Length == 0) continue;
            var shift = (shifts[k] % Shape[at] + Shape[at]) % Shape[at];
            if (shift != 0) y = Linear.Move(new RollRule(at, shift), y);
        }

        return y;
    }
}

/// <summary>Roll ↔ roll back.</summary>
internal readonly record struct RollRule(int Axis, int Shift) : IMovement
{
    public Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged
    {
        var (y, rest) = (Tensor<T>.Uninitialized(x.Shape), x.Shape[Axis] - Shift);
        Launch.Copy(Part(0, rest).View(x), Part(Shift, rest).View(y));
        Launch.Copy(Part(rest, Shift).View(x), Part(0, Shift).View(y));
        return y;
    }

    public Tensor<T> Adjoint<T>(Tensor<T> g) where T : unmanaged, IFloatingPointIeee754<T> => Linear.Move(new RollRule(Axis, g.Shape[Axis] - Shift), g);

    private SliceRule Part(int start, int length) => new(Axis, start, length, 1);
}
