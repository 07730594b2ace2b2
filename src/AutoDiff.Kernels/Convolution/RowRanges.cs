namespace AutoDiff.Kernels;

/// <summary>All columns of a convolution cut into ranges: some whole rows of a plane of y each, or a part of one row.</summary>
internal readonly struct RowRanges
{
    private readonly int _planes, _height, _width, _rowRanges, _rangesInRow;

    /// <summary>Cuts the columns of a convolution.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="columns">Columns of a range, at most.</param>
    public RowRanges(in ConvolutionShape shape, int columns)
    {
        _planes = shape.Batch * shape.Output.Depth;
        (_height, _width) = (shape.Output.Height, shape.Output.Width);
        _rangesInRow = Cut.Count(_width, columns);
        _rowRanges = Cut.Count(_height, Math.Max(1, columns / _width));
    }

    /// <summary>How many ranges there are.</summary>
    public int Count => _planes * _rowRanges * _rangesInRow;

    /// <summary>The first column of a range, its rows, and its columns in each of them.</summary>
    public (int Column, int Rows, int Width) this[int range]
    {
        get
        {
            var (rest, part) = Math.DivRem(range, _rangesInRow);
            var (plane, rows) = Math.DivRem(rest, _rowRanges);
            var row = Cut.Start(_height, _rowRanges, rows);
            var width = Cut.Start(_width, _rangesInRow, part);
            return (
                (plane * _height + row) * _width + width,
                Cut.Start(_height, _rowRanges, rows + 1) - row,
                Cut.Start(_width, _rangesInRow, part + 1) - width);
        }
    }
}
