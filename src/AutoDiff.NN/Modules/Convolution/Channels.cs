namespace AutoDiff.NN;

/// <summary>Counts of channels.</summary>
internal static class Channels
{
    /// <summary>Throws unless all are positive and the groups divide both counts of channels.</summary>
    public static void Require(string op, int inputs, int outputs, int groups)
    {
        NN.Require.Positive(op, inputs);
        NN.Require.Positive(op, outputs);
        NN.Require.Positive(op, groups);
        if (inputs % groups != 0 || outputs % groups != 0)
            throw new ArgumentException($"{op}: the groups must divide the channels, got {inputs} → {outputs} channels in {groups} groups.", nameof(groups));
    }
}
