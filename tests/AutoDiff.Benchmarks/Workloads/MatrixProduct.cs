using System.Numerics;
using AutoDiff.Kernels;

namespace AutoDiff.Benchmarks;

/// <summary>C = A B by the kernel, into memory that is there already; A or B may be stored as its transpose.</summary>
internal sealed class MatrixProduct<T>(int m, int k, int n, bool isLeftTransposed = false, bool isRightTransposed = false) : Workload
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _a = Elements(m * k, Numbers.Input);
    private readonly T[] _b = Elements(k * n, Numbers.Target);
    private readonly T[] _c = new T[m * n];

    public override Cost Cost => new() { Flops = 2.0 * m * k * n, Limit = typeof(T) == typeof(float) ? Limits.FmaFloat : Limits.FmaDouble };

    public override void Run()
    {
        var (aRow, aColumn) = isLeftTransposed ? (1, m) : (k, 1);
        var (bRow, bColumn) = isRightTransposed ? (1, k) : (n, 1);
        Gemm.Multiply<T>(m, n, k, _a, aRow, aColumn, _b, bRow, bColumn, _c, n, accumulate: false);
    }

    public override IEnumerable<double> Answer()
    {
        Run();
        return Answers.Fingerprint<T>(_c);
    }

    private static T[] Elements(int count, int stream)
        => [.. Numbers.Tensor([count], stream).ToArray().Select(T.CreateTruncating)];
}

/// <summary>The product as an operation on tensors, which makes its result anew.</summary>
internal sealed class MatrixProductOperation(int m, int k, int n) : Workload
{
    private readonly Tensor<float> _a = Numbers.Tensor([m, k], Numbers.Input);
    private readonly Tensor<float> _b = Numbers.Tensor([k, n], Numbers.Target);

    public override Cost Cost => Cost.Arithmetic(2.0 * m * k * n);

    public override void Run() => Tensor.MatMul(_a, _b);

    public override IEnumerable<double> Answer() => Answers.Fingerprint(Tensor.MatMul(_a, _b));
}
