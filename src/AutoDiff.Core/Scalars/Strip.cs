namespace AutoDiff;

/// <summary>The scalar records of one kind of number on a tape. Runs of records between tensor operations are nodes of the tape.</summary>
internal abstract class Strip
{
    /// <summary>One past the last record; 0 while there is none.</summary>
    public abstract int Count { get; }

    /// <summary>Makes the records since the last node a node of their own. The next record starts a new run, with the checks that this takes.</summary>
    public abstract void CloseRun();

    /// <summary>Forgets all records.</summary>
    public abstract void Reset();

    /// <param name="graph">True where the replay is itself recorded.</param>
    /// <param name="keep">True where the adjoints of all scalars are wanted when it has run; else only those of leaves are there.</param>
    public abstract void BeginReverse(bool graph, bool keep);

    public abstract void BeginForward();

    public abstract void EndReplay();

    /// <summary>What is known of one scalar, for listings.</summary>
    /// <param name="i">Which.</param>
    /// <param name="withAdjoint">True while a replay holds its adjoint.</param>
    public abstract ScalarText Describe(int i, bool withAdjoint);
}

/// <summary>What a listing says of one scalar. Operands are a place on the strip, or a constant in words.</summary>
/// <param name="Name">How the scalar is called.</param>
/// <param name="Op">The operation.</param>
/// <param name="Operands">What it read.</param>
/// <param name="Value">The value, where it is known.</param>
/// <param name="Adjoint">The adjoint, where a replay was asked for.</param>
internal readonly record struct ScalarText(string Name, string Op, (int Index, string Constant, string Slope)[] Operands, string Value, string Adjoint);
