using System.Runtime.CompilerServices;

namespace AutoDiff;

// Operations whose record is not just written where the head points to.
internal sealed partial class Strip<T>
{
    /// <summary>Records y = f(x) where that takes more than writing a record; gives a constant where nothing is recorded now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Var<T> RecordSlowly<R>(R rule, Var<T> x, T y) where R : struct, IRule
    {
        if (Recorder(x) is not { } strip) return new Var<T>(y);
        var index = strip.Begin();
        var slope = rule.Chain(Number<T>.One, new Number<T>(x.Value), new Number<T>(y)).Value;
        strip._records[index] = new Record<T> { SlopeA = slope, A = (uint)x.Index, B = Spare.For((uint)index) };
        return strip.Finish(index, new ScalarStep<T>(strip.Tape.IsHigherOrder ? ScalarRule1<R, T>.For(rule) : null, x.Value, default, y));
    }

    /// <summary>Records y = f(a, b) where that takes more than writing a record; gives a constant where nothing is recorded now.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Var<T> RecordSlowly<R>(R rule, Var<T> a, Var<T> b, T y) where R : struct, IRule2
    {
        // The usual reason to be here: one of the two is a constant.
        var (x1, x2, value) = (new Number<T>(a.Value), new Number<T>(b.Value), new Number<T>(y));
        if (b.Place == 0 && IsOpen(a)) return Write(a, rule.ChainA(Number<T>.One, x1, x2, value).Value, y);
        if (a.Place == 0 && IsOpen(b)) return Write(b, rule.ChainB(Number<T>.One, x1, x2, value).Value, y);
        return RecordAnew(rule, a, b, y);
    }

    /// <summary>The strip that records operations on some of the scalars now; null where all are constants.</summary>
    /// <exception cref="ObjectDisposedException">The tape of one of them is gone.</exception>
    public static Strip<T>? RecorderOf(ReadOnlySpan<Var<T>> xs)
    {
        Strip<T>? strip = null;
        foreach (var x in xs)
        {
            if (x.Place == 0 || (strip is not null && strip.Holds(x))) continue;
            strip = Recorder(x) ?? strip;
        }

        return strip;
    }

    /// <summary>Starts a record with any number of operands.</summary>
    /// <param name="room">No fewer than there will be.</param>
    public Wide BeginWide(int room)
    {
        _ = Begin();
        var operands = _wides.Room(room, out var slopes);
        return new Wide(_first, operands, slopes);
    }

    /// <summary>Ends a wide record, whose value is y.</summary>
    public Var<T> EndWide(Wide wide, T y)
    {
        var index = Count;
        _records[index] = new Record<T> { A = Spare.For((uint)index), B = (uint)index };
        _wides.Add(index, wide.Count);
        return Finish(index, new ScalarStep<T>(null, default, default, y));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Var<T> RecordAnew<R>(R rule, Var<T> a, Var<T> b, T y) where R : struct, IRule2
    {
        // Of two tapes only one records now; the operand on the other is a constant.
        var (stripA, stripB) = (Recorder(a), Recorder(b));
        if ((stripA ?? stripB) is not { } strip) return new Var<T>(y);
        var index = strip.Begin();
        var (x1, x2, value) = (new Number<T>(a.Value), new Number<T>(b.Value), new Number<T>(y));
        var record = new Record<T> { A = Spare.For((uint)index), B = Spare.For((uint)index) };
        if (stripA is not null) (record.A, record.SlopeA) = ((uint)a.Index, rule.ChainA(Number<T>.One, x1, x2, value).Value);
        if (stripB is not null) (record.B, record.SlopeB) = ((uint)b.Index, rule.ChainB(Number<T>.One, x1, x2, value).Value);
        strip._records[index] = record;
        return strip.Finish(index, new ScalarStep<T>(strip.Tape.IsHigherOrder ? ScalarRule2<R, T>.For(rule) : null, a.Value, b.Value, y));
    }

    /// <summary>True where the record of a function of x can be written at once.</summary>
    private static bool IsOpen(Var<T> x)
    {
        ref var head = ref Heads<T>.Of(x.Place);
        return x.Place != 0 && (head.Next ^ x.Place) >> 32 == 0 && head.Count < head.Records.Length;
    }

    /// <summary>Writes the record of a function of x alone.</summary>
    private static Var<T> Write(Var<T> x, T slope, T y)
    {
        ref var head = ref Heads<T>.Of(x.Place);
        var place = head.Next++;
        head.Records[(uint)place] = new Record<T> { SlopeA = slope, SlopeB = slope, A = (uint)x.Index, B = Spare.For((uint)place) };
        return new Var<T>(y, place);
    }

    /// <summary>The strip that records operations on x now; null where x is a constant.</summary>
    /// <exception cref="ObjectDisposedException">The tape of x is gone.</exception>
    private static Strip<T>? Recorder(Var<T> x)
    {
        if (x.Place == 0) return null;
        var strip = x.Strip ?? throw Var<T>.Gone();

        // An open head has been through this.
        return strip.Head.Records.Length > 0 || strip.Tape.Records() ? strip : null;
    }

    /// <summary>Starts or goes on with a run and makes room for one record.</summary>
    private int Begin()
    {
        EnsureRoom(1);
        ref var head = ref Head;

        // A higher-order tape keeps more for each record, so every one of them takes the slow path.
        head.Records = _tape!.IsHigherOrder ? [] : _records;
        return head.Count;
    }

    /// <summary>Counts the record that was written.</summary>
    private Var<T> Finish(int index, ScalarStep<T> step)
    {
        if (_tape!.IsHigherOrder)
        {
            if (_steps.Length <= index) Array.Resize(ref _steps, Math.Max(256, 2 * index));
            _steps[index] = step;
        }

        Head.Next = _first + (uint)index + 1;
        return At(index, step.Y);
    }

    private void EnsureRoom(int count)
    {
        ref var head = ref Head;
        if (head.Count == 0) (head.Next, _runStart) = (_first + Spare.Count, Spare.Count);
        var needed = head.Count + count;
        if (needed <= _records.Length) return;
        var larger = GC.AllocateUninitializedArray<Record<T>>(Math.Max(2 * _records.Length, needed));
        _records.AsSpan(0, head.Count).CopyTo(larger);
        _records = larger;
    }

    /// <summary>A record with any number of operands while it is written.</summary>
    public ref struct Wide(ulong first, Span<int> operands, Span<T> slopes)
    {
        private readonly Span<int> _operands = operands;
        private readonly Span<T> _slopes = slopes;

        public int Count { get; private set; }

        /// <summary>Adds an operand, unless it is a constant.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(Var<T> x, T slope)
        {
            if ((x.Place ^ first) >> 32 != 0) return;
            _operands[Count] = x.Index;
            _slopes[Count++] = slope;
        }

        /// <summary>Multiplies all slopes.</summary>
        public readonly void Scale(T factor)
        {
            foreach (ref var slope in _slopes[..Count]) slope *= factor;
        }
    }
}
