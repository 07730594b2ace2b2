// Teaches training: a model from layers, a loss, an optimiser, and the loop that joins them by way of a tape.
// It learns to read handwritten digits from 55,000 images and is judged by 10,000 others.
using System.Text;
using AutoDiff;
using AutoDiff.NN;
using Mnist;

const int Hidden = 256;
Options options;
MnistData data;
try
{
    options = Options.Parse(args);
    if (options.IsHelp)
    {
        Console.WriteLine(Options.Help);
        return 0;
    }

    data = MnistData.Load();
}
catch (ArgumentException wrong)
{
    Console.Error.WriteLine($"error: {wrong.Message}; see --help.");
    return 2;
}
catch (Exception unreadable) when (unreadable is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: the MNIST data cannot be read: {unreadable.Message}");
    return 1;
}

Console.OutputEncoding = Encoding.UTF8;
var random = new Rng((ulong)options.Seed);
var model = new Sequential<float>(
    new Linear<float>(MnistData.Side * MnistData.Side, Hidden, random),
    new Relu<float>(),
    new Linear<float>(Hidden, 10, random));
var optimiser = new Adam<float>(model.Parameters, options.LearningRate);
var training = data.Training[..options.Samples];
var steps = options.Epochs * ((training.Count + options.Batch - 1) / options.Batch);
Report.Line($"784-{Hidden}-10 perceptron, {model.Parameters.Sum(parameter => parameter.Length):N0} parameters; {training.Count:N0} images, {options.Epochs} epochs, batches of {options.Batch}");

for (var epoch = 1; epoch <= options.Epochs; epoch++)
{
    var (loss, time) = Report.Epoch($"epoch {epoch}/{options.Epochs}", training.Count, done =>
    {
        foreach (var batch in training.Batches(options.Batch, random)) done(batch.Count, Step(batch));
    });
    var validation = Judge(data.Validation).Accuracy;
    Report.Line($"epoch {epoch}/{options.Epochs}  loss {loss:F4}  validation accuracy {100 * validation:F2} %  {time.TotalSeconds:F1} s  {training.Count / time.TotalSeconds:N0} images/s");
}

var misreads = new List<Misread>();
var counts = Judge(data.Test, misreads);
Report.Confusion(counts);
Report.Digits(misreads[..Math.Min(3, misreads.Count)]);
Report.Line($"test accuracy {100 * counts.Accuracy:F2} %");
return 0;

// One step downhill: record the loss, replay the tape for its gradients, change the parameters.
float Step(Batch<float> batch)
{
    optimiser.LearningRate = options.LearningRate * (1 - (double)optimiser.Steps / steps);
    using var tape = Tape.Start();
    var loss = Losses.CrossEntropy(model.Forward(batch.Inputs), batch.Labels);
    optimiser.Step(tape.Gradients(loss, model.Parameters));
    return loss.Item;
}

// Without a tape nothing is recorded.
ConfusionMatrix Judge(Dataset<float> samples, List<Misread>? wrong = null)
{
    var result = new ConfusionMatrix(10);
    model.Evaluate();
    foreach (var batch in samples.Batches(1000))
    {
        var predictions = Metrics.Predictions(model.Forward(batch.Inputs));
        result.Add(predictions, batch.Labels);
        foreach (var (place, (read, label)) in predictions.ToArray().Zip(batch.Labels.ToArray()).Index())
        {
            if (read != label) wrong?.Add(new Misread(batch.Inputs[place].ToArray(), label, read));
        }
    }

    model.Train();
    return result;
}
