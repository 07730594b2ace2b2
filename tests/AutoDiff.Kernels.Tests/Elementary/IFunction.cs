namespace AutoDiff.Kernels.Tests.Elementary;

/// <summary>A function of one number, written once for every kind of number.</summary>
internal interface IFunction
{
    static abstract N Of<N>(N x) where N : IReal<N>;
}

/// <summary>A function of two numbers, written once for every kind of number.</summary>
internal interface IFunction2
{
    static abstract N Of<N>(N a, N b) where N : IReal<N>;
}
