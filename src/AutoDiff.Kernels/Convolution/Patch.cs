namespace AutoDiff.Kernels;

/// <summary>Channels of x laid out so that neighbours in a row of y read neighbours in memory, whatever the tap: x itself, or a copy of a part of it.</summary>
/// <remarks>
/// Padding becomes zeros of the copy. With a stride along the width, a row of the copy holds the positions 0, s, 2s, ... first, then
/// 1, s + 1, 2s + 1, ..., and so on: its <em>phases</em>, of which a tap reads one.
/// </remarks>
internal readonly unsafe struct Patch<T> where T : unmanaged, INumberBase<T>
{
    private readonly T* _first, _end;
    private readonly nint _image, _depth, _row, _phase;
    private readonly Region _region;

    private Patch(Region region, T* start, nint image, nint channel, nint depth, nint row, nint phase, T* first, T* end)
    {
        _region = region;
        Start = start;
        _first = first;
        _end = end;
        (_image, Channel, _depth, _row, _phase) = (image, channel, depth, row, phase);
    }

    /// <summary>The first channel at the first position of the region.</summary>
    public T* Start { get; }

    /// <summary>Elements from one channel to the next.</summary>
    public nint Channel { get; }

    /// <summary>Elements from what a row of y reads to what the next row reads.</summary>
    public nint RowStep(in ConvolutionShape shape) => shape.Stride.Height * _row;

    /// <summary>Whether x itself serves as patch.</summary>
    public static bool IsInput(in ConvolutionShape shape) => shape.Stride.Width == 1 && !shape.IsPadded;

    /// <summary>Elements that a copy of so many channels takes.</summary>
    public static nint Size(in ConvolutionShape shape, in Region region, int channels)
    {
        var reach = region.Reach(shape);
        return (nint)region.Images * channels * reach.Depth * reach.Height * Phases(shape) * PhaseLength(shape, reach) + Slack;
    }

    /// <summary>Elements that the distances of all taps take.</summary>
    public static nint TableSize(in ConvolutionShape shape) => Cut.Count(shape.Taps * sizeof(nint), 64) * 64 / sizeof(T);

    /// <summary>x itself, from a channel on.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="region">Where the patch is read.</param>
    /// <param name="x">All of x.</param>
    /// <param name="channel">The first channel, counted through the groups.</param>
    public static Patch<T> Of(in ConvolutionShape shape, in Region region, T* x, int channel)
    {
        var (input, stride) = (shape.Input, shape.Stride);
        var image = (nint)shape.Groups * shape.Inputs * input.Size;
        var start = x + region.Image * image + (nint)channel * input.Size
            + ((nint)region.First.Depth * stride.Depth * input.Height + region.First.Height * stride.Height) * input.Width + region.First.Width;
        return new(region, start, image, input.Size, (nint)input.Height * input.Width, input.Width, 0, x, x + shape.InputLength);
    }

    /// <summary>A copy of some channels.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="region">Where the patch is read.</param>
    /// <param name="x">All of x.</param>
    /// <param name="channel">The first channel, counted through the groups.</param>
    /// <param name="channels">How many channels.</param>
    /// <param name="target">Where the copy goes: as many elements as <see cref="Size"/> says.</param>
    public static Patch<T> Copy(in ConvolutionShape shape, in Region region, T* x, int channel, int channels, T* target)
    {
        var reach = region.Reach(shape);
        var length = PhaseLength(shape, reach);
        nint row = Phases(shape) * length, depth = reach.Height * row, plane = reach.Depth * depth, image = channels * plane;
        for (var n = 0; n < region.Images; n++)
        {
            for (var c = 0; c < channels; c++)
            {
                var source = x + ((nint)(region.Image + n) * shape.Groups * shape.Inputs + channel + c) * shape.Input.Size;
                CopyPlane(shape, region.First, reach, source, target + n * image + c * plane, row, length);
            }
        }

        return new(region, target, image, plane, depth, row, length, target, target + Size(shape, region, channels));
    }

    /// <summary>How far a tap lies from where its column starts.</summary>
    public nint Tap(in ConvolutionShape shape, int depth, int height, int width)
    {
        var (place, phase) = Math.DivRem(width * shape.Dilation.Width, shape.Stride.Width);
        return depth * shape.Dilation.Depth * _depth + height * shape.Dilation.Height * _row + phase * _phase + place;
    }

    /// <summary>How far the column at a position of y lies from the start.</summary>
    public nint Column(in ConvolutionShape shape, int image, int depth, int height, int width) =>
        (image - _region.Image) * _image + (depth - _region.First.Depth) * shape.Stride.Depth * _depth
        + (height - _region.First.Height) * shape.Stride.Height * _row + (width - _region.First.Width);

    /// <summary>Whether the elements from one place to before another may be read.</summary>
    public bool MayRead(T* from, T* to) => from >= _first && to <= _end;

    /// <summary>Registers read up to two lengths beyond the last element.</summary>
    private static int Slack => 256 / sizeof(T);

    /// <summary>Phases of a row that taps read.</summary>
    private static int Phases(in ConvolutionShape shape) => Math.Min(shape.Stride.Width, (shape.Kernel.Width - 1) * shape.Dilation.Width + 1);

    private static int PhaseLength(in ConvolutionShape shape, Extent reach) => Cut.Count(reach.Width, shape.Stride.Width);

    private static void CopyPlane(in ConvolutionShape shape, Extent first, Extent reach, T* source, T* target, nint row, int length)
    {
        var (input, stride, padding) = (shape.Input, shape.Stride, shape.Padding);
        for (var d = 0; d < reach.Depth; d++)
        {
            var depth = first.Depth * stride.Depth + d - padding.Depth;
            for (var h = 0; h < reach.Height; h++, target += row)
            {
                var height = first.Height * stride.Height + h - padding.Height;
                if ((uint)depth >= (uint)input.Depth || (uint)height >= (uint)input.Height) new Span<T>(target, (int)row).Clear();
                else
                {
                    var from = source + ((nint)depth * input.Height + height) * input.Width;
                    for (var phase = 0; phase < row / length; phase++)
                    {
                        CopyPhase(from, input.Width, first.Width * stride.Width + phase - padding.Width, stride.Width, target + phase * length, length);
                    }
                }
            }
        }
    }

    /// <summary>Every stride-th element of a row from <paramref name="start"/> on, zeros outside the row.</summary>
    private static void CopyPhase(T* source, int width, int start, int stride, T* target, int length)
    {
        var before = Math.Min(length, start < 0 ? Cut.Count(-start, stride) : 0);
        var end = Math.Max(before, Math.Min(length, start < width ? Cut.Count(width - start, stride) : 0));
        new Span<T>(target, before).Clear();
        new Span<T>(target + end, length - end).Clear();
        Steps<T>.Take(source + start + (nint)before * stride, stride, target + before, end - before);
    }
}
