namespace AutoDiff;

/// <summary>A run of scalar records as one node of the tape; its replay is a tight loop.</summary>
internal sealed class RunNode<T> : Node where T : unmanaged, IFloatingPointIeee754<T>
{
    private Strip<T>? _strip;
    private int _start;
    private int _end;

    public override string Op => "scalars";

    public override int InputCount => 0;

    public override Tensor? Output => null;

    public override bool ReadsScalars => true;

    public override bool WritesScalars => true;

    public override Strip? Scalars => _strip;

    public override (int Start, int End) ScalarsWritten => (_start, _end);

    public RunNode<T> Set(Strip<T> strip, int start, int end)
    {
        (_strip, _start, _end) = (strip, start, end);
        return this;
    }

    public override Tensor? Input(int k) => null;

    public override void Reverse(ReversePass pass)
    {
        if (pass.Graph) _strip!.SweepReverseGraph(_start, _end);
        else _strip!.SweepReverse(_start, _end);
    }

    public override void Forward(ForwardPass pass)
    {
        if (_strip!.IsGraph)
        {
            _strip.SweepForwardGraph(_start, _end);
            return;
        }

        // Tangents that are recorded promise a derivative of their own, which first-order records do not have.
        if (pass.Tape.Records())
            throw new InvalidOperationException("tangent: this tape keeps first-order records of scalars only; pause it to get tangents as constants, or start it with Tape.Start(higherOrder: true) to differentiate them.");
        _strip.SweepForward(_start, _end);
    }

    public override void MarkInputs(ExactMarks marks) => _strip!.MarkOperands(marks.Scalars(_strip), _start, _end);

    public override void Clear() => _strip = null;
}
