namespace AutoDiff;

public sealed partial class Parameter<T>
{
    /// <summary>Changes every element by a rule, in one pass and in place. Counts up <see cref="Version"/>.</summary>
    /// <param name="gradients">Gradients of which this parameter was a target; they are read without a copy.</param>
    /// <param name="rule">The next value from the value and its gradient.</param>
    /// <exception cref="KeyNotFoundException">This parameter was not a target.</exception>
    public void Update<R>(Gradients<T> gradients, R rule) where R : struct, IUpdate
    {
        var operands = Begin(gradients);
        operands.C = ref operands.A;
        ElementwiseLoop.Run(new UpdateKernel<R, T>(rule), ref operands, Length);
        Version++;
        GC.KeepAlive(gradients);
    }

    /// <summary>Changes every element and its state by a rule, in one pass and in place. Counts up <see cref="Version"/> of both.</summary>
    /// <param name="gradients">Gradients of which this parameter was a target; they are read without a copy.</param>
    /// <param name="rule">The next value and state from the value, its gradient and its state.</param>
    /// <param name="state">One number for each element, of the shape of this parameter.</param>
    /// <exception cref="KeyNotFoundException">This parameter was not a target.</exception>
    /// <exception cref="ShapeException">The state has another shape.</exception>
    public void Update<R>(Gradients<T> gradients, R rule, Parameter<T> state) where R : struct, IUpdate1
    {
        Admit(state);
        var operands = Begin(gradients);
        operands.C = ref state.Constant.Start;
        operands.D = ref operands.A;
        operands.E = ref operands.C;
        ElementwiseLoop.Run(new UpdateKernel1<R, T>(rule), ref operands, Length);
        Version++;
        state.Version++;
        GC.KeepAlive(gradients);
    }

    /// <summary>Changes every element and its two states by a rule, in one pass and in place. Counts up <see cref="Version"/> of all three.</summary>
    /// <param name="gradients">Gradients of which this parameter was a target; they are read without a copy.</param>
    /// <param name="rule">The next value and states from the value, its gradient and its states.</param>
    /// <param name="state1">One number for each element, of the shape of this parameter.</param>
    /// <param name="state2">One number for each element, of the shape of this parameter.</param>
    /// <exception cref="KeyNotFoundException">This parameter was not a target.</exception>
    /// <exception cref="ShapeException">A state has another shape.</exception>
    public void Update<R>(Gradients<T> gradients, R rule, Parameter<T> state1, Parameter<T> state2) where R : struct, IUpdate2
    {
        Admit(state1);
        Admit(state2);
        var operands = Begin(gradients);
        operands.C = ref state1.Constant.Start;
        operands.D = ref state2.Constant.Start;
        operands.E = ref operands.A;
        operands.F = ref operands.C;
        operands.G = ref operands.D;
        ElementwiseLoop.Run(new UpdateKernel2<R, T>(rule), ref operands, Length);
        Version++;
        state1.Version++;
        state2.Version++;
        GC.KeepAlive(gradients);
    }

    /// <summary>Changes every element and its three states by a rule, in one pass and in place. Counts up <see cref="Version"/> of all four.</summary>
    /// <param name="gradients">Gradients of which this parameter was a target; they are read without a copy.</param>
    /// <param name="rule">The next value and states from the value, its gradient and its states.</param>
    /// <param name="state1">One number for each element, of the shape of this parameter.</param>
    /// <param name="state2">One number for each element, of the shape of this parameter.</param>
    /// <param name="state3">One number for each element, of the shape of this parameter.</param>
    /// <exception cref="KeyNotFoundException">This parameter was not a target.</exception>
    /// <exception cref="ShapeException">A state has another shape.</exception>
    public void Update<R>(Gradients<T> gradients, R rule, Parameter<T> state1, Parameter<T> state2, Parameter<T> state3) where R : struct, IUpdate3
    {
        Admit(state1);
        Admit(state2);
        Admit(state3);
        var operands = Begin(gradients);
        operands.C = ref state1.Constant.Start;
        operands.D = ref state2.Constant.Start;
        operands.E = ref state3.Constant.Start;
        operands.F = ref operands.A;
        operands.G = ref operands.C;
        operands.H = ref operands.D;
        operands.I = ref operands.E;
        ElementwiseLoop.Run(new UpdateKernel3<R, T>(rule), ref operands, Length);
        Version++;
        state1.Version++;
        state2.Version++;
        state3.Version++;
        GC.KeepAlive(gradients);
    }

    /// <summary>Changes every element by a rule that reads another parameter in place of a gradient, in one pass and in place. Counts up <see cref="Version"/>.</summary>
    /// <param name="other">The shape of this parameter; it is not changed.</param>
    /// <param name="rule">The next value from the value and the other's element.</param>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public void Update<R>(Parameter<T> other, R rule) where R : struct, IUpdate
    {
        Admit(other, "update: the other parameter");
        RefuseWhileCompiling();
        var operands = default(Operands<T>);
        operands.A = ref Constant.Start;
        operands.B = ref other.Constant.Start;
        operands.C = ref operands.A;
        ElementwiseLoop.Run(new UpdateKernel<R, T>(rule), ref operands, Length);
        Version++;
    }

    /// <summary>The operands that every update has: the values, and the gradient where the replay left it. It may lie in memory that ends with the gradients, so the caller keeps them alive.</summary>
    private Operands<T> Begin(Gradients<T> gradients)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        RefuseWhileCompiling();
        var operands = default(Operands<T>);
        operands.A = ref Constant.Start;
        operands.B = ref gradients.Raw(gradients.Find(this)).Contiguous().Start;
        return operands;
    }

    private void Admit(Parameter<T> other, string what = "update: the state")
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Shape != Shape) throw new ShapeException($"{what} must have the shape of its parameter, {Shape}, got {other.Shape}.");
    }

    private static void RefuseWhileCompiling()
    {
        if (Context.Current.Instructions is not null)
            throw new NotSupportedException("update: a parameter is updated after a compiled function has run, not inside it; its settings would be fixed in the recording.");
    }
}
