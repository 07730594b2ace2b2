using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>The arguments and attributes of one call of an operation.</summary>
/// <remarks>Arguments are counted by kind: the first tensor of numbers, the first of indices, the first mask.</remarks>
public sealed class Call<T>(IReadOnlyList<(string Name, Tensor Value)> arguments, Attributes attributes)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The tensors of numbers, in call order.</summary>
    public Tensor<T>[] Numbers { get; } = [.. arguments.Select(argument => argument.Value).OfType<Tensor<T>>()];

    /// <summary>The attributes.</summary>
    public Attributes Attributes => attributes;

    /// <summary>The first tensor of numbers.</summary>
    public Tensor<T> X => this[0];

    /// <summary>The attribute <c>dim</c> as axes; empty, which means all axes, where it is absent.</summary>
    public int[] Axes => attributes.Integers("dim") ?? [];

    /// <summary>The attribute <c>dim</c> as one axis.</summary>
    public int Axis => attributes.Integers("dim") is [var axis] ? axis : throw new NotOfferedException("exactly one axis is supported here.");

    /// <summary>The attribute <c>keepdim</c>.</summary>
    public bool KeepAxes => attributes.Flag("keepdim");

    /// <summary>The k-th tensor of numbers.</summary>
    public Tensor<T> this[int k] => Numbers[k];

    /// <summary>The k-th tensor of indices.</summary>
    public Tensor<int> Index(int k = 0) => arguments.Select(argument => argument.Value).OfType<Tensor<int>>().ElementAt(k);

    /// <summary>How many tensors of indices there are.</summary>
    public int IndexCount => arguments.Count(argument => argument.Value is Tensor<int>);

    /// <summary>The k-th mask.</summary>
    public Tensor<bool> Mask(int k = 0) => arguments.Select(argument => argument.Value).OfType<Tensor<bool>>().ElementAt(k);

    /// <summary>The k-th tensor of numbers; null where the call leaves it out.</summary>
    public Tensor<T>? At(int k) => k < Numbers.Length ? Numbers[k] : null;

    /// <summary>An argument of numbers by its golden name; null where the call leaves it out.</summary>
    public Tensor<T>? Optional(string name) => arguments.FirstOrDefault(argument => argument.Name == name).Value as Tensor<T>;
}
