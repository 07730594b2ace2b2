namespace AutoDiff.Laws;

/// <summary>f(strided x) = f(contiguous x), bit for bit, in the value and in every derivative.</summary>
public class StrideLaw
{
    private static readonly (string Name, Func<Tensor<double>, Tensor<double>> F)[] Unary =
    [
        ("exp", x => Tensor.Exp(x)), ("sin", x => Tensor.Sin(x)), ("tanh", x => Tensor.Tanh(x)), ("sigmoid", x => Tensor.Sigmoid(x)), ("softplus", x => Tensor.Softplus(x)),
        ("square", x => Tensor.Square(x)), ("sqrt", x => Tensor.Sqrt(x)), ("log1p", x => Tensor.Log1p(x)), ("relu", x => Tensor.Relu(x)), ("abs", x => Tensor.Abs(x)),
        ("reciprocal", x => Tensor.Reciprocal(x)), ("scaled", x => x * 3 + 1),
    ];

    private static readonly (string Name, Func<Tensor<double>, Tensor<double>, Tensor<double>> F)[] Binary =
    [
        ("add", (a, b) => a + b), ("sub", (a, b) => a - b), ("mul", (a, b) => a * b), ("div", (a, b) => a / b),
        ("maximum", (a, b) => Tensor.Maximum(a, b)), ("hypot", (a, b) => Tensor.Hypot(a, b)), ("atan2", (a, b) => Tensor.Atan2(a, b)),
    ];

    [Fact]
    public void Value_does_not_depend_on_the_layout()
        => Law.Holds(Layout.Arbitrary(), layout =>
        {
            var strided = layout.Strided();
            var contiguous = Tensor.From(strided.ToArray(), strided.Shape);
            foreach (var (_, f) in Unary) Law.SameBits(f(contiguous), f(strided));
            foreach (var (_, f) in Binary)
            {
                Law.SameBits(f(contiguous, contiguous), f(strided, strided));
                Law.SameBits(f(contiguous, contiguous), f(strided, contiguous));
                Law.SameBits(f(contiguous, contiguous), f(contiguous, strided));
            }
        });

    [Fact]
    public void Derivatives_do_not_depend_on_the_layout()
        => Law.Holds(Layout.Arbitrary(), layout =>
        {
            var strided = layout.Strided();
            var contiguous = Tensor.From(strided.ToArray(), strided.Shape);
            var g = new Data(layout.Seed).Of(strided.Shape, 5);
            foreach (var (_, f) in Unary)
            {
                Law.SameBits(Differentiate.Vjp(f, contiguous, g).Vjp, Differentiate.Vjp(f, strided, g).Vjp);
                Law.SameBits(Differentiate.Jvp(f, contiguous, g).Jvp, Differentiate.Jvp(f, strided, g).Jvp);
            }

            foreach (var (_, f) in Binary)
            {
                var (expected, actual) = (Vjps(f, contiguous, contiguous, g), Vjps(f, strided, contiguous, g));
                Law.SameBits(expected[0], actual[0]);
                Law.SameBits(expected[1], actual[1]);
            }
        });

    [Fact]
    public void Adjoint_of_a_view_is_the_transpose_of_the_view()
        => Law.Holds(Layout.Arbitrary(), layout =>
        {
            var x = new Data(layout.Seed).Of(layout.Axes);
            var y = layout.View(x);
            var g = new Data(layout.Seed).Of(y.Shape, 5);
            Law.Near(Law.Inner(g, y), Law.Inner(Differentiate.Vjp(layout.View, x, g).Vjp, x), 1e-10);
            Law.SameBits(y, Differentiate.Jvp(layout.View, x, x).Jvp);
        });

    [Fact]
    public void Wrapped_storage_is_read_by_its_strides()
        => Law.Holds(Layout.Arbitrary(), layout =>
        {
            // The same elements stored in the opposite order of axes, backwards.
            var x = new Data(layout.Seed).Of(layout.Axes);
            var rank = layout.Axes.Length;
            var order = Enumerable.Range(0, rank).Reverse().ToArray();
            var storage = x.Permute(order).ToArray();
            Array.Reverse(storage);
            var strides = new int[rank];
            for (int axis = 0, stride = 1; axis < rank; stride *= layout.Axes[axis++]) strides[axis] = -stride;
            var wrapped = Tensor.Wrap(storage, layout.Axes, strides, storage.Length - 1);
            Law.SameBits(x, wrapped);
            Law.SameBits(Tensor.Sin(x) * x, Tensor.Sin(wrapped) * wrapped);
            Law.Near(Tensor.Sum(x), Tensor.Sum(wrapped));
        });

    private static Tensor<double>[] Vjps(Func<Tensor<double>, Tensor<double>, Tensor<double>> f, Tensor<double> a, Tensor<double> b, Tensor<double> g)
        => Differentiate.Vjp(xs => f(xs[0], xs[1]), [a, b], g).Vjps;
}
