namespace AutoDiff.NN;

/// <summary>The second half of a layer of a transformer: two linear maps for each position, named as PyTorch names them in the layer itself.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="First">Named linear1.</param>
/// <param name="Second">Named linear2.</param>
/// <param name="Activation">Between them.</param>
/// <param name="Hidden">Dropout of the hidden features; null for none.</param>
internal sealed record FeedForward<T>(Linear<T> First, Linear<T> Second, Func<Tensor<T>, Tensor<T>> Activation, Dropout<T>? Hidden) where T : unmanaged, IFloatingPointIeee754<T>
{
    public Tensor<T> Forward(Tensor<T> x)
    {
        var h = Activation(First.Forward(x));
        return Second.Forward(Hidden?.Forward(h) ?? h);
    }
}
