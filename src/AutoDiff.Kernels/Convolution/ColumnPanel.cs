using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Kernels;

/// <summary>Packs what two registers of neighbouring columns read: a row for each channel and tap.</summary>
/// <remarks>
/// A column of a convolution is what one position of y reads. A matrix of all columns would be as large as x times the taps; a panel of
/// it stays in the first-level cache and is used at once.
/// </remarks>
internal static unsafe class ColumnPanel<S, V, T>
    where S : IRegister<V, T> where V : unmanaged where T : unmanaged, INumberBase<T>
{
    /// <summary>Columns of a panel.</summary>
    public static int Width => 2 * S.Width;

    /// <summary>Writes the distances of all taps from the start of their column, the last axis fastest.</summary>
    public static void FindTaps(in ConvolutionShape shape, in Patch<T> patch, nint* taps)
    {
        for (var d = 0; d < shape.Kernel.Depth; d++)
        {
            for (var h = 0; h < shape.Kernel.Height; h++)
            {
                for (var w = 0; w < shape.Kernel.Width; w++) *taps++ = patch.Tap(shape, d, h, w);
            }
        }
    }

    /// <summary>Packs a panel.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="patch">Where the columns are read.</param>
    /// <param name="taps">The distances of the taps.</param>
    /// <param name="channels">Channels of the patch.</param>
    /// <param name="column">The first column, counted through all images.</param>
    /// <param name="count">How many columns; the rest of the panel repeats the last one.</param>
    /// <param name="target">Rows of <see cref="Width"/> elements.</param>
    [SkipLocalsInit]
    public static void Pack(in ConvolutionShape shape, in Patch<T> patch, nint* taps, int channels, int column, int count, T* target)
    {
        var lanes = stackalloc nint[Width];
        FindLanes(shape, patch, column, count, lanes);
        var reach = taps[shape.Taps - 1] + (channels - 1) * patch.Channel;
        for (var half = 0; half < 2; half++, lanes += S.Width, target += S.Width)
        {
            var source = patch.Start + lanes[0];
            var span = lanes[S.Width - 1] - lanes[0];
            if (span == S.Width - 1 && Rises(lanes))
            {
                Copy(source, taps, shape.Taps, channels, patch.Channel, target);
            }
            else if (span < 2 * S.Width && S.Width >= Vector256<T>.Count && patch.MayRead(source, source + reach + 2 * S.Width))
            {
                Select(source, lanes, taps, shape.Taps, channels, patch.Channel, target);
            }
            else Gather(patch.Start, lanes, taps, shape.Taps, channels, patch.Channel, target);
        }
    }

    /// <summary>What the panel that begins at a column reads beyond the panel before it: in each channel, what the last tap reads.</summary>
    public static Ahead<T> After(in ConvolutionShape shape, in Patch<T> patch, nint* taps, int channels, int column, int steps)
    {
        var (image, position) = Math.DivRem(column, shape.Output.Size);
        var (row, width) = Math.DivRem(position, shape.Output.Width);
        var (depth, height) = Math.DivRem(row, shape.Output.Height);
        return new(patch.Start + patch.Column(shape, image, depth, height, width) + taps[shape.Taps - 1], channels, patch.Channel, Width, steps);
    }

    /// <summary>Writes how far each column lies from the start of the patch.</summary>
    private static void FindLanes(in ConvolutionShape shape, in Patch<T> patch, int column, int count, nint* lanes)
    {
        var output = shape.Output;
        var (image, position) = Math.DivRem(column, output.Size);
        var (row, width) = Math.DivRem(position, output.Width);
        var (depth, height) = Math.DivRem(row, output.Height);
        var lane = 0;
        while (true)
        {
            var place = patch.Column(shape, image, depth, height, width);
            var run = Math.Min(count - lane, output.Width - width);
            for (var i = 0; i < run; i++) lanes[lane++] = place++;
            if (lane == count) break;
            width = 0;
            if (++height < output.Height) continue;
            height = 0;
            if (++depth < output.Depth) continue;
            depth = 0;
            image++;
        }

        for (; lane < Width; lane++) lanes[lane] = lanes[count - 1];
    }

    /// <summary>Whether every lane is one further than the one before it.</summary>
    private static bool Rises(nint* lanes)
    {
        for (var lane = 1; lane < S.Width; lane++)
        {
            if (lanes[lane] != lanes[lane - 1] + 1) return false;
        }

        return true;
    }

    /// <summary>Lanes that lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(T* source, nint* taps, nint tapCount, nint channels, nint channel, T* target)
    {
        for (; channels > 0; channels--, source += channel)
        {
            for (nint tap = 0; tap < tapCount; tap++, target += Width) S.Store(S.Load(source + taps[tap]), target);
        }
    }

    /// <summary>Lanes within two registers, since only the ends of rows leave gaps between them: both are shuffled, and each lane takes from its own.</summary>
    [SkipLocalsInit]
    private static void Select(T* source, nint* lanes, nint* taps, nint tapCount, nint channels, nint channel, T* target)
    {
        var places = stackalloc T[S.Width];
        var isLow = stackalloc T[S.Width];
        for (var lane = 0; lane < S.Width; lane++)
        {
            var (high, place) = Math.DivRem(lanes[lane] - lanes[0], S.Width);
            if (sizeof(T) == sizeof(int)) (((int*)places)[lane], ((int*)isLow)[lane]) = ((int)place, (int)high - 1);
            else (((long*)places)[lane], ((long*)isLow)[lane]) = (place, high - 1);
        }

        if (S.Width == Vector512<T>.Count) Select512(source, places, isLow, taps, tapCount, channels, channel, target);
        else Select256(source, places, isLow, taps, tapCount, channels, channel, target);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select512(T* source, T* places, T* isLow, nint* taps, nint tapCount, nint channels, nint channel, T* target)
    {
        var (place, mask) = (Vector512.Load(places), Vector512.Load(isLow));
        for (; channels > 0; channels--, source += channel)
        {
            for (nint tap = 0; tap < tapCount; tap++, target += Width)
            {
                var from = source + taps[tap];
                var low = Shuffle(Vector512.Load(from), place);
                var high = Shuffle(Vector512.Load(from + Vector512<T>.Count), place);
                Vector512.ConditionalSelect(mask, low, high).Store(target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Select256(T* source, T* places, T* isLow, nint* taps, nint tapCount, nint channels, nint channel, T* target)
    {
        var (place, mask) = (Vector256.Load(places), Vector256.Load(isLow));
        for (; channels > 0; channels--, source += channel)
        {
            for (nint tap = 0; tap < tapCount; tap++, target += Width)
            {
                var from = source + taps[tap];
                var low = Shuffle(Vector256.Load(from), place);
                var high = Shuffle(Vector256.Load(from + Vector256<T>.Count), place);
                Vector256.ConditionalSelect(mask, low, high).Store(target);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Shuffle(Vector512<T> value, Vector512<T> places) => sizeof(T) == sizeof(int)
        ? Vector512.ShuffleNative(value.AsInt32(), places.AsInt32()).As<int, T>()
        : Vector512.ShuffleNative(value.AsInt64(), places.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Shuffle(Vector256<T> value, Vector256<T> places) => sizeof(T) == sizeof(int)
        ? Vector256.ShuffleNative(value.AsInt32(), places.AsInt32()).As<int, T>()
        : Vector256.ShuffleNative(value.AsInt64(), places.AsInt64()).As<long, T>();

    /// <summary>Lanes anywhere.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(T* source, nint* lanes, nint* taps, nint tapCount, nint channels, nint channel, T* target)
    {
        for (; channels > 0; channels--, source += channel)
        {
            for (nint tap = 0; tap < tapCount; tap++, target += Width)
            {
                var from = source + taps[tap];
                for (var lane = 0; lane < S.Width; lane++) target[lane] = from[lanes[lane]];
            }
        }
    }
}
