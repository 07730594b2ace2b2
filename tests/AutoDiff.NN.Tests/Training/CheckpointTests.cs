namespace AutoDiff.NN.Tests;

public sealed class CheckpointTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Everything_added_is_restored_and_infinities_survive()
    {
        var random = new Rng(ulong.MaxValue - 5);
        var model = new Linear<float>(3, 2, random);
        var optimiser = new Adam<float>(model.Parameters, 0.1);
        var plateau = new ReduceOnPlateau<float>(optimiser);
        new Checkpoint<float>().Add("model", model).Add("random", random).Add("plateau", plateau).Save(_path);
        var (weights, next) = (model.Weight.Snapshot().ToArray(), new Rng(random.Seed, random.Counter).NextBits());

        model.Weight.Update().Clear();
        random.NextBits();
        plateau.Advance(1);
        new Checkpoint<float>().Add("model", model).Add("random", random).Add("plateau", plateau).Load(_path);
        Assert.Equal(weights, model.Weight.Snapshot().ToArray());
        Assert.Equal(next, random.NextBits());
        Assert.Equal(double.PositiveInfinity, plateau.Best);
    }

    [Fact]
    public void Another_seed_is_refused()
    {
        new Checkpoint<float>().Add("random", new Rng(1)).Save(_path);
        Assert.Contains("seed.low", Assert.Throws<ArgumentException>(() => new Checkpoint<float>().Add("random", new Rng(2)).Load(_path)).Message);
    }

    [Fact]
    public void What_is_no_checkpoint_is_refused()
    {
        new SafetensorsWriter().Add("x", Tensor.Of(1f)).Save(_path);
        Assert.Throws<InvalidDataException>(() => new Checkpoint<float>().Load(_path));
        File.WriteAllText(_path, "not a safetensors file");
        Assert.Throws<SafetensorsException>(() => new Checkpoint<float>().Load(_path));
        new Checkpoint<double>().Add("model", new Linear<double>(1, 1, new Rng(1))).Save(_path);
        Assert.Throws<InvalidDataException>(() => new Checkpoint<float>().Add("model", new Linear<float>(1, 1, new Rng(1))).Load(_path));
    }

    [Fact]
    public void A_name_is_taken_once() => Assert.Throws<ArgumentException>(() => new Checkpoint<float>().Add("x", new Rng(1)).Add("x", new Rng(1)));
}
