using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>Every workload by its name: those of the PyTorch scripts, and variants of our own (mm_..., elementwise_rule_...).</summary>
internal static class Suite
{
    public static IEnumerable<Case> All => [.. Products(), .. Perceptrons(), .. Recurrent(), .. Transformers(), .. Elementwise(), .. Chains(), .. SecondOrder()];

    private static IEnumerable<Case> Products()
    {
        foreach (var n in (int[])[64, 128, 256, 512, 1024, 2048])
            yield return new($"torch_mm_{n}x{n}x{n}", () => new MatrixProduct<float>(n, n, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(32, 784, 128), (128, 784, 512), (64, 1024, 1024), (256, 512, 512)])
            yield return new($"torch_mm_{m}x{k}x{n}", () => new MatrixProduct<float>(m, k, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(128, 128, 128), (512, 512, 512), (1024, 1024, 1024), (32, 784, 128)])
            yield return new($"mm_f64_{m}x{k}x{n}", () => new MatrixProduct<double>(m, k, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(32, 784, 128), (512, 512, 512)])
            yield return new($"mm_op_{m}x{k}x{n}", () => new MatrixProductOperation(m, k, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(32, 784, 128), (32, 128, 784), (512, 512, 512)])
            yield return new($"mm_nt_{m}x{k}x{n}", () => new MatrixProduct<float>(m, k, n, isRightTransposed: true));
        foreach (var (m, k, n) in ((int, int, int)[])[(784, 32, 128), (512, 512, 512)])
            yield return new($"mm_tn_{m}x{k}x{n}", () => new MatrixProduct<float>(m, k, n, isLeftTransposed: true));
    }

    private static IEnumerable<Case> Perceptrons()
    {
        foreach (var batch in (int[])[1, 32])
        {
            // The peer has two forms of this optimiser; here there is one.
            yield return new($"mlp_tiny_b{batch}_adam", () => new Training(new TinyMlp(batch), Adam));
            yield return new($"mlp_tiny_b{batch}_adam_foreach", () => new Training(new TinyMlp(batch), Adam));
            yield return new($"mlp_tiny_b{batch}_fwdbwd", () => new ForwardBackward(new TinyMlp(batch)));
            yield return new($"mlp_tiny_b{batch}_infer", () => new Inference(new TinyMlp(batch)));
        }

        foreach (var batch in (int[])[32, 128])
        {
            yield return new($"mlp_mnist_b{batch}_sgd", () => new Training(new MnistMlp(batch), Descent));
            yield return new($"mlp_mnist_b{batch}_adam", () => new Training(new MnistMlp(batch), Adam));
            yield return new($"mlp_mnist_b{batch}_fwdbwd", () => new ForwardBackward(new MnistMlp(batch)));
        }
    }

    private static IEnumerable<Case> Recurrent() =>
    [
        new("lstm_t64_b32_i64_h128_sgd", () => new Training(new Lstm(), Descent)),
        new("lstm_infer", () => new Inference(new Lstm())),
        new("lstm_manual_fwdbwd", () => new ForwardBackward(new LstmByHand())),
    ];

    private static IEnumerable<Case> Transformers() =>
    [
        new("gpt_mini_adamw", () => new Training(new Gpt(), parameters => new Adam<float>(parameters, weightDecay: 0.01, isDecoupled: true))),
        new("gpt_mini_fwdbwd", () => new ForwardBackward(new Gpt())),
        new("gpt_mini_fwd", () => new Inference(new Gpt(), isLoss: true)),
    ];

    private static IEnumerable<Case> Elementwise()
    {
        foreach (var length in (int[])[1_000, 100_000, 10_000_000])
        {
            yield return new($"elementwise_{length}", () => new ElementwiseGradient(length, ElementwiseKind.Operations));
            yield return new($"elementwise_xonly_{length}", () => new ElementwiseGradient(length, ElementwiseKind.InputOnly));
            yield return new($"elementwise_fwd_{length}", () => new ElementwiseGradient(length, ElementwiseKind.Forward));
            yield return new($"elementwise_rule_{length}", () => new ElementwiseGradient(length, ElementwiseKind.Rule));
        }
    }

    private static IEnumerable<Case> Chains()
    {
        foreach (var length in (int[])[1, 64])
        {
            yield return new($"chain_add_{length}_fwd", () => new Chain(length, isProduct: false, ChainWork.Record));
            yield return new($"chain_add_{length}_fwdbwd", () => new Chain(length, isProduct: false, ChainWork.Gradient));
            yield return new($"chain_mul_{length}_fwdbwd", () => new Chain(length, isProduct: true, ChainWork.Gradient));
            yield return new($"chain_add_{length}_nograd", () => new Chain(length, isProduct: false, ChainWork.Plain));
        }
    }

    private static IEnumerable<Case> SecondOrder() =>
    [
        new("grad_tiny", () => new ForwardBackward(TanhMlp.Tiny(), answersLoss: false)),
        new("hvp_tiny", () => new HessianVector(TanhMlp.Tiny())),
        new("grad_mnist", () => new ForwardBackward(TanhMlp.Mnist(), answersLoss: false)),
        new("hvp_mnist", () => new HessianVector(TanhMlp.Mnist())),
    ];

    private static Optimiser<float> Adam(IReadOnlyList<Parameter<float>> parameters) => new Adam<float>(parameters);

    private static Optimiser<float> Descent(IReadOnlyList<Parameter<float>> parameters) => new Sgd<float>(parameters, 0.01);
}
