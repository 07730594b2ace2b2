namespace AutoDiff;

/// <summary>Finds elementwise instructions that may run block by block.</summary>
internal static class Chains
{
    /// <summary>Joins neighbours where no block of one reads or writes what another block of the others writes.</summary>
    public static Instruction[] Join(List<Instruction> list)
    {
        var joined = new List<Instruction>();
        var links = new List<ElementwiseInstruction>();
        foreach (var instruction in list)
        {
            if (instruction is ElementwiseInstruction { IsContiguous: true } next && next.Length >= ElementwiseChain.ShortestLength)
            {
                if (!links.TrueForAll(link => AgreeByBlocks(link, next))) End();
                links.Add(next);
                continue;
            }

            End();
            joined.Add(instruction);
        }

        End();
        return [.. joined];

        void End()
        {
            if (links.Count > 1) joined.Add(new ElementwiseChain([.. links]));
            else joined.AddRange(links);
            links.Clear();
        }
    }

    /// <summary>True where the two touch the same elements at the same time, or memory apart.</summary>
    private static bool AgreeByBlocks(ElementwiseInstruction a, ElementwiseInstruction b)
    {
        if (a.Length != b.Length || a.ElementSize != b.ElementSize) return false;
        var bytes = (long)a.Length * a.ElementSize;
        for (var j = 0; j < a.Starts.Length; j++)
        {
            for (var k = 0; k < b.Starts.Length; k++)
            {
                var reads = j < a.Inputs && k < b.Inputs;
                var distance = Math.Abs((long)a.Starts[j] - b.Starts[k]);
                if (!reads && distance != 0 && distance < bytes) return false;
            }
        }

        return true;
    }
}
