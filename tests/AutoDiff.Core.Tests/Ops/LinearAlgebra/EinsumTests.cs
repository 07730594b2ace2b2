namespace AutoDiff.Core.Tests.Ops.LinearAlgebra;

public class EinsumTests
{
    [Theory]
    [InlineData("ij,jk->ik", "23,34")]
    [InlineData("ij,jk", "23,34")]
    [InlineData("ji,jk->ki", "32,34")]
    [InlineData("i,i->", "4,4")]
    [InlineData("i,i->i", "4,4")]
    [InlineData("ij->ji", "23")]
    [InlineData("ba", "23")]
    [InlineData("ij->", "23")]
    [InlineData("ii->i", "33")]
    [InlineData("ii", "33")]
    [InlineData("iji->j", "323")]
    [InlineData("iij,jkk->ik", "223,344")]
    [InlineData("bij,bjk->bik", "223,234")]
    [InlineData("bij,kj->bki", "223,43")]
    [InlineData("bhid,bhjd->bhij", "2343,2353")]
    [InlineData("abcd,cdef->abef", "2345,4523")]
    [InlineData("acbd,dcef->eabf", "2345,5342")]
    [InlineData("ij,j,jk->ik", "23,3,34")]
    [InlineData("i,j,k->kij", "2,3,4")]
    [InlineData("ab,bc,cd,de->ae", "23,34,42,25")]
    [InlineData("ab,bc,cd,da->", "23,34,42,22")]
    [InlineData("aab,b->a", "223,3")]
    [InlineData("ij,kl->il", "23,45")]
    [InlineData(" i j , j k -> i k ", "23,34")]
    [InlineData("iJ,Jk->ik", "23,34")]
    public void Every_equation_is_the_sum_that_it_says(string equation, string shapes)
    {
        var xs = shapes.Split(',').Select((axes, k) => Drawn.Normal(axes.Select(axis => axis - '0').ToArray(), k + 1)).ToArray();
        Drawn.Near(ByDefinition(equation, xs), Tensor.Einsum(equation, xs));
    }

    [Fact]
    public void The_ellipsis_broadcasts_what_it_stands_for()
    {
        var (a, b) = (Drawn.Normal([5, 1, 2, 3]), Drawn.Normal([4, 3, 2], 2));
        Drawn.Near(Tensor.MatMul(a, b), Tensor.Einsum("...ij,...jk->...ik", a, b));
        Drawn.Near(Tensor.MatMul(a, b), Tensor.Einsum("...ij,...jk", a, b));
        Drawn.Near(Tensor.Sum(Tensor.MatMul(a, b), [0, 1]), Tensor.Einsum("...ij,...jk->ik", a, b));
        Drawn.Near(Tensor.MatMul(a, b).Permute(2, 0, 1, 3), Tensor.Einsum("...ij,...jk->i...k", a, b));
        Drawn.Near(Tensor.Sum(a, -1), Tensor.Einsum("...j->...", a));
    }

    [Fact]
    public void Empty_axes_give_zeros_and_empty_results()
    {
        Drawn.Near(Tensor.Zeros<double>([2, 3]), Tensor.Einsum("ij,jk->ik", Tensor.Zeros<double>([2, 0]), Tensor.Zeros<double>([0, 3])));
        Assert.Equal([0, 3], Tensor.Einsum("ij,jk->ik", Tensor.Zeros<double>([0, 2]), Tensor.Zeros<double>([2, 3])).Shape);
    }

    [Fact]
    public void More_operands_than_orders_can_be_tried_are_contracted_too()
    {
        var xs = Enumerable.Range(0, 12).Select(k => Drawn.Normal([2, 2], k + 1)).ToArray();
        var letters = "abcdefghijklm";
        var equation = string.Join(",", Enumerable.Range(0, 12).Select(k => letters.Substring(k, 2))) + "->am";
        Drawn.Near(xs.Aggregate(Tensor.MatMul), Tensor.Einsum(equation, xs), 1e-10);
    }

    [Fact]
    public void The_order_takes_the_fewest_multiplications()
    {
        // Cormen et al., "Introduction to Algorithms", section 14.2: 10 x 100, 100 x 5, 5 x 50 takes 7,500 from the left and 75,000 from the right.
        var lengths = new Dictionary<int, int> { ['i'] = 10, ['j'] = 100, ['k'] = 5, ['l'] = 50 };
        int[][] chain = [['i', 'j'], ['j', 'k'], ['k', 'l']];
        Assert.Equal([(0, 1), (3, 2)], ContractionOrder.Find(chain, ['i', 'l'], index => lengths[index]));
        int[][] reversed = [['l', 'k'], ['k', 'j'], ['j', 'i']];
        Assert.Equal([(1, 2), (0, 3)], ContractionOrder.Find(reversed, ['l', 'i'], index => lengths[index]).Select(pair => (Math.Min(pair.A, pair.B), Math.Max(pair.A, pair.B))));
    }

    [Fact]
    public void A_transposed_operand_is_multiplied_where_it_lies()
    {
        // Only the result of the product is new memory: permuted operands are views.
        using var tape = Tape.Start();
        var (a, b) = (tape.Variable(Drawn.Normal([4, 5, 3, 2])), tape.Variable(Drawn.Normal([4, 5, 3, 6], 2)));
        var before = tape.Count;
        var y = Tensor.Einsum("bhid,bhij->bhdj", a, b);
        Assert.Equal([4, 5, 2, 6], y.Shape);
        Assert.Equal(2, tape.Count - before);
    }

    [Fact]
    public void Gradients_are_those_of_the_definition()
    {
        var xs = new[] { Drawn.Normal([2, 3]), Drawn.Normal([3], 2), Drawn.Normal([3, 2], 3) };
        var gradients = Differentiate.Gradient(x => Tensor.Sum(Tensor.Einsum("ij,j,jk->ik", x)), xs);

        // Σᵢₖ aᵢⱼ bⱼ cⱼₖ: the gradient in bⱼ is Σᵢ aᵢⱼ Σₖ cⱼₖ.
        Drawn.Near(Tensor.Sum(xs[0], 0) * Tensor.Sum(xs[2], 1), gradients[1]);
    }

    [Fact]
    public void What_is_no_equation_is_refused()
    {
        var (matrix, vector) = (Drawn.Normal([2, 2]), Drawn.Normal([3]));
        Assert.Equal("einsum: the equation 'ij->k' has the index k in its result but in no operand.", Drawn.Refused<ArgumentException>(() => Tensor.Einsum("ij->k", matrix)));
        Assert.StartsWith("einsum: the equation 'ij->ii' has the index i twice in its result", Drawn.Refused<ArgumentException>(() => Tensor.Einsum("ij->ii", matrix)));
        Assert.StartsWith("einsum: the equation 'ij' has 1 operands, got 2 tensors", Drawn.Refused<ArgumentException>(() => Tensor.Einsum("ij", matrix, matrix)));
        Assert.Contains("not '1'", Drawn.Refused<ArgumentException>(() => Tensor.Einsum("i1->i", matrix)));
        Assert.Contains("not '.'", Drawn.Refused<ArgumentException>(() => Tensor.Einsum("...i...->i", matrix)));
        Assert.Contains("one arrow", Drawn.Refused<ArgumentException>(() => Tensor.Einsum("ij->i->j", matrix)));
        Assert.StartsWith("einsum: at least one operand", Drawn.Refused<ArgumentException>(() => Tensor.Einsum<double>("ij->i")));
        Assert.Equal("einsum: index j of 'ij,j->i' has length 2 and, in operand 1 of shape [3], 3.", Drawn.Refused<ShapeException>(() => Tensor.Einsum("ij,j->i", matrix, vector)));
        Assert.Equal("einsum: operand 0 of 'ijk->i' has 3 indices, got shape [2, 2] with 2 axes.", Drawn.Refused<ShapeException>(() => Tensor.Einsum("ijk->i", matrix)));
        Assert.Equal("einsum: operand 0 of 'i->i' has 1 indices, got shape [2, 2] with 2 axes.", Drawn.Refused<ShapeException>(() => Tensor.Einsum("i->i", matrix)));
        Assert.Contains("-1 of the ellipsis", Drawn.Refused<ShapeException>(() => Tensor.Einsum("...,...->...", matrix, vector)));
    }

    /// <summary>The sum over every combination of indices, as the notation defines it.</summary>
    private static Tensor<double> ByDefinition(string equation, Tensor<double>[] xs)
    {
        equation = equation.Replace(" ", "");
        var sides = equation.Split("->");
        var operands = sides[0].Split(',');
        var output = sides.Length == 2 ? sides[1] : string.Concat(operands.SelectMany(letters => letters).GroupBy(letter => letter).Where(group => group.Count() == 1).Select(group => group.Key).Order());
        var lengths = new Dictionary<char, int>();
        for (var k = 0; k < xs.Length; k++)
        {
            for (var axis = 0; axis < operands[k].Length; axis++) lengths[operands[k][axis]] = xs[k].Shape[axis];
        }

        var letters = lengths.Keys.ToArray();
        var shape = output.Select(letter => lengths[letter]).ToArray();
        var sums = new double[((Shape)shape).Size];
        for (var combination = 0; combination < lengths.Values.Aggregate((a, b) => a * b); combination++)
        {
            var (rest, at) = (combination, new Dictionary<char, int>());
            foreach (var letter in letters)
            {
                at[letter] = rest % lengths[letter];
                rest /= lengths[letter];
            }

            int Place(string indices) => indices.Aggregate(0, (place, letter) => place * lengths[letter] + at[letter]);
            var term = 1.0;
            for (var k = 0; k < xs.Length; k++) term *= xs[k].ToArray()[Place(operands[k])];
            sums[Place(output)] += term;
        }

        return Tensor.From(sums, shape);
    }
}
