using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>Every workload by its name: those of the PyTorch scripts, and variants of our own (mm_..., ..._rule_..., ..._compiled).</summary>
internal static class Suite
{
    public static IEnumerable<Case> All => [.. Products(), .. Networks(isCompiled: false), .. Networks(isCompiled: true), .. Elementwise(), .. Chains(), .. SecondOrder()];

    private static IEnumerable<Case> Products()
    {
        foreach (var n in (int[])[64, 128, 256, 512, 1024, 2048])
            yield return Same($"torch_mm_{n}x{n}x{n}", () => new MatrixProduct<float>(n, n, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(32, 784, 128), (128, 784, 512), (64, 1024, 1024), (256, 512, 512)])
            yield return Same($"torch_mm_{m}x{k}x{n}", () => new MatrixProduct<float>(m, k, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(128, 128, 128), (512, 512, 512), (1024, 1024, 1024), (32, 784, 128)])
            yield return Same($"mm_f64_{m}x{k}x{n}", () => new MatrixProduct<double>(m, k, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(32, 784, 128), (512, 512, 512)])
            yield return Same($"mm_op_{m}x{k}x{n}", () => new MatrixProductOperation(m, k, n));
        foreach (var (m, k, n) in ((int, int, int)[])[(32, 784, 128), (32, 128, 784), (512, 512, 512)])
            yield return Same($"mm_nt_{m}x{k}x{n}", () => new MatrixProduct<float>(m, k, n, isRightTransposed: true));
        foreach (var (m, k, n) in ((int, int, int)[])[(784, 32, 128), (512, 512, 512)])
            yield return Same($"mm_tn_{m}x{k}x{n}", () => new MatrixProduct<float>(m, k, n, isLeftTransposed: true));
    }

    private static IEnumerable<Case> Networks(bool isCompiled)
    {
        Case Of(string peer, Func<Workload> create) => new(isCompiled ? peer + "_compiled" : peer, peer, create);
        Case Train<TX, TY>(string peer, Func<Network<TX, TY>> make, Func<IReadOnlyList<Parameter<float>>, Optimiser<float>> optimiser)
            where TX : unmanaged where TY : unmanaged => Of(peer, () => Training(make(), optimiser, isCompiled));
        Case Gradient<TX, TY>(string peer, Func<Network<TX, TY>> make) where TX : unmanaged where TY : unmanaged
            => Of(peer, () => new ForwardBackward<TX, TY>(make(), isCompiled));
        Case Infer<TX, TY>(string peer, Func<Network<TX, TY>> make, bool isLoss = false) where TX : unmanaged where TY : unmanaged
            => Of(peer, () => new Inference<TX, TY>(make(), isLoss, isCompiled));

        foreach (var batch in (int[])[1, 32])
        {
            // The peer has two forms of this optimiser; here there is one.
            yield return Train($"mlp_tiny_b{batch}_adam", () => new TinyMlp(batch), Adam);
            yield return Train($"mlp_tiny_b{batch}_adam_foreach", () => new TinyMlp(batch), Adam);
            yield return Gradient($"mlp_tiny_b{batch}_fwdbwd", () => new TinyMlp(batch));
            yield return Infer($"mlp_tiny_b{batch}_infer", () => new TinyMlp(batch));
        }

        yield return Train("lstm_t64_b32_i64_h128_sgd", () => new Lstm(), Descent);
        yield return Infer("lstm_infer", () => new Lstm());
        yield return Gradient("lstm_manual_fwdbwd", () => new LstmByHand());

        foreach (var batch in (int[])[32, 128])
        {
            yield return Train($"mlp_mnist_b{batch}_sgd", () => new MnistMlp(batch), Descent);
            yield return Train($"mlp_mnist_b{batch}_adam", () => new MnistMlp(batch), Adam);
            yield return Gradient($"mlp_mnist_b{batch}_fwdbwd", () => new MnistMlp(batch));
        }

        yield return Train("cnn_b64_sgd", () => new Cnn(64), Descent);
        yield return Train("cnn_b64_adam", () => new Cnn(64), Adam);
        yield return Infer("cnn_b64_infer", () => new Cnn(64));

        yield return Train("gpt_mini_adamw", () => new Gpt(), parameters => new Adam<float>(parameters, weightDecay: 0.01, isDecoupled: true));
        yield return Gradient("gpt_mini_fwdbwd", () => new Gpt());
        yield return Infer("gpt_mini_fwd", () => new Gpt(), isLoss: true);
    }

    private static IEnumerable<Case> Elementwise()
    {
        foreach (var length in (int[])[1_000, 100_000, 10_000_000])
        {
            yield return Same($"elementwise_{length}", () => new ElementwiseGradient(length, ElementwiseKind.Operations));
            yield return Same($"elementwise_xonly_{length}", () => new ElementwiseGradient(length, ElementwiseKind.InputOnly));
            yield return Same($"elementwise_fwd_{length}", () => new ElementwiseGradient(length, ElementwiseKind.Forward));
            yield return new($"elementwise_rule_{length}", $"elementwise_{length}", () => new ElementwiseGradient(length, ElementwiseKind.Rule));
        }
    }

    private static IEnumerable<Case> Chains()
    {
        foreach (var length in (int[])[1, 64])
        {
            yield return Same($"chain_add_{length}_fwd", () => new Chain(length, isProduct: false, ChainWork.Record));
            yield return Same($"chain_add_{length}_fwdbwd", () => new Chain(length, isProduct: false, ChainWork.Gradient));
            yield return Same($"chain_mul_{length}_fwdbwd", () => new Chain(length, isProduct: true, ChainWork.Gradient));
            yield return Same($"chain_add_{length}_nograd", () => new Chain(length, isProduct: false, ChainWork.Plain));
        }
    }

    private static IEnumerable<Case> SecondOrder() =>
    [
        Same("grad_tiny", () => new WeightGradient(TanhMlp.Tiny())),
        Same("hvp_tiny", () => new HessianVector(TanhMlp.Tiny())),
        Same("grad_mnist", () => new WeightGradient(TanhMlp.Mnist())),
        Same("hvp_mnist", () => new HessianVector(TanhMlp.Mnist())),
    ];

    /// <summary>A workload that the peers' scripts have under the same name.</summary>
    private static Case Same(string name, Func<Workload> create) => new(name, name, create);

    private static Training<TX, TY> Training<TX, TY>(Network<TX, TY> network, Func<IReadOnlyList<Parameter<float>>, Optimiser<float>> optimiser, bool isCompiled)
        where TX : unmanaged where TY : unmanaged => new(network, optimiser(network.Parameters), isCompiled);

    private static Optimiser<float> Adam(IReadOnlyList<Parameter<float>> parameters) => new Adam<float>(parameters);

    private static Optimiser<float> Descent(IReadOnlyList<Parameter<float>> parameters) => new Sgd<float>(parameters, 0.01);
}
