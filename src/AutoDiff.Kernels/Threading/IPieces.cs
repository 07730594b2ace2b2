namespace AutoDiff.Kernels;

/// <summary>Work that is cut into numbered pieces, which may run at the same time, in any order and on any thread.</summary>
internal interface IPieces
{
    void Run(int piece);
}
