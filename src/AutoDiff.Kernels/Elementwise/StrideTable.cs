namespace AutoDiff.Kernels;

/// <summary>The strides of up to nine inputs of an elementwise kernel; an empty entry is a contiguous input.</summary>
internal ref struct StrideTable
{
    private ReadOnlySpan<int> _a, _b, _c, _d, _e, _f, _g, _h, _i;

    /// <summary>The strides of input <paramref name="index"/>, one an axis of the result.</summary>
    public ReadOnlySpan<int> this[int index]
    {
        readonly get => index switch { 0 => _a, 1 => _b, 2 => _c, 3 => _d, 4 => _e, 5 => _f, 6 => _g, 7 => _h, _ => _i };
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
                default: _i = value; break;
            }
        }
    }
}
