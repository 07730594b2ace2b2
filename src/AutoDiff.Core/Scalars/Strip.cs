using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>The scalar records of one kind of number on a tape. Runs of records between tensor operations are nodes of the tape.</summary>
internal abstract class Strip
{
    /// <summary>How many scalars are recorded.</summary>
    public int Count { get; protected set; }

    /// <summary>Makes the records since the last node a node of their own. The next record starts a new run, with the checks that this takes.</summary>
    public abstract void CloseRun();

    /// <summary>Forgets all records.</summary>
    public abstract void Reset();

    public abstract void BeginReverse(bool graph);

    public abstract void BeginForward();

    public abstract void EndReplay();

    /// <summary>What is known of one scalar, for listings.</summary>
    /// <param name="i">Which.</param>
    /// <param name="withAdjoint">True while a replay holds its adjoint.</param>
    public abstract ScalarText Describe(int i, bool withAdjoint);
}

/// <summary>What a listing says of one scalar. Operands are a place on the strip, or a constant in words.</summary>
internal readonly record struct ScalarText(string Op, (int Index, string Constant, string Slope)[] Operands, string Value, string Adjoint, string Suffix);

/// <summary>One scalar: two slopes and where the operands are.</summary>
/// <remarks>An operand that is missing or constant points at the record itself with slope 0, so that the sweep has no branch.</remarks>
internal struct Record<T>
{
    public T SlopeA;
    public T SlopeB;
    public int A;
    public int B;
}

/// <inheritdoc/>
internal sealed class Strip<T> : Strip where T : unmanaged, IFloatingPointIeee754<T>
{
    private Record<T>[] _records = new Record<T>[256];
    private T[] _flows = [];
    private Var<T>[] _graphFlows = [];
    private ScalarStep<T>[] _steps = [];
    private readonly Stack<(T[] Flows, Var<T>[] GraphFlows)> _suspended = new();
    private bool _isReplaying;
    private Tape? _tape;
    private int _limit;
    private int _runStart;

    /// <summary>Counts the tapes that this strip served; a scalar of an ended one is told apart by it.</summary>
    public int Generation { get; private set; }

    public Tape Tape => _tape!;

    public void Attach(Tape tape) => _tape = tape;

    /// <summary>A scalar without operands.</summary>
    public Var<T> Leaf(T value)
    {
        var index = Begin();
        _records[index] = new Record<T> { A = index, B = index };
        return Finish(value, index, new ScalarStep<T>(null, default, default, value));
    }

    /// <summary>Records y = f(x). Returns a constant where nothing is recorded now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Var<T> Append<R>(R rule, Var<T> x, T y) where R : struct, IRule
    {
        if (Count >= _limit) return AppendSlowly(rule, x, y);
        if (x.Generation != Generation) ThrowStale();
        var index = Count++;
        ref var record = ref _records[index];
        record.SlopeA = rule.Chain(Number<T>.One, new Number<T>(x.Value), new Number<T>(y)).Value;
        record.SlopeB = T.Zero;
        record.A = x.Index;
        record.B = index;
        return new Var<T>(y, this, index, Generation);
    }

    /// <summary>Records y = f(a, b); one of the two may be constant.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Var<T> Append<R>(R rule, Var<T> a, Var<T> b, T y) where R : struct, IRule2
    {
        if (Count >= _limit) return AppendSlowly(rule, a, b, y);
        var index = Count++;
        ref var record = ref _records[index];
        var (x1, x2, value) = (new Number<T>(a.Value), new Number<T>(b.Value), new Number<T>(y));
        if (a.Strip == this)
        {
            if (a.Generation != Generation) ThrowStale();
            record.SlopeA = rule.ChainA(Number<T>.One, x1, x2, value).Value;
            record.A = a.Index;
        }
        else
        {
            record.SlopeA = T.Zero;
            record.A = index;
        }

        if (b.Strip == this)
        {
            if (b.Generation != Generation) ThrowStale();
            record.SlopeB = rule.ChainB(Number<T>.One, x1, x2, value).Value;
            record.B = b.Index;
        }
        else
        {
            record.SlopeB = T.Zero;
            record.B = index;
        }

        return new Var<T>(y, this, index, Generation);
    }

    public override void CloseRun()
    {
        _limit = 0;
        if (_tape is null || Count == _runStart) return;
        var node = _tape.Store.Reusable<RunNode<T>>() ?? new RunNode<T>();
        _tape.Store.Append(_tape, node.Set(this, _runStart, Count));
        _runStart = Count;
    }

    /// <summary>Makes scalars whose values come from a tensor. They belong to the node that the caller appends, not to a run.</summary>
    public int Reserve(int count)
    {
        CloseRun();
        EnsureRoom(count);
        var first = Count;
        for (var k = 0; k < count; k++) _records[first + k] = new Record<T> { A = first + k, B = first + k };
        Count += count;
        _runStart = Count;
        return first;
    }

    public override void Reset()
    {
        Generation++;
        Array.Clear(_steps, 0, Math.Min(_steps.Length, Count));
        Count = 0;
        _runStart = 0;
        _limit = 0;
        _tape = null;
    }

    public override void BeginReverse(bool graph)
    {
        if (graph)
        {
            if (Count > 0 && !Tape.IsHigherOrder)
                throw new InvalidOperationException("gradient: this tape keeps first-order records of scalars only; start it with Tape.Start(higherOrder: true) to differentiate a gradient.");
            Suspend();
            _graphFlows = new Var<T>[Count];
            return;
        }

        Suspend();
        if (_flows.Length < Count) _flows = new T[Math.Max(2 * _flows.Length, Count)];
    }

    public override void BeginForward()
    {
        BeginReverse(graph: Count > 0 && Tape.IsHigherOrder);
    }

    public override void EndReplay()
    {
        if (_suspended.TryPop(out var outer))
        {
            (_flows, _graphFlows) = outer;
            return;
        }

        _isReplaying = false;
        _graphFlows = [];
        _flows.AsSpan(0, Math.Min(_flows.Length, Count)).Clear();
    }

    public override ScalarText Describe(int i, bool withAdjoint)
    {
        ref readonly var record = ref _records[i];
        var step = Tape.IsHigherOrder && i < _steps.Length ? _steps[i] : default;
        List<(int, string, string)> operands = [];
        if (record.A != i) operands.Add((record.A, "", Text(record.SlopeA)));
        else if (step.Rule is not null) operands.Add((-1, Text(step.A), ""));
        if (record.B != i) operands.Add((record.B, "", Text(record.SlopeB)));
        else if (step.Rule is { OperandCount: 2 }) operands.Add((-1, Text(step.B), ""));
        var op = step.Rule?.Op ?? (operands.Count == 0 ? "leaf" : "scalar");
        return new ScalarText(op, [.. operands], Tape.IsHigherOrder ? Text(step.Y) : "", withAdjoint ? Text(_flows[i]) : "", typeof(T) == typeof(float) ? "f" : "");

        static string Text(T x) => x.ToString("G6", CultureInfo.InvariantCulture);
    }

    /// <summary>True while the replay computes with tracked scalars.</summary>
    public bool IsGraph => _graphFlows.Length > 0;

    /// <summary>ȳ = 1 for a result.</summary>
    public void Seed(Var<T> y)
    {
        if (IsGraph) AddGraph(y.Index, T.One);
        else _flows[y.Index] += T.One;
    }

    /// <summary>The adjoint or tangent of a scalar: a constant, or tracked in a graph.</summary>
    public Var<T> Adjoint(Var<T> x) => IsGraph ? _graphFlows[x.Index] : _flows.Length > x.Index ? new Var<T>(_flows[x.Index]) : default;

    public ref T Flow(int index) => ref _flows[index];

    public Var<T> GraphFlow(int index) => _graphFlows[index];

    public void SetGraph(int index, Var<T> flow) => _graphFlows[index] = flow;

    public void AddGraph(int index, Var<T> flow)
    {
        ref var sum = ref _graphFlows[index];
        sum = sum.IsTracked || sum.Value != T.Zero ? sum + flow : flow;
    }

    /// <summary>Adjoints of the records from <paramref name="start"/> to <paramref name="end"/>, the last first.</summary>
    public void SweepReverse(int start, int end)
    {
        var records = _records.AsSpan(0, end);
        var adjoints = _flows.AsSpan(0, end);
        for (var i = records.Length - 1; i >= start; i--)
        {
            // An adjoint of exactly zero stays zero, even where a slope is infinite or undefined.
            var adjoint = adjoints[i];
            if (adjoint == T.Zero) continue;
            ref readonly var record = ref records[i];
            if (record.A != i) adjoints[record.A] += adjoint * record.SlopeA;
            if (record.B != i) adjoints[record.B] += adjoint * record.SlopeB;
        }
    }

    /// <summary>Adjoints as tracked scalars: each step states its derivative again, in arithmetic that is itself recorded.</summary>
    public void SweepReverseGraph(int start, int end)
    {
        for (var i = end - 1; i >= start; i--)
        {
            var adjoint = _graphFlows[i];
            if (_steps[i].Rule is not { } rule || (!adjoint.IsTracked && adjoint.Value == T.Zero)) continue;
            var (a, b, y) = Operands(i);
            if (a.IsTracked) AddGraph(a.Index, rule.ChainA(adjoint, a, b, y));
            if (b.IsTracked) AddGraph(b.Index, rule.ChainB(adjoint, a, b, y));
        }
    }

    public void SweepForward(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            ref readonly var record = ref _records[i];
            var (a, b) = (record.A == i ? T.Zero : _flows[record.A], record.B == i ? T.Zero : _flows[record.B]);
            if (a != T.Zero) _flows[i] += a * record.SlopeA;
            if (b != T.Zero) _flows[i] += b * record.SlopeB;
        }
    }

    public void SweepForwardGraph(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (_steps[i].Rule is not { } rule) continue;
            var (a, b, y) = Operands(i);
            if (a.IsTracked && _graphFlows[a.Index] is var ta && (ta.IsTracked || ta.Value != T.Zero)) AddGraph(i, rule.ChainA(ta, a, b, y));
            if (b.IsTracked && _graphFlows[b.Index] is var tb && (tb.IsTracked || tb.Value != T.Zero)) AddGraph(i, rule.ChainB(tb, a, b, y));
        }
    }

    /// <summary>Marks the operands of every marked record between <paramref name="start"/> and <paramref name="end"/>.</summary>
    public void MarkOperands(bool[] marks, int start, int end)
    {
        for (var i = end - 1; i >= start; i--)
        {
            if (!marks[i]) continue;
            marks[_records[i].A] = true;
            marks[_records[i].B] = true;
        }
    }

    /// <summary>Keeps what flows in a replay while another one runs within it.</summary>
    private void Suspend()
    {
        if (_isReplaying)
        {
            _suspended.Push((_flows, _graphFlows));
            (_flows, _graphFlows) = ([], []);
        }

        _isReplaying = true;
    }

    private (Var<T> A, Var<T> B, Var<T> Y) Operands(int i)
    {
        ref readonly var record = ref _records[i];
        ref readonly var step = ref _steps[i];
        var a = record.A == i ? new Var<T>(step.A) : new Var<T>(step.A, this, record.A, Generation);
        var b = record.B == i ? new Var<T>(step.B) : new Var<T>(step.B, this, record.B, Generation);
        return (a, b, new Var<T>(step.Y, this, i, Generation));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Var<T> AppendSlowly<R>(R rule, Var<T> x, T y) where R : struct, IRule
    {
        x.CheckAlive();
        if (!_tape!.Records()) return new Var<T>(y);
        var index = Begin();
        if (x.Generation != Generation) ThrowStale();
        var slope = rule.Chain(Number<T>.One, new Number<T>(x.Value), new Number<T>(y)).Value;
        _records[index] = new Record<T> { SlopeA = slope, A = x.Index, B = index };
        return Finish(y, index, new ScalarStep<T>(_tape.IsHigherOrder ? ScalarRule1<R, T>.For(rule) : null, x.Value, default, y));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Var<T> AppendSlowly<R>(R rule, Var<T> a, Var<T> b, T y) where R : struct, IRule2
    {
        a.CheckAlive();
        b.CheckAlive();
        if (!_tape!.Records()) return new Var<T>(y);
        var index = Begin();
        var (x1, x2, value) = (new Number<T>(a.Value), new Number<T>(b.Value), new Number<T>(y));
        var record = new Record<T> { A = index, B = index };
        if (a.Strip == this) (record.A, record.SlopeA) = (a.Index, rule.ChainA(Number<T>.One, x1, x2, value).Value);
        if (b.Strip == this) (record.B, record.SlopeB) = (b.Index, rule.ChainB(Number<T>.One, x1, x2, value).Value);
        _records[index] = record;
        return Finish(y, index, new ScalarStep<T>(_tape.IsHigherOrder ? ScalarRule2<R, T>.For(rule) : null, a.Value, b.Value, y));
    }

    /// <summary>Starts or goes on with a run and makes room for one record.</summary>
    private int Begin()
    {
        EnsureRoom(1);

        // A higher-order tape keeps more for each record, so every one of them takes the slow path.
        _limit = _tape!.IsHigherOrder ? 0 : _records.Length;
        return Count;
    }

    private Var<T> Finish(T value, int index, ScalarStep<T> step)
    {
        if (_tape!.IsHigherOrder)
        {
            if (_steps.Length <= index) Array.Resize(ref _steps, Math.Max(256, 2 * index));
            _steps[index] = step;
        }

        Count = index + 1;
        return new Var<T>(value, this, index, Generation);
    }

    private void EnsureRoom(int count)
    {
        if (Count + count > _records.Length) Array.Resize(ref _records, Math.Max(2 * _records.Length, Count + count));
    }

    [DoesNotReturn]
    private static void ThrowStale()
        => throw new ObjectDisposedException(null, "scalar: its tape was disposed; keep its Value, and make a new variable on the new tape.");
}
