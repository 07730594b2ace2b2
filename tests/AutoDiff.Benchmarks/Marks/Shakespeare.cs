using System.Diagnostics;
using AutoDiff.NN;

namespace AutoDiff.Benchmarks;

/// <summary>The mode <c>shakespeare</c>: trains a small GPT on the characters of Shakespeare's plays and tells the loss that it reaches, beside the published one.</summary>
/// <remarks>
/// Data and settings are those of nanoGPT's example for a CPU (Karpathy 2022), which reports 1.88 nats in validation: the last tenth of the text is held out; 4 layers, 4 heads,
/// 128 wide, 12 stretches of 64 characters a step, 2000 steps of AdamW, learning rate 1e-3 after 100 steps of warm-up and 1e-4 in the end, no dropout.
/// The text is tinyshakespeare.txt of char-rnn and no part of this project.
/// </remarks>
internal static class Shakespeare
{
    private const int Length = 64, Steps = 2_000, WarmUp = 100;
    private const double Published = 1.88;

    /// <summary>Trains for a few minutes.</summary>
    /// <param name="args">Nothing, or where the text is.</param>
    /// <returns>The exit code: 0 where the mark is reached or the text is not there, else 1.</returns>
    public static int Run(ReadOnlySpan<string> args)
    {
        var path = args.Length == 0 ? Path.Combine("..", "shared", "data", "text", "tinyshakespeare.txt") : args[0];
        if (!File.Exists(path))
        {
            Console.WriteLine($"shakespeare: skipped, {path} is not there");
            return 0;
        }

        var text = File.ReadAllText(path);
        var vocabulary = new Vocabulary(text);
        var numbers = vocabulary.Encode(text);
        var begin = numbers.Length * 9 / 10;
        var training = new DataLoader<Batch<int>>(new TextDataset(numbers.AsSpan(..begin), Length, step: 1), batchSize: 12, seed: 1);
        var validation = new TextDataset(numbers.AsSpan(begin..), Length);

        var model = new CharacterGpt(vocabulary.Count, Length, new Rng(1));
        var optimiser = new AdamW<float>(model.Parameters, learningRate: 1e-3, beta2: 0.99, weightDecay: 0.1);
        var trainer = new Trainer<float, Batch<int>>(model, optimiser, batch => model.Forward(batch.Inputs), (y, batch) => Losses.CrossEntropy(y, batch.Labels, classAxis: -1))
        {
            Scheduler = new Scheduler<float>(optimiser, new SequentialSchedule([new LinearWarmUp(WarmUp, start: 0.01), new CosineAnnealing(Steps - WarmUp, minimum: 1e-4)], [WarmUp])),
            IsScheduledByStep = true,
            ClipNorm = 1,
        };
        Console.WriteLine($"{model.Parameters.Sum(parameter => parameter.Length)} parameters, {numbers.Length} characters, {vocabulary.Count} different ones");
        var watch = Stopwatch.StartNew();
        foreach (var step in trainer.Train(training).Take(Steps))
        {
            if (step.Step % 200 == 0) Console.WriteLine(FormattableString.Invariant($"step {step.Step,4}  loss {step.Loss:F3}  {watch.Elapsed.TotalSeconds:F0} s"));
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var loss = trainer.Evaluate(new DataLoader<Batch<int>>(validation, batchSize: 48)).Loss;
        Console.WriteLine(FormattableString.Invariant($"validation loss {loss:F3} nats after {seconds:F0} s; published {Published:F2}"));
        return loss <= Published ? 0 : 1;
    }
}

/// <summary>GPT with learned positions; the last layer shares its weights with the first.</summary>
internal sealed class CharacterGpt : Model<float>
{
    private const int Layers = 4, Heads = 4, Width = 128;
    private readonly Embedding<float> _characters;
    private readonly LearnedPosition<float> _position;
    private readonly TransformerEncoderLayer<float>[] _layers = new TransformerEncoderLayer<float>[Layers];
    private readonly LayerNorm<float> _norm;
    private readonly Linear<float> _scores;

    public CharacterGpt(int vocabulary, int length, Random random)
    {
        var options = new TransformerOptions<float> { Activation = x => Tensor.Gelu(x), IsNormalisedFirst = true };
        _characters = Add("characters", new Embedding<float>(vocabulary, Width, random));
        _position = Add("position", new LearnedPosition<float>(Width, length, random));
        for (var k = 0; k < Layers; k++) _layers[k] = Add($"layer{k}", new TransformerEncoderLayer<float>(Width, Heads, 4 * Width, random, options));
        _norm = Add("norm", new LayerNorm<float>([Width]));
        _scores = Add("scores", Linear<float>.Tied(_characters.Weight));

        // As small as the positions, and so that the scores begin near 0.
        _characters.Weight.Set(Tensor.Normal<float>(_characters.Weight.Shape, random, 0, 0.02));
    }

    /// <summary>From [batch, length] to [batch, length, vocabulary].</summary>
    public Tensor<float> Forward(Tensor<int> characters)
    {
        var x = _position.Forward(_characters.Forward(characters));
        foreach (var layer in _layers) x = layer.Forward(x, AttentionMask<float>.Causal);
        return _scores.Forward(_norm.Forward(x));
    }
}
