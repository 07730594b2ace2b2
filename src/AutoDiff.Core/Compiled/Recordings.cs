namespace AutoDiff;

/// <summary>The recordings of one function, one for each combination of input shapes that it met.</summary>
internal sealed class Recordings<T>(Func<Tensor[], Tensor<T>> f, IReadOnlyList<Parameter<T>>? parameters) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly List<Recording<T>> _known = [];
    private Recording<T>? _last;
    private int _isRunning;

    /// <summary>The single element of the last result; NaN before the first run.</summary>
    public T LastValue => _last is { } last ? last.Value.Item : T.NaN;

    public Recording<T> Run(params ReadOnlySpan<Tensor> inputs)
    {
        var context = Context.Current;
        if (context.Instructions is not null)
            throw new NotSupportedException("compile: a compiled function cannot run inside one that is being recorded; call the function that it was made of.");
        if (context.Recorder is not null)
            throw new InvalidOperationException("compile: a tape is recording, and to it the results would be constants; call the function itself, or run the compiled one outside the tape or while it is paused.");
        if (Interlocked.Exchange(ref _isRunning, 1) != 0)
            throw new InvalidOperationException("compile: the function is running already; one compiled function serves one call at a time, so make one for each thread.");
        try
        {
            return _last = Rerun(inputs) ?? Record(inputs);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }

    /// <summary>Replays the recording for inputs of these shapes; null where there is none.</summary>
    private Recording<T>? Rerun(ReadOnlySpan<Tensor> inputs)
    {
        var recording = _last is { } last && last.Fits(inputs) ? last : null;
        for (var k = 0; k < _known.Count && recording is null; k++) recording = _known[k].Fits(inputs) ? _known[k] : null;
        recording?.Run(inputs);
        return recording;
    }

    /// <summary>Records the function, which runs it once.</summary>
    private Recording<T> Record(ReadOnlySpan<Tensor> inputs)
    {
        var recording = new Recording<T>(f, parameters, inputs);
        _known.Add(recording);
        return recording;
    }
}
