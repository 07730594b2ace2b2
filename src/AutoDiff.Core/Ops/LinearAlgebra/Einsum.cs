namespace AutoDiff;

public abstract partial class Tensor
{
    /// <summary>Products of tensors summed over indices, in Einstein's notation: "ij,jk->ik" is the matrix product.</summary>
    /// <param name="equation">
    /// The indices of each operand, separated by commas, then an arrow and those of the result. An index that the result leaves out is summed;
    /// one that stands twice in an operand takes its diagonal. "..." stands for further axes, which broadcast, at the same place of each
    /// operand counted from its end; a result without it sums over them. Without an arrow the result has the ellipsis and then, in alphabetical
    /// order, the indices that occur once. Blanks do not count.
    /// </param>
    /// <param name="xs">The operands.</param>
    /// <returns>The axes that the equation says.</returns>
    /// <exception cref="ArgumentException">The equation is not one, or an index of the result is in no operand, or twice in the result.</exception>
    /// <exception cref="ShapeException">The number of axes differs from that of the indices, or an index has two lengths.</exception>
    /// <remarks>
    /// Operands are contracted two at a time, each time as one batched matrix product over views; the order takes the fewest
    /// multiplications (of more than eight operands a good one). The derivative is that of these products.
    /// </remarks>
    /// <example><code>
    /// Tensor.Einsum("ii->", m);                        // trace
    /// Tensor.Einsum("bhid,bhjd->bhij", q, k);          // scores of attention
    /// Tensor.Einsum("...i,ij,...j->...", x, a, y);     // a bilinear form for every pair of vectors
    /// </code></example>
    public static Tensor<T> Einsum<T>(string equation, params ReadOnlySpan<Tensor<T>> xs) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(equation);
        if (xs.IsEmpty) throw new ArgumentException($"einsum: at least one operand is required for '{equation}'.", nameof(xs));
        var shapes = new Shape[xs.Length];
        for (var k = 0; k < shapes.Length; k++) shapes[k] = xs[k].Shape;
        var read = EinsumEquation.Read(equation, shapes);

        var terms = new List<Indexed<T>>();
        for (var k = 0; k < shapes.Length; k++) terms.Add(EinsumOperand.Prepare(xs[k], read, k));
        for (var k = 0; k < shapes.Length; k++)
        {
            var alone = k;
            bool IsElsewhere(int index)
            {
                for (var other = 0; other < terms.Count; other++)
                {
                    if (other != alone && terms[other].Position(index) >= 0) return true;
                }

                return false;
            }

            terms[k] = terms[k].Keeping(index => read.Output.Contains(index) || IsElsewhere(index));
        }

        var open = terms.ConvertAll(term => term.Indices);
        foreach (var (a, b) in ContractionOrder.Find([.. open], read.Output, read.Length))
        {
            // The two are used up: what they share is needed only by the result and the others.
            (open[a], open[b]) = ([], []);
            var product = Contraction.Product(terms[a], terms[b], index => read.Output.Contains(index) || open.Exists(indices => indices.Contains(index)));
            open.Add(product.Indices);
            terms.Add(product);
        }

        return terms[^1].Ordered(read.Output);
    }
}

/// <summary>Operands of einsum.</summary>
internal static class EinsumOperand
{
    /// <summary>An operand with each index once. An axis that an ellipsis broadcasts is dropped: the others bring its length.</summary>
    public static Indexed<T> Prepare<T>(Tensor<T> x, EinsumEquation equation, int operand) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var indices = equation.Inputs[operand].ToList();
        for (var axis = indices.Count - 1; axis >= 0; axis--)
        {
            if (x.Shape[axis] == equation.Length(indices[axis])) continue;
            x = x.Squeeze(axis);
            indices.RemoveAt(axis);
        }

        return new Indexed<T>(x, [.. indices]).WithoutRepeats();
    }
}
