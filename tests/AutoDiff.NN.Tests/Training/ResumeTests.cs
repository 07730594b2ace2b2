using System.Diagnostics;
using AutoDiff.NN.TrainingProcess;

namespace AutoDiff.NN.Tests;

/// <summary>A training that was stopped anywhere and resumed comes to the same bits as one that never stopped.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("resume").FullName;

    private string File => Path.Combine(_folder, "training.checkpoint");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Cancelled_at_20_random_steps_and_resumed_it_ends_bit_for_bit_the_same(int ahead)
    {
        var whole = new SmallTraining(null);
        whole.Run();
        var steps = whole.Trainer.Steps;
        var random = new Rng(5);
        for (var trial = 0; trial < 20; trial++)
        {
            System.IO.File.Delete(File);
            var at = random.Next(1, steps);
            var first = new SmallTraining(File, ahead: ahead);
            using var cancellation = new CancellationTokenSource();
            first.OnStep = () =>
            {
                if (first.Trainer.Steps == at) cancellation.Cancel();
            };
            Assert.Equal(TrainingEnd.Cancelled, first.Run(cancellation.Token));
            Assert.Equal(at, first.Trainer.Steps);

            var second = new SmallTraining(File, ahead: ahead);
            Assert.True(second.Trainer.Resume(second.Samples));
            Assert.Equal(at, second.Trainer.Steps);
            Assert.Equal(TrainingEnd.Completed, second.Run());
            Assert.Equal(whole.Fingerprint(), second.Fingerprint());
        }
    }

    [Fact]
    public void Killed_at_20_random_moments_and_resumed_it_ends_bit_for_bit_the_same()
    {
        var whole = new SmallTraining(null, epochs: 60);
        whole.Run();
        var random = new Rng(6);
        var (kills, halfWritten, wasThere) = (0, 0, false);
        while (kills < 20)
        {
            using var process = Start();
            if (process.StandardOutput.ReadLine() is var line && line != "training")
            {
                // The one before came to the end before it was killed: begin anew.
                Assert.Equal(whole.Fingerprint(), line);
                System.IO.File.Delete(File);
                wasThere = false;
                continue;
            }

            Thread.Sleep(TimeSpan.FromMilliseconds(100 * random.NextDouble()));
            process.Kill();
            process.WaitForExit();
            kills++;

            // Before the first checkpoint there is none; later ones never leave a moment without.
            wasThere |= System.IO.File.Exists(File);
            if (!wasThere) continue;
            using var readable = SafetensorsFile.Open(File);
            Assert.NotEmpty(readable);
            halfWritten += System.IO.File.Exists(File + ".new") ? 1 : 0;
        }

        using var last = Start();
        var lines = last.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        last.WaitForExit();
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(whole.Fingerprint(), lines[^1]);
        Console.WriteLine($"{halfWritten} of {kills} kills came while a checkpoint was being written.");
    }

    [Fact]
    public void Without_a_checkpoint_there_is_nothing_to_resume()
    {
        var training = new SmallTraining(File);
        Assert.False(training.Trainer.Resume(training.Samples));
    }

    [Fact]
    public void A_checkpoint_of_other_settings_is_refused_and_changes_nothing()
    {
        var training = new SmallTraining(File, epochs: 1);
        training.Run();
        var other = new SmallTraining(File);
        var before = other.Fingerprint();
        var loader = new DataLoader<Pair<double>>(new TensorDataset<double>(Tensor.Zeros<double>([9, 3]), Tensor.Zeros<double>([9, 1])), 3);
        Assert.Contains("batches", Assert.Throws<ArgumentException>(() => other.Trainer.Resume(loader)).Message);
        Assert.Equal(before, other.Fingerprint());
    }

    private Process Start() => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "AutoDiff.NN.TrainingProcess.dll"), File])
    {
        RedirectStandardOutput = true,
    })!;
}
