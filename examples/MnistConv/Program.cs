// Teaches convolution, and the trainer: the loop around the step with batches, schedule, validation and progress.
// A small convolutional network reads handwritten digits; the perceptron of examples/Mnist gets about 98 % of them right.
//
//   dotnet run -c Release --project examples/MnistConv              3 epochs, two minutes: at least 99 % of the test digits
//   dotnet run -c Release --project examples/MnistConv -- --smoke   a few seconds, to see that it runs
using System.Globalization;
using System.Text;
using AutoDiff;
using AutoDiff.NN;
using AutoDiff.NN.Console;
using Mnist;

Console.OutputEncoding = Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not ([] or ["--smoke"]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project examples/MnistConv -- [--smoke]");
    return 2;
}

var isSmoke = args is ["--smoke"];
var (epochs, samples) = isSmoke ? (1, 2_000) : (3, MnistData.TrainingCount);
var data = MnistData.Load();

// Each convolution finds features of what the one before found; each pooling halves height and width, 28 → 14 → 7.
var random = new Rng(1);
var model = new Sequential<float>(
    new Conv2d<float>(1, 16, kernel: 5, random, padding: 2, hasBias: false), new BatchNorm<float>(16), new Relu<float>(), new MaxPool2d<float>(2),
    new Conv2d<float>(16, 32, kernel: 5, random, padding: 2, hasBias: false), new BatchNorm<float>(32), new Relu<float>(), new MaxPool2d<float>(2),
    new Flatten<float>(),
    new Linear<float>(32 * 7 * 7, 128, random), new Relu<float>(), new Dropout<float>(0.3, random),
    new Linear<float>(128, 10, random));
Console.WriteLine(model.Summary([1, 1, MnistData.Side, MnistData.Side]));

var training = new DataLoader<Batch<float>>(data.Training[..samples], batchSize: 50, seed: 1, ahead: 2);
var validation = new DataLoader<Batch<float>>(data.Validation, batchSize: 500);
var optimiser = new Adam<float>(model.Parameters);
using var progress = new ConsoleProgress();
var trainer = new Trainer<float, Batch<float>>(model, optimiser, Logits, (logits, batch) => Losses.CrossEntropy(logits, batch.Labels))
{
    Metrics = { ["accuracy"] = (logits, batch) => Metrics.Accuracy(logits, batch.Labels) },
    Scheduler = new Scheduler<float>(optimiser, new OneCycle(maximum: 0.003, epochs * training.Batches)),
    IsScheduledByStep = true,
    Progress = progress,
};
trainer.Fit(training, epochs, validation);
progress.Summarise(trainer.History);

var counts = new ConfusionMatrix(10);
using (model.Evaluate())
{
    foreach (var batch in data.Test.Batches(500)) counts.Add(Metrics.Predictions(Logits(batch)), batch.Labels);
}

Console.WriteLine(counts);
Console.WriteLine($"test accuracy {100 * counts.Accuracy:F2} %");
return 0;

// One channel of grey: images come as rows of 784 numbers.
Tensor<float> Logits(Batch<float> batch) => model.Forward(batch.Inputs.Reshape(-1, 1, MnistData.Side, MnistData.Side));
