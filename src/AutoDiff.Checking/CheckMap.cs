namespace AutoDiff.Checking;

/// <summary>Checks of elementwise functions that state only their value: <c>Check.Rule(new Swish(), x)</c>.</summary>
public static class CheckMap
{
    extension(Check)
    {
        /// <summary>Checks an elementwise function of one input that states its value only.</summary>
        /// <param name="rule">The rule.</param>
        /// <param name="x">Where; any shape.</param>
        /// <param name="options">What to check; the defaults if left out.</param>
        /// <returns>The report; it does not throw by itself.</returns>
        public static CheckReport Rule<R>(R rule, Tensor<double> x, CheckOptions? options = null) where R : struct, IMap
            => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0]), xs => Tensor.Map(rule, xs[0]), null, z => rule.Value(z[0]), options, x);

        /// <summary>Checks an elementwise function of two inputs that states its value only.</summary>
        /// <param name="rule">The rule.</param>
        /// <param name="a">An input; shapes broadcast.</param>
        /// <param name="b">An input; shapes broadcast.</param>
        /// <param name="options">What to check; the defaults if left out.</param>
        /// <returns>The report; it does not throw by itself.</returns>
        public static CheckReport Rule<R>(R rule, Tensor<double> a, Tensor<double> b, CheckOptions? options = null) where R : struct, IMap2
            => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0], xs[1]), xs => Tensor.Map(rule, xs[0], xs[1]), null, z => rule.Value(z[0], z[1]), options, a, b);

        /// <summary>Checks an elementwise function of three inputs that states its value only.</summary>
        /// <param name="rule">The rule.</param>
        /// <param name="a">An input; shapes broadcast.</param>
        /// <param name="b">An input; shapes broadcast.</param>
        /// <param name="c">An input; shapes broadcast.</param>
        /// <param name="options">What to check; the defaults if left out.</param>
        /// <returns>The report; it does not throw by itself.</returns>
        public static CheckReport Rule<R>(R rule, Tensor<double> a, Tensor<double> b, Tensor<double> c, CheckOptions? options = null) where R : struct, IMap3
            => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0], xs[1], xs[2]), xs => Tensor.Map(rule, xs[0], xs[1], xs[2]), null, z => rule.Value(z[0], z[1], z[2]), options, a, b, c);

        /// <summary>Checks an elementwise function of four inputs that states its value only.</summary>
        /// <param name="rule">The rule.</param>
        /// <param name="a">An input; shapes broadcast.</param>
        /// <param name="b">An input; shapes broadcast.</param>
        /// <param name="c">An input; shapes broadcast.</param>
        /// <param name="d">An input; shapes broadcast.</param>
        /// <param name="options">What to check; the defaults if left out.</param>
        /// <returns>The report; it does not throw by itself.</returns>
        public static CheckReport Rule<R>(R rule, Tensor<double> a, Tensor<double> b, Tensor<double> c, Tensor<double> d, CheckOptions? options = null) where R : struct, IMap4
            => RuleCheck.Run(RuleCheck.NameOf<R>(), xs => Tensor.Map(rule, xs[0], xs[1], xs[2], xs[3]), xs => Tensor.Map(rule, xs[0], xs[1], xs[2], xs[3]), null, z => rule.Value(z[0], z[1], z[2], z[3]), options, a, b, c, d);
    }
}
