using Xunit.Abstractions;

namespace AutoDiff.NN.Tests.Marks;

/// <summary>The 32,033 most frequent first names of the United States, letter by letter.</summary>
/// <remarks>
/// Source: makemore (Karpathy 2022). A network that reads the last 3 letters, with vectors of 10 numbers and 200 hidden units, is reported to reach 2.105 nats a letter;
/// no table of pairs of letters can get below 2.454. This one has as many parameters, 12,000, and spends them on 5 letters and 150 hidden units. Both are the network of
/// Bengio et al. 2003, "A neural probabilistic language model".
/// </remarks>
public class NamesTests(ITestOutputHelper output)
{
    private const int Context = 5, Width = 10, Hidden = 150;

    [SharedDataFact("text/names.txt")]
    public void Network_of_12000_parameters_is_surprised_by_at_most_2_10_nats_a_letter()
    {
        var names = File.ReadAllLines(SharedData.Find("text/names.txt")!);
        Assert.Equal(32_033, names.Length);
        new Rng(1).Shuffle(names);
        var (eight, nine) = (names.Length * 8 / 10, names.Length * 9 / 10);
        var vocabulary = new Vocabulary("." + string.Concat(names));
        var (training, validation) = (Letters(names[..eight], vocabulary), Letters(names[eight..nine], vocabulary));

        var random = new Rng(1);
        var model = new NextLetter(vocabulary.Count, random);
        Assert.InRange(model.Parameters.Sum(parameter => parameter.Length), 11_500, 12_500);
        const int Epochs = 20;
        var loader = new DataLoader<Batch<int>>(training, batchSize: 256, seed: 1);
        var optimiser = new AdamW<float>(model.Parameters);
        var trainer = new Trainer<float, Batch<int>>(model, optimiser, batch => model.Forward(batch.Inputs), (y, batch) => Losses.CrossEntropy(y, batch.Labels))
        {
            Scheduler = new Scheduler<float>(optimiser, new OneCycle(0.01, Epochs * loader.Batches)),
            IsScheduledByStep = true,
        };
        trainer.Fit(loader, Epochs);
        var loss = trainer.Evaluate(new DataLoader<Batch<int>>(validation, batchSize: 2_000)).Loss;
        output.WriteLine(FormattableString.Invariant($"validation loss {loss:F4}"));
        Assert.True(loss <= 2.10, $"validation loss {loss}");
    }

    /// <summary>Each letter of each name, and the dot that ends it, with the letters before; dots stand before the first.</summary>
    private static Dataset<int> Letters(string[] names, Vocabulary vocabulary)
    {
        var (inputs, labels) = (new List<int>(), new List<int>());
        foreach (var name in names)
        {
            var letters = vocabulary.Encode($"{new string('.', Context)}{name}.");
            for (var k = Context; k < letters.Length; k++)
            {
                inputs.AddRange(letters[(k - Context)..k]);
                labels.Add(letters[k]);
            }
        }

        return new Dataset<int>(inputs.ToArray(), labels.ToArray(), [Context]);
    }

    private sealed class NextLetter : Model<float>
    {
        private readonly Embedding<float> _letters;
        private readonly Linear<float> _hidden, _scores;

        public NextLetter(int letters, Random random)
        {
            _letters = Add("letters", new Embedding<float>(letters, Width, random));
            _hidden = Add("hidden", new Linear<float>(Context * Width, Hidden, random));
            _scores = Add("scores", new Linear<float>(Hidden, letters, random));
        }

        /// <summary>From [n, context] to [n, letters].</summary>
        public Tensor<float> Forward(Tensor<int> context) => _scores.Forward(Tensor.Tanh(_hidden.Forward(_letters.Forward(context).Reshape(-1, Context * Width))));
    }
}
