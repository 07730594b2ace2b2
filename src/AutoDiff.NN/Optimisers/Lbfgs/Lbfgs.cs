namespace AutoDiff.NN;

/// <summary>How far <see cref="Lbfgs{T}"/> goes along a direction.</summary>
public enum LineSearch
{
    /// <summary>As far as the learning rate says, without looking.</summary>
    None,

    /// <summary>To a point where the loss has fallen enough and is flat enough.</summary>
    StrongWolfe,
}

/// <summary>A quasi-Newton method: the last few gradients tell the curvature. For smooth losses of full batches, which it minimises in few steps.</summary>
/// <typeparam name="T">float or double; double where the last digits are wanted.</typeparam>
/// <remarks>
/// <para>
/// w ← w + t d with d = -H g, where H, an estimate of the inverse Hessian, follows from the last pairs of a step s and the change y of the gradient
/// along it: ρ = 1/(y·s), H ← (I - ρ s yᵀ) H (I - ρ y sᵀ) + ρ s sᵀ. A step is several iterations, and each evaluates the loss once or, with
/// a line search, several times. One group only, without weight decay (add it to the loss).
/// </para>
/// <para>
/// Without a line search, <see cref="Optimiser{T}.Step(Gradients{T})"/> makes one iteration with the gradients it is given. Source: Nocedal 1980, "Updating
/// quasi-Newton matrices with limited storage"; Liu and Nocedal 1989; in the form of torch.optim.LBFGS.
/// </para>
/// </remarks>
/// <example><code>
/// var optimiser = new Lbfgs&lt;double&gt;(model.Parameters);
/// for (var step = 0; step &lt; 10; step++)
///     Console.WriteLine(optimiser.Step(() => Losses.MeanSquaredError(model.Forward(x), y)));
/// </code></example>
public sealed class Lbfgs<T> : Optimiser<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _mostIterations, _mostEvaluations;
    private readonly double _gradientTolerance, _changeTolerance;
    private readonly LbfgsHistory<T> _history;
    private readonly PartedVector<T> _weights, _origin, _direction, _previous;
    private readonly StrongWolfe<T>? _search;
    private Trial<T> _current;
    private Func<(T Loss, Gradients<T> Gradients)>? _evaluate;
    private double _length;

    /// <summary>Creates the optimiser.</summary>
    /// <param name="parameters">For example <c>model.Parameters</c>.</param>
    /// <param name="learningRate">How far to go along a direction, or, with a line search, how far to try first; 1 is Newton's step.</param>
    /// <param name="iterations">The most iterations a step makes.</param>
    /// <param name="evaluations">The most evaluations of the loss a step begins an iteration with; null for 5/4 of the iterations.</param>
    /// <param name="gradientTolerance">A step ends where no element of the gradient is larger.</param>
    /// <param name="changeTolerance">A step ends where neither the loss nor an element of the weights changes by more.</param>
    /// <param name="historySize">How many pairs are kept: two numbers for each weight and pair.</param>
    /// <param name="lineSearch">How far to go along a direction.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    /// <exception cref="ArgumentException">No parameters, or one of them twice.</exception>
    public Lbfgs(
        IReadOnlyList<Parameter<T>> parameters, double learningRate = 1, int iterations = 20, int? evaluations = null, double gradientTolerance = 1e-7,
        double changeTolerance = 1e-9, int historySize = 100, LineSearch lineSearch = LineSearch.StrongWolfe)
        : base(parameters, learningRate)
    {
        _mostIterations = Require.Positive("lbfgs", iterations);
        _mostEvaluations = Require.Positive("lbfgs", evaluations ?? Math.Max(1, iterations * 5 / 4), nameof(evaluations));
        _gradientTolerance = Require.NotNegative("lbfgs", gradientTolerance);
        _changeTolerance = Require.NotNegative("lbfgs", changeTolerance);
        _history = new LbfgsHistory<T>(Parameters, Require.Positive("lbfgs", historySize));
        _weights = new PartedVector<T>(Parameters);
        (_direction, _previous) = (new PartedVector<T>(Parameters, "direction"), new PartedVector<T>(Parameters, "previous gradient"));
        _search = lineSearch == LineSearch.StrongWolfe ? new StrongWolfe<T>(Parameters, Evaluate) : null;
        _origin = _search is null ? _previous : new PartedVector<T>(Parameters, "origin");
        _current = _search?.Spare() ?? new Trial<T>(Parameters);
    }

    /// <summary>How many iterations all steps together made.</summary>
    public int Iterations { get; private set; }

    /// <summary>How often the loss was evaluated.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Not supported: the curvature is one of all parameters together.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override ParameterGroup<T> Add(IReadOnlyList<Parameter<T>> parameters, double? learningRate = null, double? weightDecay = null, double? momentum = null)
        => throw new NotSupportedException("lbfgs: there is one group only, since the curvature is one of all parameters together; hand all of them to the constructor.");

    /// <summary>Makes one step of several iterations.</summary>
    /// <param name="evaluate">The loss and its gradients, computed anew at each call with the parameters as they are then.</param>
    /// <returns>The loss before the step.</returns>
    public override T Step(Func<(T Loss, Gradients<T> Gradients)> evaluate)
    {
        ArgumentNullException.ThrowIfNull(evaluate);
        RefuseDecay();
        _evaluate = evaluate;
        try
        {
            _current.Length = 0;
            var first = EvaluateHere(_current);
            Steps++;
            Iterate(Evaluations);
            return first;
        }
        finally
        {
            _evaluate = null;
        }
    }

    /// <inheritdoc/>
    public override void Visit(IStateVisitor<T> visitor)
    {
        base.Visit(visitor);
        Iterations = (int)visitor.Visit("iterations", Iterations);
        Evaluations = (int)visitor.Visit("evaluations", Evaluations);
        _length = visitor.Visit("length", _length);
        _direction.Visit(visitor, "direction");
        _previous.Visit(visitor, "previous");
        _history.Visit(visitor);
    }

    /// <inheritdoc/>
    protected override void Step(ParameterGroup<T> group, Gradients<T> gradients)
    {
        if (_search is not null) throw new InvalidOperationException("lbfgs: a line search evaluates the loss; call Step(() => loss), or make the optimiser with LineSearch.None.");
        RefuseDecay();
        Take(_current, gradients);
        if (_current.Gradient.Largest() > _gradientTolerance && Direct()) _weights.Add(_length, _direction);
    }

    private void Iterate(int evaluationsBefore)
    {
        if (_current.Gradient.Largest() <= _gradientTolerance) return;
        for (var iteration = 1; iteration <= _mostIterations; iteration++)
        {
            var loss = _current.Loss;
            if (!Direct()) return;
            if (_search is not null) SearchAlong();
            else
            {
                _weights.Add(_length, _direction);
                if (iteration < _mostIterations) EvaluateHere(_current);
            }

            if (Evaluations - evaluationsBefore + 1 >= _mostEvaluations) return;
            if (_current.Gradient.Largest() <= _gradientTolerance) return;
            if (_direction.Largest() * Math.Abs(_length) <= _changeTolerance) return;
            if (Math.Abs(_current.Loss - loss) < _changeTolerance) return;
        }
    }

    /// <summary>Chooses direction and first length from the current gradient and the one before; false where the direction does not lead down.</summary>
    private bool Direct()
    {
        if (Iterations++ > 0) _history.Add(_direction, _length, _current.Gradient, _previous);
        _history.Direct(_direction, _current.Gradient);
        _previous.Set(1, _current.Gradient);

        // Nothing is known of the scale at first: then no weight moves further than the learning rate.
        _length = Iterations == 1 ? Math.Min(1, 1 / _current.Gradient.SumOfMagnitudes()) * LearningRate : LearningRate;
        _current.Slope = _current.Gradient.Dot(_direction);
        return !(_current.Slope > -_changeTolerance);
    }

    private void SearchAlong()
    {
        _origin.Set(1, _weights);
        _current.Length = 0;
        try
        {
            _current = _search!.Search(_current, _length, _direction.Largest(), _changeTolerance);
            _length = _current.Length;
        }
        catch
        {
            _weights.Set(1, _origin);
            throw;
        }

        MoveTo(_length);
    }

    private void Evaluate(Trial<T> trial)
    {
        MoveTo(trial.Length);
        EvaluateHere(trial);
        trial.Slope = trial.Gradient.Dot(_direction);
    }

    private void MoveTo(double length)
    {
        _weights.Set(1, _origin);
        _weights.Add(length, _direction);
    }

    private T EvaluateHere(Trial<T> trial)
    {
        var (loss, gradients) = _evaluate!();
        Evaluations++;
        trial.Loss = double.CreateTruncating(loss) * (IsMaximising ? -1 : 1);
        Take(trial, gradients);
        return loss;
    }

    private void Take(Trial<T> trial, Gradients<T> gradients) => trial.Gradient.Take(gradients, IsMaximising ? -1 : 1);

    private void RefuseDecay()
    {
        if (Groups[0].WeightDecay != 0) throw new NotSupportedException("lbfgs: there is no weight decay; add it to the loss.");
    }
}
