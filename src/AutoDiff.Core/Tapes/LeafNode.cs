namespace AutoDiff;

/// <summary>A node without an operation: a variable or a parameter.</summary>
internal sealed class LeafNode<T> : Node where T : unmanaged, IFloatingPointIeee754<T>
{
    private Tensor<T>? _value;
    private string _name = "leaf";

    public override string Op => _name;

    public override int InputCount => 0;

    public override Tensor? Output => _value;

    public LeafNode<T> Set(Tensor<T> value, string name)
    {
        (_value, _name) = (value, name);
        return this;
    }

    public override Tensor? Input(int k) => null;

    public override void Reverse(ReversePass pass)
    {
    }

    public override void Forward(ForwardPass pass)
    {
    }

    public override void Clear() => _value = null;
}
