namespace AutoDiff.Kernels.Tests;

/// <summary>Batches give the same bits for any number of threads, and report the same failure.</summary>
[Collection(nameof(WorkerPool))]
public class MatrixBatchTests
{
    [Fact]
    public void Batches_give_the_same_bits_for_any_number_of_threads()
    {
        const int count = 40, n = 30;
        var a = Dense.Random<double>(count * n, n, 5).Elements;
        var results = ((int[])[1, 2, 5]).Select(degree => Run(degree, () =>
        {
            double[] u = new double[a.Length], s = new double[count * n], vt = new double[a.Length], w = new double[count * n], v = new double[a.Length], lu = new double[a.Length];
            var pivots = new int[count * n];
            Svd<double>.Decompose(a, u, s, vt, count, n, n);
            SymmetricEigen<double>.Decompose(a, w, v, count, n);
            Lu<double>.Factor(a, lu, pivots, count, n);
            return (double[])[.. u, .. s, .. vt, .. w, .. v, .. lu];
        })).ToArray();
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    [Fact]
    public void The_first_failure_is_reported_whichever_thread_finds_one()
    {
        const int count = 200, n = 20;
        var a = new double[count * n * n];
        for (var matrix = 0; matrix < count; matrix++)
        {
            // From matrix 77 on, row 7 makes each of them fail.
            for (var i = 0; i < n; i++) a[(matrix * n + i) * n + i] = matrix >= 77 && i == 7 ? -1 : 1;
        }

        for (var trial = 0; trial < 20; trial++)
        {
            var failures = Run(4, () => Cholesky<double>.Factor(a, new double[a.Length], count, n));
            Assert.Equal((77, 7), (failures.Matrix, failures.Place));
        }
    }

    private static R Run<R>(int degree, Func<R> work)
    {
        var before = WorkerPool.Degree;
        WorkerPool.Degree = degree;
        try
        {
            return work();
        }
        finally
        {
            WorkerPool.Degree = before;
        }
    }
}
