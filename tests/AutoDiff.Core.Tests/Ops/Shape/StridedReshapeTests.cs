namespace AutoDiff.Tests;

public class StridedReshapeTests
{
    /// <summary>What is done to a tensor of shape [2, 3, 4] before it is reshaped, and whether that can be a view.</summary>
    public static TheoryData<string, int[], bool> Views() => new()
    {
        { "transpose", [4, 6], false },
        { "transpose", [4, 3, 1, 2], true },
        { "swap", [3, 2, 2, 2], true },
        { "swap", [3, 8], false },
        { "swap", [3, 2, 4, 1], true },
        { "narrow", [2, 6], false },
        { "narrow", [2, 3, 1, 2], true },
        { "narrow", [12], false },
        { "broadcast", [5, 24], true },
        { "broadcast", [120], false },
        { "step", [2, 6], true },
        { "step", [2, 3, 1, 2], true },
        { "flip", [2, 12], false },
        { "flip", [6, 4], true },
        { "flip all", [24], true },
        { "slice", [1, 6], false },
        { "slice", [3, 2], true },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public void A_strided_tensor_becomes_a_view_where_it_can_and_has_the_same_elements(string how, int[] shape, bool isView)
    {
        var storage = Enumerable.Range(0, 24).Select(i => (double)i).ToArray();
        var x = Tensor.Wrap(storage, [2, 3, 4]);
        var strided = how switch
        {
            "transpose" => x.Permute(2, 1, 0),
            "swap" => x.Permute(1, 0, 2),
            "narrow" => x.Narrow(1, 1, 2).Narrow(2, 0, 3).Permute(0, 2, 1),
            "broadcast" => x.BroadcastTo([5, 2, 3, 4]),
            "step" => x.Narrow(2, 1, 2, 2),
            "flip" => x.Flip(2),
            "flip all" => x.Flip(0, 1, 2),
            _ => x.Narrow(0, 1, 1).Narrow(2, 0, 2),
        };
        var y = strided.Reshape(shape);
        Assert.Equal(shape, y.Shape);
        Near.Equal(strided.ToArray(), y);

        // A view sees what the storage becomes.
        storage[0] = 100;
        storage[17] = 200;
        Assert.Equal(isView, strided.ToArray().SequenceEqual(y.ToArray()));
    }
}
