// Teaches learning without labels: an autoencoder squeezes images of digits through two numbers and learns to restore them.
// The two numbers are a map of the digits, drawn in autoencoder.svg. The mark is the best that a linear map can do: principal components.
//
//   dotnet run -c Release --project examples/Autoencoder              a minute or two
//   dotnet run -c Release --project examples/Autoencoder -- --smoke   a few seconds, to see that it runs
using System.Globalization;
using System.Text;
using Autoencoder;
using AutoDiff;
using AutoDiff.NN;
using AutoDiff.NN.Console;
using Mnist;

const string Picture = "autoencoder.svg";
const int Pixels = MnistData.Side * MnistData.Side;
Console.OutputEncoding = Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not ([] or ["--smoke"]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project examples/Autoencoder -- [--smoke]");
    return 2;
}

var isSmoke = args is ["--smoke"];
var (epochs, samples, judged) = isSmoke ? (1, 5_000, 1_000) : (20, MnistData.TrainingCount, 10_000);
var data = MnistData.Load();
var random = new Rng(1);
var encoder = new Sequential<float>(
    new Linear<float>(Pixels, 256, random), new Relu<float>(),
    new Linear<float>(256, 64, random), new Relu<float>(),
    new Linear<float>(64, 2, random));
var decoder = new Sequential<float>(
    new Linear<float>(2, 64, random), new Relu<float>(),
    new Linear<float>(64, 256, random), new Relu<float>(),
    new Linear<float>(256, Pixels, random), new Sigmoid<float>());
var model = new Sequential<float>(encoder, decoder);

// What should come out is what went in; the labels are never looked at.
var training = new DataLoader<Batch<float>>(data.Training[..samples], batchSize: 100, seed: 1);
var optimiser = new Adam<float>(model.Parameters);
using var progress = new ConsoleProgress();
var trainer = new Trainer<float, Batch<float>>(model, optimiser, batch => model.Forward(batch.Inputs), (y, batch) => Losses.MeanSquaredError(y, batch.Inputs))
{
    Scheduler = new Scheduler<float>(optimiser, new OneCycle(maximum: 0.002, epochs * training.Batches)),
    IsScheduledByStep = true,
    Progress = progress,
};
trainer.Fit(training, epochs);

var test = data.Test.Batches(judged).First();
var map = encoder.Forward(test.Inputs);
var restored = decoder.Forward(map);
var (linearMap, linearlyRestored) = PrincipalComponents(data.Training.Batches(samples).First().Inputs, test.Inputs);
Drawing.Save(Picture, test, map, restored);

Console.WriteLine($"the map of {judged:N0} test digits, and the first of them as they were and as they came back: {Picture}");
Console.WriteLine($"two numbers a digit                       autoencoder   principal components");
Console.WriteLine($"  mean squared error of the pixels        {Error(restored),11:F4}   {Error(linearlyRestored),20:F4}");
Console.WriteLine($"  nearest neighbour is the same digit     {100 * Neighbours(map),9:F1} %   {100 * Neighbours(linearMap),18:F1} %");
return 0;

double Error(Tensor<float> y) => Losses.MeanSquaredError(y, test.Inputs).Item;

// The two directions along which the training images vary most; no linear autoencoder does better.
static (Tensor<float> Map, Tensor<float> Restored) PrincipalComponents(Tensor<float> training, Tensor<float> x)
{
    var mean = Tensor.Mean(training, 0);
    var centred = training - mean;
    var (_, directions) = Tensor.Eigh(Tensor.MatMul(centred.Transpose(), centred) / training.Shape[0]);
    var best = directions.Narrow(1, Pixels - 2, 2);
    var map = Tensor.MatMul(x - mean, best);
    return (map, Tensor.MatMul(map, best.Transpose()) + mean);
}

// How many digits have one of their own kind next to them on a map.
double Neighbours(Tensor<float> places)
{
    var (at, labels) = (places.ToArray(), test.Labels.ToArray());
    var same = 0;
    for (var a = 0; a < labels.Length; a++)
    {
        var (nearest, least) = (-1, float.PositiveInfinity);
        for (var b = 0; b < labels.Length; b++)
        {
            var (x, y) = (at[2 * a] - at[2 * b], at[2 * a + 1] - at[2 * b + 1]);
            if (b != a && x * x + y * y < least) (nearest, least) = (b, x * x + y * y);
        }

        if (labels[nearest] == labels[a]) same++;
    }

    return (double)same / labels.Length;
}
