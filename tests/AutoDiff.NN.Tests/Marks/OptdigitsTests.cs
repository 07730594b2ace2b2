using System.Globalization;
using Xunit.Abstractions;

namespace AutoDiff.NN.Tests.Marks;

/// <summary>Handwritten digits of 8 x 8 pixels from 0 to 16, in which the test digits are of other writers than the training digits.</summary>
/// <remarks>Source: Alpaydin and Kaynak 1998, "Cascading classifiers", by way of the UCI repository; 98.00 % is what the description of the data reports for the nearest neighbour, the best of k = 1 to 11.</remarks>
public class OptdigitsTests(ITestOutputHelper output)
{
    [SharedDataFact("tables/optdigits.tes")]
    public void Convolution_reads_at_least_98_percent_of_the_digits_of_writers_it_never_saw()
    {
        var (data, test) = (Read("tables/optdigits.tra"), Read("tables/optdigits.tes"));
        Assert.Equal((3823, 1797), (data.Count, test.Count));
        var random = new Rng(1);
        var model = new Sequential<float>(
            new Conv2d<float>(1, 32, 3, random, padding: 1), new BatchNorm<float>(32), new Relu<float>(),
            new Conv2d<float>(32, 32, 3, random, padding: 1), new BatchNorm<float>(32), new Relu<float>(), new MaxPool2d<float>(2),
            new Flatten<float>(), new Dropout<float>(0.5, random), new Linear<float>(32 * 4 * 4, 10, random));
        const int Epochs = 20;
        var training = new DataLoader<Batch<float>>(data, batchSize: 32, seed: 1);
        var optimiser = new Adam<float>(model.Parameters);
        var trainer = new Trainer<float, Batch<float>>(model, optimiser, batch => model.Forward(batch.Inputs), (y, batch) => Losses.CrossEntropy(y, batch.Labels))
        {
            Metrics = { ["accuracy"] = (y, batch) => Metrics.Accuracy(y, batch.Labels) },
            Scheduler = new Scheduler<float>(optimiser, new OneCycle(0.003, Epochs * training.Batches)),
            IsScheduledByStep = true,
        };
        trainer.Fit(training, Epochs);
        var accuracy = trainer.Evaluate(new DataLoader<Batch<float>>(test, batchSize: 599)).Metrics["accuracy"];
        output.WriteLine(FormattableString.Invariant($"accuracy {accuracy:P2}"));
        Assert.True(accuracy >= 0.98, $"accuracy {accuracy}");
    }

    private static Dataset<float> Read(string file)
    {
        var rows = SharedData.Rows(file);
        return new Dataset<float>(
            rows.SelectMany(row => row[..64]).Select(level => float.Parse(level, CultureInfo.InvariantCulture) / 16).ToArray(),
            rows.Select(row => int.Parse(row[64], CultureInfo.InvariantCulture)).ToArray(), [1, 8, 8]);
    }
}
