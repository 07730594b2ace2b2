namespace AutoDiff;

/// <summary>A function recorded for inputs of given shapes.</summary>
internal sealed class Recording<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Instructions _instructions = new();
    private readonly Tensor[] _inputs;

    /// <summary>Records the function: it runs once, on the given inputs.</summary>
    /// <param name="f">From the inputs, as constants, to a result.</param>
    /// <param name="parameters">What to take gradients for; null for none.</param>
    /// <param name="inputs">The first inputs.</param>
    public Recording(Func<Tensor[], Tensor<T>> f, IReadOnlyList<Parameter<T>>? parameters, ReadOnlySpan<Tensor> inputs)
    {
        _inputs = new Tensor[inputs.Length];
        for (var k = 0; k < inputs.Length; k++) _inputs[k] = inputs[k].DetachedCopy();
        var context = Context.Current;
        var (idle, blocks) = (context.Idle, context.Blocks);
        context.Idle = new TapeStore(_instructions.Pool);
        context.Blocks = null;
        context.Instructions = _instructions;
        Tensor<T> y;
        try
        {
            using var tape = Tape.Start();
            y = f([.. _inputs]);
            ArgumentNullException.ThrowIfNull(y);
            y = y.Contiguous();
            if (parameters is not null) Gradients = tape.Gradients(y, parameters);
        }
        finally
        {
            (context.Idle, context.Blocks, context.Instructions) = (idle, blocks, null);
        }

        // The tape has given its memory back to the pool of the instructions, from which nobody rents any more.
        Value = y.Renewed();
        Gradients?.Renew();
        _instructions.Complete();
    }

    /// <summary>The result of the last run, in memory that the next run changes.</summary>
    public Tensor<T> Value { get; }

    /// <summary>The gradients of the last run, in memory that the next run changes.</summary>
    public Gradients<T>? Gradients { get; }

    /// <summary>True where inputs have the types and shapes of the recorded ones.</summary>
    public bool Fits(ReadOnlySpan<Tensor> inputs)
    {
        for (var k = 0; k < _inputs.Length; k++)
        {
            if (inputs[k].Shape != _inputs[k].Shape) return false;
        }

        return true;
    }

    public void Run(ReadOnlySpan<Tensor> inputs)
    {
        for (var k = 0; k < _inputs.Length; k++) inputs[k].CopyInto(_inputs[k]);
        _instructions.Run();
        Gradients?.ForgetChanges();
    }
}
