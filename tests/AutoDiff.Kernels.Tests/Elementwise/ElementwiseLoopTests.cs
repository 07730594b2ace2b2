using System.Numerics;

namespace AutoDiff.Kernels.Tests.Elementwise;

/// <summary>The loops over operands of any strides, against the definition element by element.</summary>
public class ElementwiseLoopTests
{
    private static readonly int[][] Shapes =
    [
        [], [1], [7], [13], [64], [1000], [3, 5], [1, 9], [9, 1], [40, 33], [17, 300], [300, 17], [5, 6, 7], [4, 1, 65], [3, 70, 40], [2, 3, 4, 5],
        [2, 5, 3, 50], [3, 11, 257],
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_element_is_that_of_its_index_whatever_the_strides(int seed)
    {
        foreach (var shape in Shapes)
        {
            CheckValue<float>(new Random(seed), shape);
            CheckValue<double>(new Random(seed), shape);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void An_output_that_is_broadcast_gets_the_sum_over_the_axes_along_which_it_is(int seed)
    {
        foreach (var shape in Shapes)
        {
            CheckSums<float>(new Random(seed), shape);
            CheckSums<double>(new Random(seed), shape);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(31)]
    [InlineData(100_003)]
    public void Nothing_is_written_beyond_the_end_and_outputs_may_lie_where_inputs_do(int count)
    {
        var w = Enumerable.Range(0, count + 40).Select(i => (float)i).ToArray();
        var g = Enumerable.Range(0, count + 40).Select(i => 1f).ToArray();
        var operands = new Operands<float>(ref w[3], ref g[0], ref w[3]);
        if (count > 0) ElementwiseLoop.Run(default(Doubling<float>), ref operands, count);
        for (var i = 0; i < w.Length; i++) Assert.Equal(i >= 3 && i < count + 3 ? 2 * i + 1 : i, w[i]);
    }

    [Fact]
    public void An_element_does_not_depend_on_its_position()
    {
        var x = new float[200];
        var y = new float[200];
        for (var start = 0; start < 70; start++)
        {
            Array.Fill(x, 0.3f);
            var operands = new Operands<float>(ref x[start], ref y[start]);
            ElementwiseLoop.Run(default(Exponentials<float>), ref operands, 100);
            for (var i = start; i < start + 100; i++) Assert.Equal(y[start], y[i]);
        }
    }

    [Theory]
    [InlineData(new[] { 300_001 })]
    [InlineData(new[] { 700, 501 })]
    [InlineData(new[] { 40_000, 9 })]
    public void Results_are_bitwise_the_same_for_any_number_of_threads(int[] shape)
    {
        foreach (var layout in Enum.GetValues<View<float>.Layout>())
        {
            var results = new List<float[]>();
            foreach (var degree in (int[])[1, 2, 4])
            {
                using var _ = new Degree(degree);
                var random = new Random(5);
                var (g, a, b) = (Noise(random, shape, layout), Noise(random, shape, layout), Noise(random, shape, View<float>.Layout.Contiguous));
                results.Add(Adjoints(shape, g, a, b, new int[shape.Length], Broadcast(shape, 0), null));
            }

            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
    }

    [Fact]
    public void A_sum_of_many_numbers_is_as_accurate_as_pairwise_summation()
    {
        // The error of pairwise summation grows with the logarithm of the count: blocks of 4096 / 16 additions and a tree of 12 levels.
        int[] shape = [1 << 24];
        var ones = new View<float>([1f / 3], 0, [0]);
        var result = Adjoints(shape, ones, ones, ones, [0], [0], [0]);
        Assert.Equal((1 << 24) / 9.0, result[0], (1 << 24) / 9.0 * 270 * Math.Pow(2, -24));
    }

    private static void CheckValue<T>(Random random, int[] shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layouts = Enum.GetValues<View<T>.Layout>();
        var views = Enumerable.Range(0, 3).Select(_ => View<T>.Create(random, shape, layouts[random.Next(layouts.Length)])).ToArray();
        var count = shape.Aggregate(1, (x, y) => x * y);
        var y = new T[count + 32];
        var operands = new Operands<T>(ref views[0].First, ref views[1].First, ref views[2].First, ref y[0]);
        var strides = default(StrideTable);
        for (var k = 0; k < 3; k++) strides[k] = views[k].Strides;
        ElementwiseLoop.Run(default(Fused<T>), ref operands, shape, strides);
        var expected = Indices(shape).Select(i => views[0].At(i) * views[1].At(i) - views[2].At(i));
        Assert.Equal([.. expected, .. new T[32]], y);
    }

    private static void CheckSums<T>(Random random, int[] shape) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var layouts = Enum.GetValues<View<T>.Layout>();
        var views = Enumerable.Range(0, 3).Select(_ => View<T>.Create(random, shape, layouts[random.Next(layouts.Length)])).ToArray();
        var axes = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, shape.Length).Select(_ => random.Next(2) == 0).ToArray()).ToArray();
        var strides = axes.Select(summed => ContiguousStrides(shape, summed)).ToArray();
        var expected = new List<T>();
        foreach (var (summed, q) in axes.Select((summed, q) => (summed, q)))
        {
            var sums = new T[Size(shape, summed)];
            foreach (var i in Indices(shape)) sums[View<T>.Offset(i, strides[q])] += q == 2 ? -views[0].At(i) : views[0].At(i) * views[2 - q].At(i);
            expected.AddRange(sums);
        }

        Assert.Equal([.. expected], Adjoints(shape, views[0], views[1], views[2], strides[0], strides[1], strides[2]));
    }

    /// <summary>The results of <see cref="FusedAdjoints{T}"/> one after the other, summed where their stride is 0.</summary>
    private static T[] Adjoints<T>(int[] shape, View<T> g, View<T> a, View<T> b, int[]? first, int[]? second, int[]? third) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[]?[] outputs = [first, second, third];
        var results = outputs.Select(s => new T[Size(shape, [.. shape.Select((_, axis) => s is not null && s[axis] == 0)])]).ToArray();
        var operands = default(Operands<T>);
        var strides = default(StrideTable);
        foreach (var (view, k) in new[] { g, a, b }.Select((view, k) => (view, k)))
        {
            operands.Set(k, ref view.First);
            strides[k] = view.Strides;
        }

        for (var q = 0; q < 3; q++)
        {
            operands.Set(3 + q, ref results[q][0]);
            strides[3 + q] = outputs[q];
        }

        ElementwiseLoop.Run(default(FusedAdjoints<T>), ref operands, shape, strides);
        return [.. results.SelectMany(result => result)];
    }

    private static View<float> Noise(Random random, int[] shape, View<float>.Layout layout)
    {
        var view = View<float>.Create(random, shape, layout);
        for (var i = 0; i < view.Array.Length; i++) view.Array[i] = random.NextSingle();
        return view;
    }

    private static int[] Broadcast(int[] shape, int axis) => ContiguousStrides(shape, [.. shape.Select((_, i) => i == axis)]);

    private static int[] ContiguousStrides(int[] shape, bool[] summed)
    {
        var (strides, size) = (new int[shape.Length], 1);
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = summed[axis] ? 0 : size;
            size *= summed[axis] ? 1 : shape[axis];
        }

        return strides;
    }

    private static int Size(int[] shape, bool[] summed) => shape.Where((_, axis) => !summed[axis]).Aggregate(1, (x, y) => x * y);

    private static IEnumerable<int[]> Indices(int[] shape)
    {
        var count = shape.Aggregate(1, (x, y) => x * y);
        for (var flat = 0; flat < count; flat++)
        {
            var (index, rest) = (new int[shape.Length], flat);
            for (var axis = shape.Length - 1; axis >= 0; axis--) (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
            yield return index;
        }
    }

    /// <summary>Sets how many threads work, for a while.</summary>
    private readonly struct Degree : IDisposable
    {
        private readonly int _before = WorkerPool.Degree;

        public Degree(int degree) => WorkerPool.Degree = degree;

        public void Dispose() => WorkerPool.Degree = _before;
    }
}
