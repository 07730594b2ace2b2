namespace AutoDiff;

/// <summary>What a higher-order tape keeps of a scalar operation besides its slopes: enough to state the derivative again.</summary>
/// <param name="Rule">The rule; null for a leaf.</param>
/// <param name="A">The value of the first operand.</param>
/// <param name="B">The value of the second operand, if there is one.</param>
/// <param name="Y">The value.</param>
internal readonly record struct ScalarStep<T>(ScalarRule<T>? Rule, T A, T B, T Y) where T : unmanaged, IFloatingPointIeee754<T>;

/// <summary>A rule whose derivative can be computed with tracked scalars.</summary>
internal abstract class ScalarRule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The name of the operation, for listings and messages.</summary>
    public abstract string Op { get; }

    /// <summary>How many operands there are: 1 or 2.</summary>
    public abstract int OperandCount { get; }

    public abstract Var<T> ChainA(Var<T> g, Var<T> a, Var<T> b, Var<T> y);

    public abstract Var<T> ChainB(Var<T> g, Var<T> a, Var<T> b, Var<T> y);
}

/// <inheritdoc/>
internal sealed class ScalarRule1<R, T>(R rule) : ScalarRule<T> where R : struct, IRule where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly ScalarRule1<R, T> Plain = new(default);

    public override string Op => OpName.Of(rule);

    public override int OperandCount => 1;

    /// <summary>The object for a rule; one for all where the rule has no parameters.</summary>
    public static ScalarRule1<R, T> For(R rule) => EqualityComparer<R>.Default.Equals(rule, default) ? Plain : new(rule);

    public override Var<T> ChainA(Var<T> g, Var<T> a, Var<T> b, Var<T> y)
        => TapedScalar<T>.Times(new TapedScalar<T>(g), rule.Chain(TapedScalar<T>.One, new TapedScalar<T>(a), new TapedScalar<T>(y))).Value;

    public override Var<T> ChainB(Var<T> g, Var<T> a, Var<T> b, Var<T> y) => default;
}

/// <inheritdoc/>
internal sealed class ScalarRule2<R, T>(R rule) : ScalarRule<T> where R : struct, IRule2 where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly ScalarRule2<R, T> Plain = new(default);

    public override string Op => OpName.Of(rule);

    public override int OperandCount => 2;

    /// <inheritdoc cref="ScalarRule1{R, T}.For"/>
    public static ScalarRule2<R, T> For(R rule) => EqualityComparer<R>.Default.Equals(rule, default) ? Plain : new(rule);

    public override Var<T> ChainA(Var<T> g, Var<T> a, Var<T> b, Var<T> y)
        => TapedScalar<T>.Times(new TapedScalar<T>(g), rule.ChainA(TapedScalar<T>.One, new TapedScalar<T>(a), new TapedScalar<T>(b), new TapedScalar<T>(y))).Value;

    public override Var<T> ChainB(Var<T> g, Var<T> a, Var<T> b, Var<T> y)
        => TapedScalar<T>.Times(new TapedScalar<T>(g), rule.ChainB(TapedScalar<T>.One, new TapedScalar<T>(a), new TapedScalar<T>(b), new TapedScalar<T>(y))).Value;
}
