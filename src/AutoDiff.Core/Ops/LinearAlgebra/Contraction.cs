namespace AutoDiff;

/// <summary>A tensor whose axes have indices: numbers that say which axes of several tensors belong together.</summary>
internal readonly record struct Indexed<T>(Tensor<T> X, int[] Indices) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Takes the diagonal of axes that share an index.</summary>
    public Indexed<T> WithoutRepeats()
    {
        for (var second = 1; second < Indices.Length; second++)
        {
            var first = Array.IndexOf(Indices, Indices[second]);
            if (first < second) return new Indexed<T>(Part.Apply(new SharedAxisRule(first, second), X), [.. Indices[..second], .. Indices[(second + 1)..]]).WithoutRepeats();
        }

        return this;
    }

    /// <summary>Sums over the axes whose index nobody else needs.</summary>
    public Indexed<T> Keeping(Func<int, bool> needed)
    {
        var summed = new List<int>();
        for (var axis = 0; axis < Indices.Length; axis++)
        {
            if (!needed(Indices[axis])) summed.Add(axis);
        }

        return summed.Count == 0 ? this : new Indexed<T>(Tensor.Sum(X, [.. summed]), Array.FindAll(Indices, index => needed(index)));
    }

    /// <summary>The tensor with its axes in the order of the given indices.</summary>
    public Tensor<T> Ordered(int[] indices) => indices.AsSpan().SequenceEqual(Indices) ? X : X.Permute(Array.ConvertAll(indices, Position));

    /// <summary>The length of the axis with an index.</summary>
    public int Length(int index) => X.Shape[Position(index)];

    /// <summary>The axis with an index; -1 where there is none.</summary>
    public int Position(int index) => Array.IndexOf(Indices, index);
}

/// <summary>Products of two tensors summed over shared axes.</summary>
internal static class Contraction
{
    /// <summary>Multiplies two tensors along shared indices, and sums over those that nobody needs any more: one batched matrix product.</summary>
    /// <remarks>
    /// Axes are brought into the order batch, own, summed; the groups of own and of summed axes become one axis each, by views where strides
    /// allow. Each operand has every index once, and none that only it has and nobody needs.
    /// </remarks>
    public static Indexed<T> Product<T>(Indexed<T> a, Indexed<T> b, Func<int, bool> needed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        bool IsShared(int index) => a.Position(index) >= 0 && b.Position(index) >= 0;
        var batch = Array.FindAll(a.Indices, index => IsShared(index) && needed(index));
        var (left, right) = (Array.FindAll(a.Indices, index => !IsShared(index)), Array.FindAll(b.Indices, index => !IsShared(index)));

        // Summed axes stand in the order of the larger operand, which is so more often a view.
        var summed = Array.FindAll((a.X.Length >= b.X.Length ? a : b).Indices, index => IsShared(index) && !needed(index));
        int[] result = [.. batch, .. left, .. right];
        int[] sizes = Sizes(batch, a), leftSizes = Sizes(left, a), rightSizes = Sizes(right, b);
        if (summed.Length == 0)
        {
            var ones = new int[right.Length];
            Array.Fill(ones, 1);
            var spread = a.Ordered([.. batch, .. left]).Reshape(Joined(sizes, leftSizes, ones));
            Array.Resize(ref ones, left.Length);
            Array.Fill(ones, 1);
            return new(Tensor.Mul(spread, b.Ordered([.. batch, .. right]).Reshape(Joined(sizes, ones, rightSizes))), result);
        }

        var (m, n, k) = (Count(leftSizes), Count(rightSizes), Count(Sizes(summed, a)));
        var rows = a.Ordered([.. batch, .. left, .. summed]).Reshape(Joined(sizes, [m, k]));
        var columns = b.Ordered([.. batch, .. summed, .. right]).Reshape(Joined(sizes, [k, n]));
        return new(Tensor.MatMul(rows, columns).Reshape(Joined(sizes, leftSizes, rightSizes)), result);
    }

    private static int[] Sizes<T>(int[] indices, Indexed<T> x) where T : unmanaged, IFloatingPointIeee754<T> => Array.ConvertAll(indices, x.Length);

    private static Shape Joined(int[] first, int[] second, int[]? third = null) => [.. first, .. second, .. third ?? []];

    private static int Count(int[] sizes) => ((Shape)sizes).Size;
}

/// <summary>The diagonal of two axes, in the place of the first.</summary>
internal readonly record struct SharedAxisRule(int First, int Second) : IPart
{
    public Tensor<T> View<T>(Tensor<T> x) where T : unmanaged
    {
        var (axes, strides) = (x.Shape.ToList(), x.Strides.ToList());
        strides[First] += strides[Second];
        axes.RemoveAt(Second);
        strides.RemoveAt(Second);
        return x.View(axes.ToArray(), x.Offset, [.. strides]);
    }
}
