using System.Globalization;

namespace Mnist;

/// <summary>What the command line says.</summary>
internal sealed record Options
{
    public const string Help =
        """
        Trains a multi-layer perceptron to read handwritten digits (MNIST).

        usage: dotnet run -c Release --project examples/Mnist -- [options]

          --epochs N          passes over the training samples         (5)
          --samples N         training samples, at most 55000          (55000)
          --batch N           samples of a step                        (100)
          --learning-rate X   of Adam; falls linearly to 0 at the end  (0.002)
          --seed N            of weights and shuffling                 (1)
          --help              shows this
        """;

    public int Epochs { get; private set; } = 5;

    public int Samples { get; private set; } = MnistData.TrainingCount;

    public int Batch { get; private set; } = 100;

    public double LearningRate { get; private set; } = 0.002;

    public int Seed { get; private set; } = 1;

    public bool IsHelp { get; private set; }

    /// <exception cref="ArgumentException">An option is unknown, or its value is missing or out of range.</exception>
    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var k = 0; k < args.Length; k++)
        {
            var name = args[k];
            string Value() => ++k < args.Length ? args[k] : throw new ArgumentException($"{name} needs a value");
            int Whole(int least, int most) => int.TryParse(Value(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw new ArgumentException($"{name} must be a whole number from {least} to {most}, got '{args[k]}'");
            switch (name)
            {
                case "--epochs": options.Epochs = Whole(1, 10_000); break;
                case "--samples": options.Samples = Whole(1, MnistData.TrainingCount); break;
                case "--batch": options.Batch = Whole(1, MnistData.TrainingCount); break;
                case "--seed": options.Seed = Whole(0, int.MaxValue); break;
                case "--learning-rate":
                    options.LearningRate = double.TryParse(Value(), NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate is > 0 and <= 10
                        ? rate
                        : throw new ArgumentException($"{name} must be a number above 0 and at most 10, got '{args[k]}'");
                    break;
                case "--help" or "-h": options.IsHelp = true; break;
                default: throw new ArgumentException($"unknown option '{name}'");
            }
        }

        return options;
    }
}
