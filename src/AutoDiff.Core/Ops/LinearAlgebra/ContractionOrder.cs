namespace AutoDiff;

/// <summary>The order in which several tensors are contracted, two at a time.</summary>
internal static class ContractionOrder
{
    /// <summary>Operands up to which every order is looked at: 3⁸ pairs of subsets.</summary>
    private const int Exhaustive = 8;

    /// <summary>The pairs to contract, in turn. Operands are numbered from 0; each result has the next number.</summary>
    /// <param name="operands">The indices of each.</param>
    /// <param name="output">The indices of the result.</param>
    /// <param name="length">How far an index runs.</param>
    public static List<(int A, int B)> Find(int[][] operands, int[] output, Func<int, int> length)
        => operands.Length switch
        {
            1 => [],
            2 => [(0, 1)],
            <= Exhaustive => Cheapest(operands, output, length),
            _ => Greedy(operands, output, length),
        };

    /// <summary>The fewest multiplications, by dynamic programming over the subsets of the operands.</summary>
    private static List<(int A, int B)> Cheapest(int[][] operands, int[] output, Func<int, int> length)
    {
        var count = 1 << operands.Length;
        var (left, splits, costs) = (new int[count][], new int[count], new double[count]);
        for (var set = 1; set < count; set++)
        {
            left[set] = Remaining(operands, output, set);
            if (int.IsPow2(set)) continue;
            costs[set] = double.PositiveInfinity;

            // Each split once: the part that holds the lowest operand, then the rest.
            for (var part = (set - 1) & set; part > 0; part = (part - 1) & set)
            {
                if ((part & set & -set) == 0) continue;
                var cost = costs[part] + costs[set ^ part] + Cost(left[part], left[set ^ part], length);
                if (cost < costs[set]) (costs[set], splits[set]) = (cost, part);
            }
        }

        var pairs = new List<(int, int)>();
        _ = Visit(count - 1);
        return pairs;

        int Visit(int set)
        {
            if (int.IsPow2(set)) return int.Log2(set);
            var (a, b) = (Visit(splits[set]), Visit(set ^ splits[set]));
            pairs.Add((a, b));
            return operands.Length + pairs.Count - 1;
        }
    }

    /// <summary>Step by step the pair whose result grows least over its parts; among equals the one with the fewest multiplications.</summary>
    private static List<(int A, int B)> Greedy(int[][] operands, int[] output, Func<int, int> length)
    {
        var (all, open, pairs) = (new List<int[]>(operands), Enumerable.Range(0, operands.Length).ToList(), new List<(int, int)>());
        while (open.Count > 1)
        {
            var best = (Growth: double.PositiveInfinity, Cost: double.PositiveInfinity, A: 0, B: 0, Result: Array.Empty<int>());
            for (var i = 0; i < open.Count; i++)
            {
                for (var j = i + 1; j < open.Count; j++)
                {
                    var (a, b) = (all[open[i]], all[open[j]]);
                    var result = a.Union(b).Where(index => output.Contains(index) || open.Exists(k => k != open[i] && k != open[j] && all[k].Contains(index))).ToArray();
                    var (growth, cost) = (Size(result, length) - Size(a, length) - Size(b, length), Cost(a, b, length));
                    if ((growth, cost).CompareTo((best.Growth, best.Cost)) < 0) best = (growth, cost, open[i], open[j], result);
                }
            }

            pairs.Add((best.A, best.B));
            open.Remove(best.A);
            open.Remove(best.B);
            open.Add(all.Count);
            all.Add(best.Result);
        }

        return pairs;
    }

    /// <summary>The indices of a contracted subset: those that the result or an operand outside it needs.</summary>
    private static int[] Remaining(int[][] operands, int[] output, int set)
    {
        bool Contains(int k) => (set >> k & 1) == 1;
        var outside = operands.Where((_, k) => !Contains(k)).SelectMany(indices => indices).Concat(output).ToHashSet();
        return [.. operands.Where((_, k) => Contains(k)).SelectMany(indices => indices).Distinct().Where(outside.Contains)];
    }

    /// <summary>Multiplications of a pair: every combination of its indices.</summary>
    private static double Cost(int[] a, int[] b, Func<int, int> length) => Size([.. a.Union(b)], length);

    private static double Size(int[] indices, Func<int, int> length)
    {
        var size = 1.0;
        foreach (var index in indices) size *= length(index);
        return size;
    }
}
