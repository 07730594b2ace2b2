namespace AutoDiff.NN;

/// <summary>x + f(x): what f learns is a change.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <remarks>Source: He et al. 2016, "Deep residual learning for image recognition".</remarks>
public sealed class Residual<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Module<T> _body;
    private readonly Module<T>? _shortcut;

    /// <summary>Creates the sum of a module and its input.</summary>
    /// <param name="body">f, named "body".</param>
    /// <param name="shortcut">What the input passes on its way around f, where f changes the shape; named "shortcut".</param>
    public Residual(Module<T> body, Module<T>? shortcut = null)
    {
        _body = Add("body", body);
        if (shortcut is not null) _shortcut = Add("shortcut", shortcut);
    }

    /// <summary>x + f(x), or shortcut(x) + f(x).</summary>
    /// <param name="x">What f takes.</param>
    /// <returns>The shape of f(x).</returns>
    /// <exception cref="ShapeException">The two paths give different shapes.</exception>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        var (around, y) = (_shortcut?.Forward(x) ?? x, _body.Forward(x));
        if (around.Shape != y.Shape)
            throw new ShapeException($"residual: both paths must give the same shape, got {around.Shape} around the body and {y.Shape} through it; give a shortcut that changes the shape too.");
        return Output(around + y);
    }
}
