namespace AutoDiff.Checking;

/// <remarks>
/// A rule is checked as a function of tensors, and by what its other kinds of number offer: its value at complex numbers (the complex step)
/// and at dual numbers, and float against double.
/// </remarks>
public static partial class Check
{
    /// <summary>Checks an elementwise rule of one input that states its derivative.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="x">Where; any shape.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    public static CheckReport Rule<R>(R rule, Tensor<double> x, CheckOptions? options = null) where R : struct, IRule
        => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0]), xs => Tensor.Map(rule, xs[0]), xs => TensorMap.Map(rule, xs[0]), z => rule.Value(z[0]), options, x);

    /// <summary>Checks an elementwise rule of two inputs that states its derivative.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="a">An input; shapes broadcast.</param>
    /// <param name="b">An input; shapes broadcast.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    public static CheckReport Rule<R>(R rule, Tensor<double> a, Tensor<double> b, CheckOptions? options = null) where R : struct, IRule2
        => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0], xs[1]), xs => Tensor.Map(rule, xs[0], xs[1]), xs => TensorMap.Map(rule, xs[0], xs[1]), z => rule.Value(z[0], z[1]), options, a, b);

    /// <summary>Checks an elementwise rule of three inputs that states its derivative.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="a">An input; shapes broadcast.</param>
    /// <param name="b">An input; shapes broadcast.</param>
    /// <param name="c">An input; shapes broadcast.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    public static CheckReport Rule<R>(R rule, Tensor<double> a, Tensor<double> b, Tensor<double> c, CheckOptions? options = null) where R : struct, IRule3
        => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0], xs[1], xs[2]), xs => Tensor.Map(rule, xs[0], xs[1], xs[2]), xs => TensorMap.Map(rule, xs[0], xs[1], xs[2]), z => rule.Value(z[0], z[1], z[2]), options, a, b, c);

    /// <summary>Checks an elementwise rule of four inputs that states its derivative.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="a">An input; shapes broadcast.</param>
    /// <param name="b">An input; shapes broadcast.</param>
    /// <param name="c">An input; shapes broadcast.</param>
    /// <param name="d">An input; shapes broadcast.</param>
    /// <param name="options">What to check; the defaults if left out.</param>
    /// <returns>The report; it does not throw by itself.</returns>
    public static CheckReport Rule<R>(R rule, Tensor<double> a, Tensor<double> b, Tensor<double> c, Tensor<double> d, CheckOptions? options = null) where R : struct, IRule4
        => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0], xs[1], xs[2], xs[3]), xs => Tensor.Map(rule, xs[0], xs[1], xs[2], xs[3]), xs => TensorMap.Map(rule, xs[0], xs[1], xs[2], xs[3]), z => rule.Value(z[0], z[1], z[2], z[3]), options, a, b, c, d);
}
