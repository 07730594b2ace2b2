namespace AutoDiff.Kernels;

/// <summary>All columns of a convolution cut into ranges: some whole images each, or a part of one.</summary>
internal readonly struct ColumnRanges
{
    private readonly int _batch, _size, _width, _imageRanges, _rangesInImage;

    /// <summary>Cuts the columns of a convolution.</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="columns">Columns of a range, about.</param>
    /// <param name="width">Columns of a panel: images are cut at panels.</param>
    public ColumnRanges(in ConvolutionShape shape, int columns, int width)
    {
        (_batch, _size, _width) = (shape.Batch, shape.Output.Size, width);
        _rangesInImage = Cut.Count(_size, columns);
        _imageRanges = Cut.Count(_batch, Math.Clamp(columns / _size, 1, _batch));
    }

    /// <summary>How many ranges there are.</summary>
    public int Count => _imageRanges * _rangesInImage;

    /// <summary>The first column of a range, and one past its last.</summary>
    public (int Column, int End) this[int range]
    {
        get
        {
            if (_rangesInImage == 1) return (Cut.Start(_batch, _imageRanges, range) * _size, Cut.Start(_batch, _imageRanges, range + 1) * _size);
            var (image, part) = Math.DivRem(range, _rangesInImage);
            var panels = Cut.Count(_size, _width);
            var first = Cut.Start(panels, _rangesInImage, part) * _width;
            var end = Math.Min(_size, Cut.Start(panels, _rangesInImage, part + 1) * _width);
            return (image * _size + first, image * _size + end);
        }
    }
}
