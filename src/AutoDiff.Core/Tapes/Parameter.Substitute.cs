namespace AutoDiff;

public sealed partial class Parameter<T>
{
    /// <summary>Until the result is disposed, this thread computes with a tensor in place of the stored values: those of an inner step of learning to learn, of a network that makes weights, of a point on a line.</summary>
    /// <param name="value">The shape of the parameter; it may depend on other tensors, and derivatives flow to them.</param>
    /// <returns>Ends the substitution, and brings back the one before if there was one.</returns>
    /// <exception cref="ShapeException">The shape differs from the parameter's.</exception>
    /// <remarks>Other threads do not see it, and the stored values stay. Gradients with respect to the parameter itself do not reach what was computed meanwhile.</remarks>
    /// <example><code>
    /// var step = weight.Value - 0.1 * gradient;
    /// using (weight.Substitute(step)) loss = Loss(model.Forward(x));
    /// </code></example>
    public Substituting Substitute(Tensor<T> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Shape != Shape) throw new ShapeException($"substitute: parameter {Name} has shape {Shape}, got {value.Shape}.");
        return new Substituting(this, value);
    }

    /// <summary>Ends a substitution when disposed.</summary>
    public sealed class Substituting : IDisposable
    {
        private readonly Parameter<T> _parameter;
        private readonly Tensor? _before;
        private bool _isOver;

        internal Substituting(Parameter<T> parameter, Tensor<T> value)
        {
            var all = Context.Current.Substitutes ??= [];
            _parameter = parameter;
            all.TryGetValue(parameter, out _before);
            all[parameter] = value;
        }

        /// <summary>Computes with the stored values again, or with those of the substitution before. Substitutions of one parameter end in the reverse order of their beginning.</summary>
        public void Dispose()
        {
            var context = Context.Current;
            if (_isOver || context.Substitutes is not { } all) return;
            _isOver = true;
            if (_before is not null) all[_parameter] = _before;
            else if (all.Remove(_parameter) && all.Count == 0) context.Substitutes = null;
        }
    }
}
