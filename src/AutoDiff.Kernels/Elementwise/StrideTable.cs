namespace AutoDiff.Kernels;

/// <summary>The strides of the operands of an elementwise kernel; an empty entry is a contiguous operand.</summary>
internal ref struct StrideTable
{
    private ReadOnlySpan<int> _a, _b, _c, _d, _e, _f, _g, _h, _i, _j;

    /// <summary>The strides of operand <paramref name="index"/>, one an axis of the result.</summary>
    public ReadOnlySpan<int> this[int index]
    {
        readonly get => index switch { 0 => _a, 1 => _b, 2 => _c, 3 => _d, 4 => _e, 5 => _f, 6 => _g, 7 => _h, 8 => _i, _ => _j };
        set
        {
            switch (index)
            {
                case 0: _a = value; break;
                case 1: _b = value; break;
                case 2: _c = value; break;
                case 3: _d = value; break;
                case 4: _e = value; break;
                case 5: _f = value; break;
                case 6: _g = value; break;
                case 7: _h = value; break;
                case 8: _i = value; break;
                default: _j = value; break;
            }
        }
    }
}
