namespace AutoDiff;

/// <summary>A composition of operations that one kernel computes: layer normalisation, a gate of an LSTM, a loss.</summary>
/// <remarks>
/// The fused kernels give the value and the first reverse derivative. Everything else (tangents, derivatives of derivatives) is that of the
/// composition, which is recorded when it is asked for; so a fused operation has derivatives of every order and states none of them.
/// </remarks>
internal interface IFused
{
    /// <summary>y from the fused kernel: a new tensor, unrecorded.</summary>
    /// <param name="xs">The inputs; what is not differentiable (labels, axes) is a field of the rule.</param>
    /// <param name="saved">What <see cref="Reverse"/> wants to know besides inputs and y, such as the mean of each row; null if nothing. It lives as long as the tape.</param>
    Tensor<T> Forward<T>(ReadOnlySpan<Tensor<T>> xs, out Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The adjoints of the inputs from fused kernels, unrecorded; only those that are needed.</summary>
    void Reverse<T>(Adjoints<T> adjoints, Tensor<T> g, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved) where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>y as the composition of public operations that the kernel stands for.</summary>
    Tensor<T> Composed<T>(ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>;
}

/// <summary>Where a fused operation puts the adjoints of its inputs.</summary>
internal readonly ref struct Adjoints<T>(ReversePass pass, ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<Tensor<T>> _xs = xs;

    /// <summary>True where the adjoint of input <paramref name="k"/> is wanted.</summary>
    public bool Needs(int k) => pass.Needs(_xs[k]);

    /// <summary>A tensor to write an adjoint to.</summary>
    public Tensor<T> New(Shape shape) => pass.New<T>(shape);

    /// <summary>The adjoint of input <paramref name="k"/> so far, where a kernel may add to it in place; null where it must write a new one and <see cref="Add"/> it.</summary>
    public Tensor<T>? InPlace(int k) => pass.InPlace(_xs[k]);

    /// <summary>Adds to the adjoint of input <paramref name="k"/>; broadcast axes are summed.</summary>
    public void Add(int k, Tensor<T> contribution) => pass.Add(_xs[k], contribution);
}

/// <summary>Applies fused operations.</summary>
internal static class Fused
{
    /// <summary>y = f(x₁, x₂, ...), recorded as one node where an input is tracked.</summary>
    public static Tensor<T> Apply<R, T>(R rule, params ReadOnlySpan<Tensor<T>> xs) where R : struct, IFused where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Tape.Recorder(xs) is not { } tape) return rule.Forward(xs, out _);
        Tensor<T> y;
        Tensor<T>? saved;
        using (tape.Own()) y = rule.Forward(xs, out saved);
        return tape.Append(tape.Reusable<FusedNode<R, T>>().Set(rule, xs, y, saved), y);
    }
}

/// <summary>A recorded fused operation.</summary>
internal sealed class FusedNode<R, T> : Node where R : struct, IFused where T : unmanaged, IFloatingPointIeee754<T>
{
    private R _rule;
    private Tensor<T>[] _xs = [];
    private Tensor<T>? _y;
    private Tensor<T>? _saved;

    public override string Op => OpName.Of<R>();

    public override int InputCount => _xs.Length;

    public override Tensor? Output => _y;

    public FusedNode<R, T> Set(R rule, ReadOnlySpan<Tensor<T>> xs, Tensor<T> y, Tensor<T>? saved)
    {
        if (_xs.Length != xs.Length) _xs = new Tensor<T>[xs.Length];
        xs.CopyTo(_xs);
        (_rule, _y, _saved) = (rule, y, saved);
        return this;
    }

    public override Tensor? Input(int k) => _xs[k];

    public override void Reverse(ReversePass pass)
    {
        if (!pass.Graph)
        {
            _rule.Reverse(new Adjoints<T>(pass, _xs), pass.Adjoint<T>(), _xs, _y!, _saved);
            return;
        }

        var targets = Array.FindAll(_xs, pass.Needs);
        var adjoints = pass.Tape.Gradients([(_rule.Composed<T>(_xs), pass.Adjoint<T>())], Array.ConvertAll(targets, x => (Target<T>)x), graph: true, Unreached.Zero);
        for (var k = 0; k < targets.Length; k++)
        {
            // An input that comes twice has its whole adjoint the first time.
            if (Array.IndexOf(targets, targets[k]) == k) pass.Add(targets[k], adjoints[k]);
        }
    }

    public override void Forward(ForwardPass pass)
    {
        var sources = new List<(Tensor<T> X, Tensor<T> Tangent)>();
        foreach (var x in _xs)
        {
            if (pass.Tangent(x) is { } tangent && !sources.Exists(source => source.X == x)) sources.Add((x, tangent));
        }

        if (pass.Tape.Records()) pass.Set(_y!, pass.Tape.Tangents([_rule.Composed<T>(_xs)], [.. sources])[0]);
        else pass.Set(_y!, Tangent(sources));
    }

    public override void Clear()
    {
        Array.Clear(_xs);
        (_rule, _y, _saved) = (default, null, null);
    }

    /// <summary>The tangent where nothing is to be recorded: the composition is, on a tape of its own.</summary>
    private Tensor<T> Tangent(List<(Tensor<T> X, Tensor<T> Tangent)> sources)
    {
        using var tape = Tape.Start();
        var leaves = Array.ConvertAll(_xs, x => x.Untracked());
        var moving = new (Tensor<T>, Tensor<T>)[sources.Count];
        for (var s = 0; s < moving.Length; s++)
        {
            var leaf = tape.Variable(sources[s].X.Untracked());
            for (var k = 0; k < leaves.Length; k++)
            {
                if (_xs[k] == sources[s].X) leaves[k] = leaf;
            }

            moving[s] = (leaf, sources[s].Tangent);
        }

        var y = _rule.Composed<T>(leaves);
        using (tape.Pause()) return tape.Tangents([y], moving)[0].Detach();
    }
}
