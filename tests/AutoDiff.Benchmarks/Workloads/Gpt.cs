using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>A language model of 4 blocks, width 128, 4 heads, over 12 texts of 64 tokens of 65; no biases; the last layer shares its weights with the first.</summary>
/// <remarks>The architecture of nanoGPT's character model: Karpathy 2022, after Radford et al. 2019, "Language models are unsupervised multitask learners".</remarks>
internal sealed class Gpt : Network<int, int>
{
    private const int Layers = 4, Width = 128, Heads = 4, Tokens = 64, Batch = 12, Vocabulary = 65, HeadWidth = Width / Heads;

    private readonly List<Parameter<float>> _parameters = [];

    public Gpt()
        : base(Numbers.Labels(Batch * Tokens, Numbers.Input, Vocabulary), Numbers.Labels(Batch * Tokens, Numbers.Target, Vocabulary))
    {
        var make = new WeightMaker();
        Add("token", make.Next([Vocabulary, Width], 0.1));
        Add("position", make.Next([Tokens, Width], 0.1));
        for (var layer = 0; layer < Layers; layer++)
        {
            Add("norm 1", make.Next([Width], 0.1, 1));
            Add("qkv", make.Next([Width, 3 * Width], 1 / Math.Sqrt(Width)));
            Add("out", make.Next([Width, Width], 1 / Math.Sqrt(Width)));
            Add("norm 2", make.Next([Width], 0.1, 1));
            Add("up", make.Next([Width, 4 * Width], 1 / Math.Sqrt(Width)));
            Add("down", make.Next([4 * Width, Width], 1 / Math.Sqrt(4 * Width)));
        }

        Add("norm", make.Next([Width], 0.1, 1));
    }

    public override IReadOnlyList<Parameter<float>> Parameters => _parameters;

    public override double ForwardFlops => GradientFlops / 3;

    public override double GradientFlops => 3 * (2.0 * Batch * Tokens * (Layers * 12 * Width * Width + Vocabulary * Width) + 4.0 * Layers * Batch * Heads * Tokens * Tokens * HeadWidth);

    public override Tensor<float> Forward(Tensor<int> x)
    {
        var h = Tensor.TakeRows<float>(_parameters[0], x).Reshape(Batch, Tokens, Width) + _parameters[1].Value;
        for (var layer = 0; layer < Layers; layer++)
        {
            var w = _parameters.GetRange(2 + 6 * layer, 6);
            h += Tensor.MatMul(Attend(Tensor.MatMul(Normalise(h, w[0]), w[1])), w[2]);
            h += Tensor.MatMul(Tensor.GeluTanh(Tensor.MatMul(Normalise(h, w[3]), w[4])), w[5]);
        }

        return Tensor.MatMul(Normalise(h, _parameters[^1]), _parameters[0].Value.Transpose());
    }

    public override Tensor<float> Loss(Tensor<int> x, Tensor<int> y) => Losses.CrossEntropy(Forward(x).Reshape(-1, Vocabulary), y);

    private void Add(string name, Tensor<float> value) => _parameters.Add(new Parameter<float>(value, name));

    private static Tensor<float> Attend(Tensor<float> qkv)
    {
        Tensor<float> Heads(int k) => qkv.Narrow(-1, k * Width, Width).Reshape(Batch, Tokens, Gpt.Heads, HeadWidth).Permute(0, 2, 1, 3);
        return Tensor.Attention(Heads(0), Heads(1), Heads(2), isCausal: true).Permute(0, 2, 1, 3).Reshape(Batch, Tokens, Width);
    }

    private static Tensor<float> Normalise(Tensor<float> x, Parameter<float> scale) => Tensor.LayerNorm(x, scale.Value);
}
