// Teaches language models: characters in, the likelihood of the next character out; a transformer (GPT) and a recurrent network (LSTM) for the same task.
// They read Melville's "Moby-Dick" and write a few lines of their own as they learn. The mark is what counting short contexts reaches.
//
//   dotnet run -c Release --project examples/CharacterModel -- --model gpt      five minutes
//   dotnet run -c Release --project examples/CharacterModel -- --model lstm     two minutes
//   dotnet run -c Release --project examples/CharacterModel -- --smoke          a few seconds, to see that it runs
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using AutoDiff;
using AutoDiff.NN;
using CharacterModel;

const int Length = 64;
Console.OutputEncoding = Encoding.UTF8;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var isSmoke = args.Contains("--smoke");
var kind = args switch { ["--model", var name, ..] => name, [] or ["--smoke"] => "gpt", _ => "" };
if (kind is not ("gpt" or "lstm") || args.Length > (isSmoke ? 3 : 2))
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project examples/CharacterModel -- [--model gpt|lstm] [--smoke]");
    return 2;
}

var steps = isSmoke ? 20 : 3_000;
var text = ReadBook();
var vocabulary = new Vocabulary(text);
var (begin, end) = (text[..(text.Length * 9 / 10)], text[(text.Length * 9 / 10)..]);
Console.WriteLine($"{begin.Length:N0} characters to learn from, {end.Length:N0} to be judged by, {vocabulary.Count} different ones");

// Stretches begin anywhere in the training part; those of the validation part lie end to end.
var training = new DataLoader<Batch<int>>(new TextDataset(vocabulary.Encode(begin), Length, step: 1), batchSize: 16, seed: 1, ahead: 2);
var held = new TextDataset(vocabulary.Encode(end), Length);
var random = new Rng(1);
Network model = kind == "gpt" ? new Gpt(vocabulary.Count, Length, random) : new LstmNetwork(vocabulary.Count, random);
Console.WriteLine($"{kind}: {model.Parameters.Sum(parameter => parameter.Length):N0} parameters, {steps} steps of {training.BatchSize} stretches of {Length} characters");

var optimiser = new AdamW<float>(model.Parameters, learningRate: kind == "gpt" ? 3e-3 : 5e-3);
var trainer = new Trainer<float, Batch<int>>(
    model, optimiser, batch => model.Forward(batch.Inputs), (logits, batch) => Losses.CrossEntropy(logits, batch.Labels, classAxis: -1))
{
    Scheduler = new Scheduler<float>(optimiser, new OneCycle(optimiser.LearningRate, steps, rise: 0.1, cyclesMomentum: false)),
    IsScheduledByStep = true,
    ClipNorm = 1,
};
var watch = Stopwatch.StartNew();
foreach (var step in trainer.Train(training).Take(steps))
{
    if (step.Step % (steps / 5) != 0) continue;
    Console.WriteLine($"\nstep {step.Step}: loss {step.Loss:F3} in training, {Judge(isSmoke ? 50 : 300):F3} in validation, after {watch.Elapsed.TotalSeconds:F0} s. It writes:");
    Console.WriteLine(Write("The whale", isSmoke ? 40 : 300));
}

Console.WriteLine($"\nThe same {end.Length:N0} characters, nats for each:");
foreach (var order in isSmoke ? [1, 2] : new[] { 1, 2, 3, 4, 5 }) Console.WriteLine($"  counting contexts of up to {order}   {new NGrams(begin, vocabulary.Count, order).CrossEntropy(end):F3}");
Console.WriteLine($"  {kind} with contexts of up to {Length}   {Judge(isSmoke ? 50 : held.Count):F3}");
return 0;

double Judge(int stretches)
{
    var places = Enumerable.Range(0, stretches).Select(k => (int)((long)k * held.Count / stretches)).ToArray();
    return trainer.Evaluate(new DataLoader<Batch<int>>(held.Subset(places), batchSize: 50)).Loss;
}

// Draws one character after the other from what the model expects, a little less daring than it is.
string Write(string start, int count)
{
    const float Daring = 0.8f;
    using var mode = model.Evaluate();
    var written = vocabulary.Encode(start).ToList();
    for (var k = 0; k < count; k++)
    {
        var last = written.TakeLast(Length).ToArray();
        var logits = model.Forward(Tensor.From(last).Reshape(1, -1))[0, last.Length - 1];
        written.Add(Draw(Tensor.Softmax(logits / Daring).ToArray()));
    }

    return vocabulary.Decode([.. written]);
}

int Draw(float[] probabilities)
{
    var left = random.NextDouble();
    for (var k = 0; k < probabilities.Length - 1; k++)
    {
        if ((left -= probabilities[k]) < 0) return k;
    }

    return probabilities.Length - 1;
}

static string ReadBook()
{
    using var file = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "moby-dick.txt.gz")), CompressionMode.Decompress);
    using var reader = new StreamReader(file);
    return reader.ReadToEnd();
}
