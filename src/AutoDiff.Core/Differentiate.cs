namespace AutoDiff;

/// <summary>Derivatives of functions, without a tape in sight. Every method nests: inside a function that is being differentiated its result is differentiable again.</summary>
public static class Differentiate
{
    /// <summary>∇f(x) of a scalar function.</summary>
    /// <param name="f">From a tensor to a tensor with one element.</param>
    /// <param name="x">Where; any shape.</param>
    /// <returns>The shape of x; zeros where f does not depend on x.</returns>
    /// <exception cref="ShapeException">f returns more than one element.</exception>
    public static Tensor<T> Gradient<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => ValueAndGradient(f, x).Gradient;

    /// <summary>f(x) and ∇f(x) of a scalar function.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T})"/>
    public static (Tensor<T> Value, Tensor<T> Gradient) ValueAndGradient<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        var (value, gradients) = ValueAndGradient(xs => f(xs[0]), [x]);
        return (value, gradients[0]);
    }

    /// <summary>The gradients of a scalar function of several tensors.</summary>
    /// <param name="f">From tensors to a tensor with one element.</param>
    /// <param name="xs">Where.</param>
    /// <returns>One gradient for each tensor, of its shape.</returns>
    /// <exception cref="ShapeException">f returns more than one element.</exception>
    public static Tensor<T>[] Gradient<T>(Func<Tensor<T>[], Tensor<T>> f, params Tensor<T>[] xs) where T : unmanaged, IFloatingPointIeee754<T>
        => ValueAndGradient(f, xs).Gradients;

    /// <summary>The value and the gradients of a scalar function of several tensors.</summary>
    /// <inheritdoc cref="Gradient{T}(Func{Tensor{T}[], Tensor{T}}, Tensor{T}[])"/>
    public static (Tensor<T> Value, Tensor<T>[] Gradients) ValueAndGradient<T>(Func<Tensor<T>[], Tensor<T>> f, params Tensor<T>[] xs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        using var scope = new Scope();
        var leaves = scope.Leaves(xs);
        var y = f(leaves);
        if (y.Length != 1) throw new ShapeException($"gradient: the function must return one element, got shape {y.Shape}; use Differentiate.Jacobian or Vjp.");
        var gradients = scope.Tape.Gradients(y, Targets(leaves), seed: null, scope.IsNested, Unreached.Zero);
        return (scope.Leave(y), scope.Leave(gradients));
    }

    /// <summary>f(x) and Jᵀȳ, the adjoint ȳ of the result brought back to x (reverse mode).</summary>
    /// <param name="f">Any function of one tensor.</param>
    /// <param name="x">Where.</param>
    /// <param name="seed">ȳ, of the shape of f(x).</param>
    /// <returns>The value, and x̄ of the shape of x.</returns>
    public static (Tensor<T> Value, Tensor<T> Vjp) Vjp<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x, Tensor<T> seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        var (value, vjps) = Vjp(xs => f(xs[0]), [x], seed);
        return (value, vjps[0]);
    }

    /// <summary>f(x₁, x₂, ...) and the adjoints of all inputs for the adjoint ȳ of the result.</summary>
    /// <inheritdoc cref="Vjp{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T}, Tensor{T})"/>
    public static (Tensor<T> Value, Tensor<T>[] Vjps) Vjp<T>(Func<Tensor<T>[], Tensor<T>> f, Tensor<T>[] xs, Tensor<T> seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        using var scope = new Scope();
        var leaves = scope.Leaves(xs);
        var y = f(leaves);
        var gradients = scope.Tape.Gradients(y, Targets(leaves), seed, scope.IsNested, Unreached.Zero);
        return (scope.Leave(y), scope.Leave(gradients));
    }

    /// <summary>f(x) and Jẋ, the tangent ẋ carried to the result (forward mode).</summary>
    /// <param name="f">Any function of one tensor.</param>
    /// <param name="x">Where.</param>
    /// <param name="tangent">ẋ, of the shape of x.</param>
    /// <returns>The value, and ẏ of its shape.</returns>
    public static (Tensor<T> Value, Tensor<T> Jvp) Jvp<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x, Tensor<T> tangent) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        return Jvp(xs => f(xs[0]), [x], [tangent]);
    }

    /// <summary>f(x₁, x₂, ...) and the tangent of the result for tangents of all inputs.</summary>
    /// <inheritdoc cref="Jvp{T}(Func{Tensor{T}, Tensor{T}}, Tensor{T}, Tensor{T})"/>
    public static (Tensor<T> Value, Tensor<T> Jvp) Jvp<T>(Func<Tensor<T>[], Tensor<T>> f, Tensor<T>[] xs, Tensor<T>[] tangents) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(xs);
        ArgumentNullException.ThrowIfNull(tangents);
        if (xs.Length != tangents.Length) throw new ArgumentException($"jvp: one tangent for each of the {xs.Length} inputs is required, got {tangents.Length}.", nameof(tangents));
        using var scope = new Scope();
        var leaves = scope.Leaves(xs);
        var y = f(leaves);
        var sources = new (Tensor<T>, Tensor<T>)[xs.Length];
        for (var k = 0; k < sources.Length; k++) sources[k] = (leaves[k], tangents[k]);
        if (scope.IsNested) return (y, scope.Tape.Tangents([y], sources)[0]);
        using (scope.Tape.Pause()) return (scope.Leave(y), scope.Leave(scope.Tape.Tangents([y], sources)[0]));
    }

    /// <summary>The Jacobian J[i..., j...] = ∂f(x)[i...]/∂x[j...].</summary>
    /// <param name="f">Any function of one tensor.</param>
    /// <param name="x">Where.</param>
    /// <returns>The shape of f(x) followed by the shape of x.</returns>
    /// <remarks>One recording, then one replay an output in reverse or one an input forward, whichever are fewer.</remarks>
    public static Tensor<T> Jacobian<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        using var scope = new Scope();
        var leaf = scope.Leaves([x])[0];
        var y = f(leaf);
        Shape shape = [.. y.Shape, .. x.Shape];
        if (shape.Size == 0) return Tensor.Zeros<T>(shape);
        var reverse = y.Length <= x.Length;
        var slices = new Tensor<T>[reverse ? y.Length : x.Length];
        for (var k = 0; k < slices.Length; k++)
        {
            if (reverse)
            {
                slices[k] = scope.Tape.Gradients(y, [leaf], Unit<T>(y.Shape, k), scope.IsNested, Unreached.Zero)[0];
            }
            else if (scope.IsNested) slices[k] = scope.Tape.Tangents([y], [(leaf, Unit<T>(x.Shape, k))])[0];
            else
            {
                using (scope.Tape.Pause()) slices[k] = scope.Tape.Tangents([y], [(leaf, Unit<T>(x.Shape, k))])[0];
            }
        }

        var rows = Tensor.Stack<T>(slices).Reshape(slices.Length, -1);
        return scope.Leave((reverse ? rows : rows.Transpose()).Reshape(shape));
    }

    /// <summary>The Hessian H[i..., j...] = ∂²f(x)/∂x[i...]∂x[j...] of a scalar function.</summary>
    /// <param name="f">From a tensor to a tensor with one element.</param>
    /// <param name="x">Where.</param>
    /// <returns>The shape of x twice.</returns>
    public static Tensor<T> Hessian<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T>
        => Jacobian(y => Gradient(f, y), x);

    /// <summary>H v, the Hessian of a scalar function times a vector, at the cost of a few gradients: the tangent of the gradient.</summary>
    /// <param name="f">From a tensor to a tensor with one element.</param>
    /// <param name="x">Where.</param>
    /// <param name="v">The vector, of the shape of x.</param>
    /// <returns>The shape of x.</returns>
    public static Tensor<T> HessianVector<T>(Func<Tensor<T>, Tensor<T>> f, Tensor<T> x, Tensor<T> v) where T : unmanaged, IFloatingPointIeee754<T>
        => Jvp(y => Gradient(f, y), x, v).Jvp;

    /// <summary>H v for a scalar function of several tensors.</summary>
    /// <param name="f">From tensors to a tensor with one element.</param>
    /// <param name="xs">Where.</param>
    /// <param name="vs">The vector, a part for each tensor.</param>
    /// <returns>A part for each tensor, of its shape.</returns>
    public static Tensor<T>[] HessianVector<T>(Func<Tensor<T>[], Tensor<T>> f, Tensor<T>[] xs, Tensor<T>[] vs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(vs);
        using var scope = new Scope();
        var leaves = scope.Leaves(xs);
        if (vs.Length != leaves.Length) throw new ArgumentException($"hessian_vector: one part for each of the {leaves.Length} inputs is required, got {vs.Length}.", nameof(vs));
        var y = f(leaves);
        if (y.Length != 1) throw new ShapeException($"hessian_vector: the function must return one element, got shape {y.Shape}.");
        var gradients = scope.Tape.Gradients(y, Targets(leaves), seed: null, graph: true, Unreached.Zero);
        var sources = new (Tensor<T>, Tensor<T>)[leaves.Length];
        for (var k = 0; k < sources.Length; k++) sources[k] = (leaves[k], vs[k]);
        if (scope.IsNested) return scope.Tape.Tangents<T>([.. gradients], sources);
        using (scope.Tape.Pause()) return scope.Leave(scope.Tape.Tangents<T>([.. gradients], sources));
    }

    /// <summary>f'(x) of a function of one number, written for numbers that a tape follows.</summary>
    public static T Derivative<T>(Func<Var<T>, Var<T>> f, T x) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(f);
        using var tape = Tape.Start();
        var leaf = tape.Variable(x);
        return tape.Gradients(f(leaf), [leaf], graph: false, Unreached.Zero)[leaf].Value;
    }

    private static Target<T>[] Targets<T>(Tensor<T>[] leaves) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var targets = new Target<T>[leaves.Length];
        for (var k = 0; k < targets.Length; k++) targets[k] = leaves[k];
        return targets;
    }

    private static Tensor<T> Unit<T>(Shape shape, int at) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var elements = new T[shape.Size];
        elements[at] = T.One;
        return new Tensor<T>(elements, shape);
    }

    /// <summary>The tape of a transform: the one that records already, so that transforms nest, or one of its own.</summary>
    private readonly ref struct Scope
    {
        public Scope()
        {
            IsNested = Tape.Current is { } current && current.Root.Records();
            Tape = IsNested ? Tape.Current! : Tape.Start(higherOrder: true);
        }

        public bool IsNested { get; }

        public Tape Tape { get; }

        /// <summary>The inputs as leaves. In a nested scope an input that the tape records is wrapped, so that the outer derivative flows on.</summary>
        public Tensor<T>[] Leaves<T>(Tensor<T>[] xs) where T : unmanaged, IFloatingPointIeee754<T>
        {
            ArgumentNullException.ThrowIfNull(xs);
            var leaves = new Tensor<T>[xs.Length];
            for (var k = 0; k < xs.Length; k++)
            {
                ArgumentNullException.ThrowIfNull(xs[k]);
                leaves[k] = IsNested && Tape.Recorder(xs[k]) is not null ? Tensor.Identity(xs[k]) : Tape.Variable(xs[k]);
            }

            return leaves;
        }

        /// <summary>A result that outlives the scope.</summary>
        public Tensor<T> Leave<T>(Tensor<T> y) where T : unmanaged => IsNested ? y : y.Detach();

        /// <inheritdoc cref="Leave{T}(Tensor{T})"/>
        public Tensor<T>[] Leave<T>(IReadOnlyList<Tensor<T>> ys) where T : unmanaged
        {
            var results = new Tensor<T>[ys.Count];
            for (var k = 0; k < results.Length; k++) results[k] = Leave(ys[k]);
            return results;
        }

        public void Dispose()
        {
            if (!IsNested) Tape.Dispose();
        }
    }
}
