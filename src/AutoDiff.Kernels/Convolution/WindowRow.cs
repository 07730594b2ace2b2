using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Finds the largest elements of the windows of a row of y.</summary>
/// <remarks>
/// Windows that lie inside x, at most two positions apart, are found a register at a time: tap by tap, the elements of neighbouring
/// windows are compared with the largest ones so far. A register may hold more windows than are left. What it writes beyond the row is
/// written over by the rows after it, so rows must come in order.
/// </remarks>
internal readonly unsafe struct WindowRow<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WindowAxis _axis;
    private readonly T* _xEnd, _yEnd;
    private readonly int _firstInside, _endInside;
    private readonly Vector256<T> _starts;

    /// <param name="axis">The windows along the row.</param>
    /// <param name="xEnd">The end of what may be read.</param>
    /// <param name="yEnd">The end of what may be written.</param>
    public WindowRow(WindowAxis axis, T* xEnd, T* yEnd)
    {
        _axis = axis;
        _xEnd = xEnd;
        _yEnd = yEnd;
        if ((typeof(T) != typeof(float) && typeof(T) != typeof(double)) || !Vector256.IsHardwareAccelerated || axis.Stride is not (1 or 2)) return;
        _firstInside = Math.Min(axis.Count, Cut.Count(axis.Padding, axis.Stride));
        var last = axis.Length + axis.Padding - (axis.Kernel - 1) * axis.Dilation - 1;
        _endInside = last < 0 ? _firstInside : Math.Clamp(last / axis.Stride + 1, _firstInside, axis.Count);

        for (var lane = 0; lane < Width; lane++) _starts = WithLane(_starts, lane, lane * axis.Stride);
    }

    private static int Width => Vector256<T>.Count;

    /// <summary>Writes the largest element of each window, and where it is in the plane.</summary>
    /// <param name="plane">The plane of x.</param>
    /// <param name="depths">First, end and step of the windows along the depth.</param>
    /// <param name="heights">The same along the height.</param>
    /// <param name="rows">Rows of a plane at one depth.</param>
    /// <param name="taps">What <see cref="FindTaps"/> wrote for windows of these rows.</param>
    /// <param name="count">How many taps.</param>
    /// <param name="y">Where the elements go.</param>
    /// <param name="indices">Where their places go.</param>
    public void Find(T* plane, (int First, int End, int Step) depths, (int First, int End, int Step) heights, int rows, int* taps, int count, T* y, int* indices)
    {
        for (var window = 0; window < _firstInside; window++) FindOne(plane, depths, heights, rows, window, y, indices);

        var found = _firstInside < _endInside 
            ? FindInside(plane, (depths.First * rows + heights.First) * _axis.Length, taps, count, y, indices)
            : _firstInside;
        for (; found < _axis.Count; found++) FindOne(plane, depths, heights, rows, found, y, indices);
    }

    private void FindOne(T* plane, (int First, int End, int Step) depths, (int First, int End, int Step) heights, int rows, int window, T* y, int* indices)
    {
        var (first, end) = (_axis.Start(window), _axis.End(window));
        var place = (depths.First * rows + heights.First) * _axis.Length + first;
        var best = plane[place];
        for (var d = depths.First; d < depths.End; d += depths.Step)
        {
            for (var h = heights.First; h < heights.End; h += heights.Step)
            {
                var row = (d * rows + h) * _axis.Length;
                for (var w = first; w < end; w += _axis.Dilation)
                {
                    var next = plane[row + w];
                    if (!(next <= best) && !T.IsNaN(best)) (best, place) = (next, row + w);
                }
            }
        }

        (y[window], indices[window]) = (best, place);
    }

    /// <summary>Writes how far each tap of windows of so many rows lies from the first.</summary>
    public int FindTaps(int depths, int depthStep, int heights, int heightStep, int rows, int* taps)
    {
        var count = 0;
        for (var d = 0; d < depths; d++)
        {
            for (var h = 0; h < heights; h++)
            {
                for (var w = 0; w < _axis.Kernel; w++) taps[count++] = (d * depthStep * rows + h * heightStep) * _axis.Length + w * _axis.Dilation;
            }
        }

        return count;
    }

    /// <summary>Windows inside x, a register at a time as long as there is memory for whole ones; how many windows are found then.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindInside(T* plane, int first, int* taps, int count, T* y, int* indices)
    {
        var (stride, starts) = (_axis.Stride, _starts);
        var window = _firstInside;
        var place = first + window * stride - _axis.Padding;
        for (; window < _endInside; window += Width, place += Width * stride)
        {
            var source = plane + place;
            if (source + taps[count - 1] + stride * Width > _xEnd || y + window + Width > _yEnd) break;
            var best = Load(source, stride);
            var places = Fill(0);
            for (var tap = 1; tap < count; tap++)
            {
                var next = Load(source + taps[tap], stride);
                var isBetter = Vector256.AndNot(Vector256.Equals(best, best), Vector256.LessThanOrEqual(next, best));
                best = Vector256.ConditionalSelect(isBetter, next, best);
                places = Vector256.ConditionalSelect(isBetter, Fill(taps[tap]), places);
            }

            best.Store(y + window);
            if (sizeof(T) == sizeof(int)) (places.AsInt32() + starts.AsInt32() + Vector256.Create(place)).Store(indices + window);
            else
            {
                var wide = places.AsInt64() + starts.AsInt64() + Vector256.Create((long)place);
                Vector128.Narrow(wide.GetLower(), wide.GetUpper()).Store(indices + window);
            }
        }

        return Math.Min(window, _endInside);
    }

    /// <summary>The elements of neighbouring windows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Load(T* source, int stride)
    {
        var low = Vector256.Load(source);
        return stride == 1 ? low : Halves.Even(low, Vector256.Load(source + Width));
    }

    /// <summary>An integer in every place, as the bits of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Fill(int value) => sizeof(T) == sizeof(int) ? Vector256.Create(value).As<int, T>() : Vector256.Create((long)value).As<long, T>();

    private static Vector256<T> WithLane(Vector256<T> vector, int lane, int value) => sizeof(T) == sizeof(int)
        ? vector.AsInt32().WithElement(lane, value).As<int, T>()
        : vector.AsInt64().WithElement(lane, (long)value).As<long, T>();
}
