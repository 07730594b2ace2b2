using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

// What flows along the records in a replay.
internal sealed partial class Strip<T>
{
    // Zero everywhere outside replays.
    private T[] _flows = [];
    private Var<T>[] _graphFlows = [];
    private readonly Stack<(T[] Flows, Var<T>[] GraphFlows, bool Keep, int Swept)> _suspended = new();
    private readonly List<(int Start, int End)> _sources = [];
    private bool _isReplaying;
    private bool _keep;
    private int _swept;
    private int _taken;

    /// <summary>True while the replay computes with tracked scalars.</summary>
    public bool IsGraph => _graphFlows.Length > 0;

    public override void BeginReverse(bool graph, bool keep)
    {
        if (graph && Count > 0 && !Tape.IsHigherOrder)
            throw new InvalidOperationException("gradient: this tape keeps first-order records of scalars only; start it with Tape.Start(higherOrder: true) to differentiate a gradient.");
        if (_isReplaying)
        {
            _suspended.Push((_flows, _graphFlows, _keep, _swept));
            (_flows, _graphFlows) = ([], []);
        }

        (_isReplaying, _keep, _swept) = (true, keep || graph, 0);
        if (graph) _graphFlows = new Var<T>[Count];
        else if (_flows.Length < Count) _flows = new T[Math.Max(2 * _flows.Length, Count)];
    }

    public override void BeginForward() => BeginReverse(graph: Count > 0 && Tape.IsHigherOrder, keep: true);

    public override void EndReplay()
    {
        if (_suspended.TryPop(out var outer))
        {
            (_flows, _graphFlows, _keep, _swept) = outer;
            return;
        }

        _isReplaying = false;
        _graphFlows = [];
        var end = Math.Min(_flows.Length, Count);
        if (_keep || _swept + _taken + Spare.Count < end)
        {
            _flows.AsSpan(0, end).Clear();
            return;
        }

        // Every run was swept, which leaves zeros but in scalars without operands and in the spare places.
        _flows.AsSpan(0, Math.Min(Spare.Count, end)).Clear();
        foreach (var (start, last) in _sources) _flows.AsSpan(start, last - start).Clear();
    }

    /// <summary>ȳ = 1 for a result.</summary>
    public void Seed(Var<T> y)
    {
        if (IsGraph) AddGraph(y.Index, T.One);
        else _flows[y.Index] += T.One;
    }

    /// <summary>The adjoint or tangent of a scalar: a constant, or tracked in a graph.</summary>
    public Var<T> Adjoint(Var<T> x) => IsGraph ? _graphFlows[x.Index] : _flows.Length > x.Index ? new Var<T>(_flows[x.Index]) : default;

    /// <summary>The adjoints of scalars, as numbers; 0 for those that are not on this strip.</summary>
    public void Adjoints(ReadOnlySpan<Var<T>> xs, Span<T> adjoints)
    {
        var (flows, first) = (_flows, _first);
        for (var k = 0; k < xs.Length; k++) adjoints[k] = (xs[k].Place ^ first) >> 32 == 0 ? flows[xs[k].Index] : T.Zero;
    }

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
        _swept += end - start;

        // There is nothing to pass on from the variables that a program usually begins with.
        if (_sources is [var first, ..] && first.Start == start) start = Math.Min(first.End, end);
        var rest = end;
        for (var w = _wides.Before(end); w >= 0 && _wides[w] >= start; w--)
        {
            Sweep(_wides[w] + 1, rest);
            rest = _wides[w];
            SweepWide(w);
        }

        Sweep(start, rest);
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
            if (record.HasA(i) && _flows[record.A] is var a && a != T.Zero) _flows[i] += a * record.SlopeA;
            if (record.HasB(i) && _flows[record.B] is var b && b != T.Zero) _flows[i] += b * record.SlopeB;
            if (!record.IsWide(i)) continue;
            foreach (var (operand, slope) in _wides.Of(i))
            {
                if (_flows[operand] is var flow && flow != T.Zero) _flows[i] += flow * slope;
            }
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

    private void Sweep(int start, int end)
    {
        if (start >= end) return;
        if (_keep) SweepKeeping(start, end);
        else SweepTaking(start, end);
    }

    // The hot loop of reverse mode. Taking each adjoint away leaves the flows clean for the next replay without a pass over them.
    // Every index in a record is one of an earlier record or of a spare place, so all lie within the flows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SweepTaking(int start, int end)
    {
        ref var flows = ref MemoryMarshal.GetArrayDataReference(_flows);
        ref var first = ref Unsafe.Add(ref flows, start);
        ref var flow = ref Unsafe.Add(ref flows, end);
        ref var record = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_records), end);
        do
        {
            flow = ref Unsafe.Subtract(ref flow, 1);
            record = ref Unsafe.Subtract(ref record, 1);
            var adjoint = flow;

            // An adjoint of exactly zero stays zero, even where a slope is infinite or undefined.
            if (IsZero(adjoint)) continue;
            flow = T.Zero;
            Ahead.Read(ref record);
            ref var a = ref Unsafe.Add(ref flows, record.A);
            a = T.MultiplyAddEstimate(record.SlopeA, adjoint, a);
            ref var b = ref Unsafe.Add(ref flows, record.B);
            b = T.MultiplyAddEstimate(record.SlopeB, adjoint, b);
        }
        while (Unsafe.IsAddressGreaterThan(ref flow, ref first));
    }

    private void SweepKeeping(int start, int end)
    {
        for (var i = end - 1; i >= start; i--)
        {
            if (_flows[i] is var adjoint && adjoint == T.Zero) continue;
            ref readonly var record = ref _records[i];
            if (record.HasA(i)) _flows[record.A] = T.MultiplyAddEstimate(record.SlopeA, adjoint, _flows[record.A]);
            if (record.HasB(i)) _flows[record.B] = T.MultiplyAddEstimate(record.SlopeB, adjoint, _flows[record.B]);
        }
    }

    private void SweepWide(int w)
    {
        var adjoint = _flows[_wides[w]];
        if (adjoint == T.Zero) return;
        if (!_keep) _flows[_wides[w]] = T.Zero;
        _wides.AddTo(_flows, w, adjoint);
    }

    private void AddSources(int first, int count)
    {
        var records = _records;
        for (var k = first; k < first + count; k++) records[k] = new Record<T> { SlopeA = T.One, A = (uint)k, B = Spare.For((uint)k) };
        if (_sources is [.., var (start, end)] && end == first) _sources[^1] = (start, first + count);
        else _sources.Add((first, first + count));
    }

    // As integers one comparison without a case for NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsZero(T x)
    {
        if (typeof(T) == typeof(double)) return Unsafe.BitCast<T, ulong>(x) << 1 == 0;
        if (typeof(T) == typeof(float)) return Unsafe.BitCast<T, uint>(x) << 1 == 0;
        return x == T.Zero;
    }
}
