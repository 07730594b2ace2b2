namespace AutoDiff.NN;

/// <summary>How the scores of single classes become one.</summary>
public enum Average
{
    /// <summary>Every class counts the same, however rare.</summary>
    Macro,

    /// <summary>Every sample counts the same: all decisions are thrown together first.</summary>
    Micro,

    /// <summary>Every class counts as often as it is true.</summary>
    Weighted,
}
