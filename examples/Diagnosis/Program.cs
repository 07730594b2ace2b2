// Teaches how to judge a model of little data, and how far to trust it: cross-validation, calibration, and which inputs its answers hang on.
// From measurements of cells, taken with a needle from a lump in the breast, it tells malignant tumours from benign ones.
//
//   dotnet run -c Release --project examples/Diagnosis              10 folds, 5 times: ten seconds
//   dotnet run -c Release --project examples/Diagnosis -- --smoke   a second, to see that it runs
using System.Globalization;
using System.IO.Compression;
using System.Text;
using AutoDiff;
using AutoDiff.NN;
using AutoDiff.NN.Csv;

const int Folds = 10, Malignant = 1;
Console.OutputEncoding = Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not ([] or ["--smoke"]))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project examples/Diagnosis -- [--smoke]");
    return 2;
}

var isSmoke = args is ["--smoke"];
var (repetitions, epochs) = isSmoke ? (1, 3) : (5, 40);
var table = ReadTable();
var features = table.Columns.SkipLast(1).ToArray();
var (diagnoses, words) = table.Classes("diagnosis", ["benign", "malignant"]);
var data = new Dataset<float>(table.Numbers<float>(features).ToArray(), diagnoses.ToArray(), [features.Length]);
Console.WriteLine($"{data.Count} patients, {features.Length} measurements of each; {Folds} folds, {repetitions} times");

var counts = new ConfusionMatrix(words);
var calibration = new Calibration(bins: 10);
var (scores, truth) = (new List<float>(), new List<int>());
var influence = new double[features.Length];
var random = new Rng(1);
for (var repetition = 1; repetition <= repetitions; repetition++)
{
    foreach (var (training, held) in StratifiedFolds()) Judge(training, held);
    Console.WriteLine($"after {repetition} x {Folds} folds: accuracy {100 * counts.Accuracy:F2} %");
}

Console.WriteLine($"\n{counts}\n\n{calibration}\n\nwhat the answers hang on most: mean size of the gradient by each measurement, in standard deviations");
foreach (var (name, size) in features.Zip(influence).OrderByDescending(pair => pair.Second).Take(10))
    Console.WriteLine($"  {name,-28} {size / counts.Total:F3}  {new string('#', (int)(30 * size / influence.Max()))}");
Console.WriteLine($"\narea under the ROC curve {Metrics.RocAuc(Tensor.From<float>([.. scores]), Tensor.From<int>([.. truth])):F4}");
Console.WriteLine($"accuracy {100 * counts.Accuracy:F2} % on patients not seen in training; published for the same data, by separating planes: 97.5 %");
return 0;

void Judge(Batch<float> training, Batch<float> held)
{
    // Nothing of the patients that judge the model may leak into it, not even their means.
    var standardise = Standardise<float>.Fit(training.Inputs);
    var model = new Sequential<float>(new Linear<float>(features.Length, 16, random), new Relu<float>(), new Linear<float>(16, words.Count, random));
    var optimiser = new AdamW<float>(model.Parameters, learningRate: 0.01, weightDecay: 1);
    var samples = new Dataset<float>(standardise.Apply(training.Inputs).ToArray(), training.Labels.ToArray(), [features.Length]);
    for (var epoch = 0; epoch < epochs; epoch++)
    {
        foreach (var batch in samples.Batches(32, random)) optimiser.Step(() => Losses.CrossEntropy(model.Forward(batch.Inputs), batch.Labels));
    }

    using var tape = Tape.Start();
    var x = tape.Variable(standardise.Apply(held.Inputs));
    var logits = model.Forward(x);
    counts.Add(Metrics.Predictions(logits), held.Labels);
    calibration.Add(Tensor.Softmax(logits), held.Labels);
    var score = logits.Select(1, Malignant) - logits.Select(1, 1 - Malignant);
    scores.AddRange(score.ToArray());
    truth.AddRange(held.Labels.ToArray());
    var slopes = Tensor.Sum(Tensor.Abs(tape.Gradients(Tensor.Sum(score), x)[x]), 0).ToArray();
    for (var k = 0; k < slopes.Length; k++) influence[k] += slopes[k];
}

// Shuffled, put in order of their diagnosis, and dealt in turn: so every fold has its share of both diagnoses.
IEnumerable<(Batch<float> Training, Batch<float> Held)> StratifiedFolds()
{
    var places = Enumerable.Range(0, data.Count).ToArray();
    random.Shuffle(places);
    var labels = diagnoses.ToArray();
    places = [.. places.OrderBy(place => labels[place])];
    for (var fold = 0; fold < Folds; fold++)
    {
        var held = places.Where((_, k) => k % Folds == fold).ToArray();
        yield return (data.Gather([.. places.Except(held)]), data.Gather(held));
    }
}

static CsvTable ReadTable()
{
    using var file = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "breast-cancer.csv.gz")), CompressionMode.Decompress);
    using var reader = new StreamReader(file);
    return CsvTable.Parse(reader.ReadToEnd());
}
