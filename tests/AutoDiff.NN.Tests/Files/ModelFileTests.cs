namespace AutoDiff.NN.Tests;

public sealed class ModelFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private static Sequential<float> Model(ulong seed) => new(new Linear<float>(3, 4, new Rng(seed)), new BatchNorm<float>(4), new Relu<float>(), new Linear<float>(4, 2, new Rng(seed + 1)));

    [Fact]
    public void A_saved_model_is_loaded_bit_for_bit_buffers_included()
    {
        var (model, copy) = (Model(1), Model(5));
        model.NamedBuffers[0].Buffer.Update().Fill(3);
        ModelFile.Save(_path, model);
        Assert.True(ModelFile.Load(_path, copy).IsComplete);
        foreach (var (name, tensor) in model.SaveState()) Assert.Equal(tensor.ToArray(), copy.SaveState()[name].ToArray());
    }

    /// <summary>PyTorch keeps the weights of a linear map as [outputs, inputs], and says in the metadata that it wrote a file.</summary>
    [Fact]
    public void Names_and_layouts_are_those_of_PyTorch()
    {
        ModelFile.Save(_path, Model(1));
        using var file = SafetensorsFile.Open(_path);
        Assert.Equal([4, 3], file["0.weight"].Shape);
        Assert.Equal([4], file["1.running_mean"].Shape);
        Assert.Equal("pt", file.Metadata["format"]);
    }

    [Fact]
    public void Rounded_weights_are_loaded_into_another_type()
    {
        ModelFile.Save(_path, Model(1), SafetensorsType.BF16);
        var copy = new Sequential<double>(new Linear<double>(3, 4, new Rng(7)), new BatchNorm<double>(4), new Relu<double>(), new Linear<double>(4, 2, new Rng(8)));
        ModelFile.Load(_path, copy);

        // bfloat16 has 8 bits: the relative error is at most half of the last of them, 2⁻⁸.
        var (exact, rounded) = (Model(1).SaveState()["0.weight"].ToArray(), copy.SaveState()["0.weight"].ToArray());
        Assert.All(exact.Zip(rounded), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Math.Abs(pair.First) / 256));
    }

    [Fact]
    public void A_file_that_does_not_fit_is_refused_and_changes_nothing()
    {
        new SafetensorsWriter().Add("0.weight", Tensor.Zeros<float>([4, 3])).Save(_path);
        var model = Model(1);
        Assert.Contains("0.bias", Assert.Throws<StateException>(() => ModelFile.Load(_path, model)).Message);
        Assert.NotEqual(0, model.SaveState()["0.weight"].ToArray()[0]);
        Assert.Contains("0.bias", ModelFile.Load(_path, model, strict: false).Missing);
        Assert.Equal(new float[12], model.SaveState()["0.weight"].ToArray());
    }
}
