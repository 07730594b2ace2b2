using AutoDiff;
using AutoDiff.NN;

namespace Mnist;

/// <summary>The MNIST database, as grey levels from 0 to 1: training, validation (held out from the training images) and test samples.</summary>
internal sealed record MnistData(Dataset<float> Training, Dataset<float> Validation, Dataset<float> Test)
{
    public const int Side = 28;

    public const int TrainingCount = 55_000;

    private const int ValidationCount = 5_000;

    /// <summary>Reads the files beside the program.</summary>
    public static MnistData Load()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "data");
        var (training, test) = (Read(folder, "train"), Read(folder, "t10k"));
        if (training.Count != TrainingCount + ValidationCount)
            throw new InvalidDataException($"{folder}: {TrainingCount + ValidationCount} training images are required, got {training.Count}.");
        return new MnistData(training[..TrainingCount], training[TrainingCount..], test);
    }

    private static Dataset<float> Read(string folder, string part)
    {
        var images = IdxFile.Read(Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), rank: 3);
        var labels = IdxFile.Read(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"), rank: 1);
        if (images.Shape[1] != Side || images.Shape[2] != Side) throw new InvalidDataException($"{folder}: images of {Side} x {Side} are required, got shape {images.Shape}.");
        return new Dataset<float>(images.ToArray<float>(1.0 / 255), labels.ToArray<int>(), [Side * Side]);
    }
}
