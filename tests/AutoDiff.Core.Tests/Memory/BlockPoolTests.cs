using System.Diagnostics;

namespace AutoDiff.Tests;

/// <summary>Measures the whole process, so nothing else may run meanwhile.</summary>
[CollectionDefinition(nameof(MemoryOfTheProcess), DisableParallelization = true)]
public class MemoryOfTheProcess;

[Collection(nameof(MemoryOfTheProcess))]
public class BlockPoolTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(3_000)]
    [InlineData(12_500)]
    public void Memory_stays_flat_over_ten_thousand_tapes(int length)
    {
        var x = Tensor.Uniform<double>([length], new Random(1));
        Assert.InRange(Growth(10_000, () =>
        {
            using var tape = Tape.Start();
            var leaf = tape.Variable(x);
            _ = tape.Gradients(Tensor.Sum(Tensor.Tanh(leaf * leaf + leaf)), leaf);
        }), long.MinValue, 150L << 20);
    }

    [Fact]
    public void Memory_stays_flat_over_second_order_gradients()
    {
        // Each round that lost the block of one gradient of 100 KB would lose 200 MB in all.
        var x = Tensor.Uniform<double>([12_500], new Random(1));
        Assert.InRange(Growth(2_000, () =>
        {
            using var tape = Tape.Start();
            var leaf = tape.Variable(x);
            var g = tape.Gradients(Tensor.Sum(leaf * leaf * leaf), [leaf], graph: true)[leaf];
            _ = tape.Gradients(Tensor.Sum(g * g), leaf)[leaf];
        }), long.MinValue, 100L << 20);
    }

    [Fact]
    public void Blocks_of_different_tensors_do_not_overlap()
    {
        var pool = new BlockPool();
        var first = pool.Rent(1000);
        var second = pool.Rent(1000);
        AssertApart(first, second);
        pool.Return(first);
        Assert.Same(first, pool.Rent(900));

        static unsafe void AssertApart(Block a, Block b) => Assert.True(Math.Abs((long)a.Pointer - (long)b.Pointer) >= 1000);
    }

    private static long Growth(int rounds, Action round)
    {
        for (var i = 0; i < 500; i++) round();
        var before = PrivateMemory();
        for (var i = 0; i < rounds; i++) round();
        return PrivateMemory() - before;
    }

    private static long PrivateMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return process.PrivateMemorySize64;
    }
}
