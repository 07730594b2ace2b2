using System.Globalization;

namespace AutoDiff;

/// <inheritdoc/>
internal sealed partial class Strip<T> : Strip where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WideRecords<T> _wides = new();
    private Record<T>[] _records = new Record<T>[256];
    private ScalarStep<T>[] _steps = [];
    private Tape? _tape;
    private ulong _first;
    private int _runStart;

    public Strip() => _first = Heads<T>.Rent(this);

    /// <summary>Gives the head back where a tape was forgotten.</summary>
    ~Strip() => Heads<T>.Return(_first);

    public override int Count => Head.Count;

    public Tape Tape => _tape!;

    private ref Head<T> Head => ref Heads<T>.Of(_first);

    public void Attach(Tape tape) => _tape = tape;

    /// <summary>True for a scalar of this strip.</summary>
    public bool Holds(Var<T> x) => (x.Place ^ _first) >> 32 == 0;

    /// <summary>The scalar at an index, with its value.</summary>
    public Var<T> At(int index, T value) => new(value, _first + (uint)index);

    /// <summary>A scalar without operands.</summary>
    public Var<T> Leaf(T value)
    {
        var index = Begin();
        AddSources(index, 1);
        return Finish(index, new ScalarStep<T>(null, default, default, value));
    }

    /// <summary>Scalars without operands, one for each value.</summary>
    public void Leaves(ReadOnlySpan<T> values, Span<Var<T>> leaves)
    {
        EnsureRoom(values.Length);
        var first = Begin();
        AddSources(first, values.Length);
        if (Tape.IsHigherOrder)
        {
            for (var k = 0; k < values.Length; k++) leaves[k] = Finish(first + k, new ScalarStep<T>(null, default, default, values[k]));
        }
        else
        {
            var place = Head.Next;
            for (var k = 0; k < values.Length; k++) leaves[k] = new Var<T>(values[k], place++);
            Head.Next = place;
        }
    }

    /// <summary>Makes scalars whose values come from a tensor. They belong to the node that the caller appends, not to a run.</summary>
    public int Reserve(int count)
    {
        CloseRun();
        EnsureRoom(count);
        ref var head = ref Head;
        var first = head.Count;
        AddSources(first, count);
        head.Next += (uint)count;
        _runStart = head.Count;
        _taken += count;
        return first;
    }

    public override void CloseRun()
    {
        ref var head = ref Head;
        head.Records = [];
        if (_tape is null || head.Count == _runStart) return;
        var node = _tape.Store.Reusable<RunNode<T>>() ?? new RunNode<T>();
        _tape.Store.Append(_tape, node.Set(this, _runStart, head.Count));
        _runStart = head.Count;
    }

    public override void Reset()
    {
        Array.Clear(_steps, 0, Math.Min(_steps.Length, Count));
        _first = Heads<T>.Renew(_first);
        _runStart = 0;
        _taken = 0;
        _sources.Clear();
        _wides.Clear();
        _tape = null;
    }

    public override ScalarText Describe(int i, bool withAdjoint)
    {
        ref readonly var record = ref _records[i];
        var step = Tape.IsHigherOrder && i < _steps.Length ? _steps[i] : default;
        List<(int, string, string)> operands = [];
        if (record.HasA(i)) operands.Add(((int)record.A, "", Text(record.SlopeA)));
        else if (step.Rule is not null) operands.Add((-1, Text(step.A), ""));
        if (record.HasB(i)) operands.Add(((int)record.B, "", Text(record.SlopeB)));
        else if (step.Rule is { OperandCount: 2 }) operands.Add((-1, Text(step.B), ""));
        if (record.IsWide(i))
        {
            foreach (var (operand, slope) in _wides.Of(i)) operands.Add((operand, "", Text(slope)));
        }

        var op = step.Rule?.Op ?? (operands.Count == 0 ? "leaf" : "scalar");
        var name = $"{i - Spare.Count}{(typeof(T) == typeof(float) ? "f" : "")}";
        return new ScalarText(name, op, [.. operands], Tape.IsHigherOrder ? Text(step.Y) : "", withAdjoint ? Text(_flows[i]) : "");

        static string Text(T x) => x.ToString("G6", CultureInfo.InvariantCulture);
    }

    /// <summary>Marks the operands of every marked record between <paramref name="start"/> and <paramref name="end"/>.</summary>
    public void MarkOperands(bool[] marks, int start, int end)
    {
        for (var i = end - 1; i >= start; i--)
        {
            if (!marks[i]) continue;
            ref readonly var record = ref _records[i];
            marks[record.A] = true;
            marks[record.B] = true;
            if (!record.IsWide(i)) continue;
            foreach (var (operand, _) in _wides.Of(i)) marks[operand] = true;
        }
    }

    /// <summary>True for a scalar without operands.</summary>
    public bool IsSource(int index) => _records[index].IsSource(index);

    /// <summary>True where none of the scalars that lie on this strip has operands.</summary>
    public bool AreSources(ReadOnlySpan<Var<T>> xs)
    {
        // Most often they are the variables that were made first.
        var (start, end) = _sources is [var first, ..] ? first : default;
        var (low, count) = (_first + (uint)start, (ulong)(end - start));
        var all = true;
        foreach (var x in xs)
        {
            if (x.Place - low < count) continue;
            if (!Holds(x)) x.CheckAlive();
            else all &= _records[x.Index].IsSource(x.Index);
        }

        return all;
    }

    private (Var<T> A, Var<T> B, Var<T> Y) Operands(int i)
    {
        ref readonly var record = ref _records[i];
        ref readonly var step = ref _steps[i];
        var a = record.HasA(i) ? At((int)record.A, step.A) : new Var<T>(step.A);
        var b = record.HasB(i) ? At((int)record.B, step.B) : new Var<T>(step.B);
        return (a, b, At(i, step.Y));
    }
}
