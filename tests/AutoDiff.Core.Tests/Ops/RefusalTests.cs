namespace AutoDiff.Core.Tests.Ops;

/// <summary>Calls that cannot be right, each under the message with which it must be refused: it names the operation, what is required and what came.</summary>
public class RefusalTests
{
    private static readonly Dictionary<string, Func<object>> Elementwise = new()
    {
        ["atan2: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.Atan2(Ones(2), Ones(3)),
        ["pow: shapes [2, 3] and [2] do not broadcast (axis -1: 3 and 2)."] = () => Tensor.Pow(Ones(2, 3), Ones(2)),
        ["maximum: shapes [4] and [3] do not broadcast (axis -1: 4 and 3)."] = () => Tensor.Maximum(Ones(4), Ones(3)),
        ["hypot: shapes [2, 2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.Hypot(Ones(2, 2), Ones(3)),
        ["log_add_exp: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.LogAddExp(Ones(2), Ones(3)),
        ["x_log_y: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.XLogY(Ones(2), Ones(3)),
        ["lerp: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.Lerp(Ones(2), Ones(2), Ones(3)),
        ["fmod: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.Fmod(Ones(2), Ones(3)),
        ["copy_sign: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.CopySign(Ones(2), Ones(3)),
        ["greater: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.Greater(Ones(2), Ones(3)),
        ["and: shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.And(Mask(2), Mask(3)),
        ["celu: alpha must be above 0, got 0."] = () => Tensor.Celu(Ones(2), 0),
        ["hard_tanh: min must not be above max, got min 1 and max -1."] = () => Tensor.HardTanh(Ones(2), 1, -1),
        ["soft_shrink: lambda must be at least 0, got -1."] = () => Tensor.SoftShrink(Ones(2), -1),
        ["hard_shrink: lambda must be at least 0, got NaN."] = () => Tensor.HardShrink(Ones(2), double.NaN),
        ["softplus: beta must not be 0."] = () => Tensor.Softplus(Ones(2), 0),
        ["clamp: limits must be numbers, got min NaN and max Infinity."] = () => Tensor.Clamp(Ones(2), double.NaN),
        ["root: the degree must not be 0."] = () => Tensor.Root(Ones(2), 0),
        ["polygamma: the order must not be negative."] = () => Tensor.Polygamma(Ones(2), -1),
    };

    private static readonly Dictionary<string, Func<object>> Reduction = new()
    {
        ["mean: shape [2, 3] has no axis 2; it must be in [-2, 1]."] = () => Tensor.Mean(Ones(2, 3), 2),
        ["prod: shape [2, 3] has no axis -3; it must be in [-2, 1]."] = () => Tensor.Prod(Ones(2, 3), -3),
        ["prod: axis -2 of shape [2, 3] occurs twice."] = () => Tensor.Prod(Ones(2, 3), [0, -2]),
        ["var: shape [2] has no axis 1; it must be in [-1, 0]."] = () => Tensor.Var(Ones(2), 1),
        ["amin: axis 0 of shape [0, 3] must not be empty."] = () => Tensor.AMin(Ones(0, 3), 0),
        ["argmin: axis 0 of shape [0] must not be empty."] = () => Tensor.ArgMin(Ones(0)),
        ["max: axis 1 of shape [2, 0] must not be empty."] = () => Tensor.Max(Ones(2, 0), 1),
        ["logsumexp: axis 1 of shape [2, 3] occurs twice."] = () => Tensor.LogSumExp(Ones(2, 3), [1, 1]),
        ["log_softmax: shape [3] has no axis 1; it must be in [-1, 0]."] = () => Tensor.LogSoftmax(Ones(3), 1),
        ["cumsum: shape [3] has no axis 1; it must be in [-1, 0]."] = () => Tensor.CumSum(Ones(3), 1),
        ["cumprod: shape [3] has no axis -2; it must be in [-1, 0]."] = () => Tensor.CumProd(Ones(3), -2),
        ["cummax: shape [3] has no axis 1; it must be in [-1, 0]."] = () => Tensor.CumMax(Ones(3), 1),
        ["logcumsumexp: shape [3] has no axis 3; it must be in [-1, 0]."] = () => Tensor.LogCumSumExp(Ones(3), 3),
        ["norm: the order must be a number or infinite, got NaN."] = () => Tensor.Norm(Ones(3), double.NaN),
        ["norm: shape [3] has no axis 1; it must be in [-1, 0]."] = () => Tensor.Norm(Ones(3), 2, 1),
        ["quantile: q must lie in [0, 1], got 1.5."] = () => Tensor.Quantile(Ones(3), 1.5, 0),
        ["median: axis 0 of shape [0] must not be empty."] = () => Tensor.Median(Ones(0)),
        ["median: axis 1 of shape [2, 0] must not be empty."] = () => Tensor.Median(Ones(2, 0), 1),
        ["sum_to: shapes [2, 3] and [2] do not broadcast (axis -1: 3 and 2)."] = () => Tensor.SumTo(Ones(2, 3), [2]),
        ["linear_recurrence: a and b must have the same shape, got [3] and [2]; use BroadcastTo where one repeats."] = () => Tensor.LinearRecurrence(Ones(3), Ones(2), 0),
        ["trapezoid: one place for each of the 3 values along axis 0 of shape [3] is required, got [4]."] = () => Tensor.Trapezoid(Ones(3), Ones(4)),
        ["any: shape [2] has no axis 1; it must be in [-1, 0]."] = () => Tensor.Any(Mask(2), 1),
        ["count_nonzero: axis 0 of shape [2] occurs twice."] = () => Tensor.CountNonZero(Ones(2), [0, 0]),
    };

    private static readonly Dictionary<string, Func<object>> Shape = new()
    {
        ["reshape: shape [2, 3] (6 elements) cannot become [4, -1]."] = () => Ones(2, 3).Reshape(4, -1),
        ["flatten: the last axis must not come before the first, got 1 and 0 for shape [2, 3]."] = () => Ones(2, 3).Flatten(1, 0),
        ["unflatten: axis 1 of shape [2, 3] cannot become [2, 2]."] = () => Ones(2, 3).Unflatten(1, 2, 2),
        ["transpose: shape [2, 3] has no axis 2; it must be in [-2, 1]."] = () => Ones(2, 3).Transpose(0, 2),
        ["transpose: at least two axes are required, got shape [3]."] = () => Ones(3).Transpose(),
        ["move_axis: as many destinations as sources are required, got 2 sources and 1 destinations."] = () => Ones(2, 3).MoveAxis([0, 1], [0]),
        ["broadcast: shapes [2, 3] and [2, 4] do not broadcast (axis -1: 3 and 4)."] = () => Ones(2, 3).BroadcastTo([2, 4]),
        ["squeeze: axis 0 of shape [2, 3] must have length 1."] = () => Ones(2, 3).Squeeze(0),
        ["unsqueeze: an axis in [-2, 1] is required for shape [2], got 3."] = () => Ones(2).Unsqueeze(3),
        ["flip: shape [2] has no axis 1; it must be in [-1, 0]."] = () => Ones(2).Flip(1),
        ["roll: shape [2] has no axis 1; it must be in [-1, 0]."] = () => Ones(2).Roll(1, 1),
        ["roll: one shift for each axis is required, got 2 shifts and 1 axes."] = () => Ones(2).Roll([1, 2], [0]),
        ["tril: at least two axes are required, got shape [2]."] = () => Ones(2).Tril(),
        ["diag: a vector or a matrix is required, got shape [2, 2, 2]; use Diagonal or DiagEmbed."] = () => Ones(2, 2, 2).Diag(),
        ["diagonal: two different axes of shape [2, 2] are required, got 1 and 1."] = () => Ones(2, 2).Diagonal(0, 1, 1),
        ["diagonal: shape [2] has no axis -2; it must be in [-1, 0]."] = () => Ones(2).Diagonal(),
        ["tile: the repeats must not be negative, got [-1]."] = () => Ones(2).Tile(-1),
        ["repeat_interleave: the number of repeats must not be negative, got -1."] = () => Ones(2).RepeatInterleave(-1, 0),
        ["rot90: two different axes of shape [2, 2] are required, got 0 and 0."] = () => Ones(2, 2).Rot90(1, 0, 0),
        ["narrow: start 2, length 2, step 1 leave axis 1 of shape [2, 3]."] = () => Ones(2, 3).Narrow(1, 2, 2),
        ["unfold: the size must be in [0, 3] for axis 0 of shape [3], got 4."] = () => Ones(3).Unfold(0, 4),
        ["slice: axis 0 of length 2 has no position 5."] = () => Ones(2, 3)[5],
        ["slice: range 1..4 leaves axis 1 of length 3."] = () => Ones(2, 3)[.., 1..4],
        ["slice: shape [2] has 1 axes, got 2 slices."] = () => Ones(2)[0, 0],
        ["split: sizes that are not negative and add up to 4 are required for axis 0 of shape [4], got [1, 2]."] = () => Ones(4).Split([1, 2]),
        ["split: the size must be positive, got 0."] = () => Ones(4).Split(0),
        ["chunk: the count must be positive, got 0."] = () => Ones(4).Chunk(0),
        ["stack: at least one tensor is required, got none."] = () => Tensor.Stack<double>([], 0),
        ["concat: all axes but axis 0 must be equal, got [2] and [2, 2] (tensor 1)."] = () => Tensor.Concat<double>([Ones(2), Ones(2, 2)]),
        ["pad: one (before, after) for each of the 1 axes of shape [2] is required, got 2."] = () => Tensor.Pad(Ones(2), [(0, 0), (1, 1)]),
        ["pad: (-3, 0) cuts off more than axis 0 of shape [2] has."] = () => Tensor.Pad(Ones(2), [(-3, 0)]),
        ["pad: mode Circular can add at most 3 on a side of axis 0 of shape [3], got (4, 0)."] = () => Tensor.Pad(Ones(3), [(4, 0)], PadMode.Circular),
        ["diff: the order must not be negative, got -1."] = () => Tensor.Diff(Ones(2), 0, -1),
        ["mesh_grid: vectors are required, got shape [2, 2] (tensor 0)."] = () => Tensor.MeshGrid(Ones(2, 2)),
    };

    private static readonly Dictionary<string, Func<object>> Indexing = new()
    {
        ["index_select: shape [3] has no axis 1; it must be in [-1, 0]."] = () => Tensor.IndexSelect(Ones(3), 1, Index(0)),
        ["index_select: index -4, at [0], lies outside axis 0 of shape [3]; it must be in [0, 2]."] = () => Tensor.IndexSelect(Ones(3), 0, Index(-4)),
        ["gather: the index must have as many axes as x and be no longer outside axis 0, got index [1] for x [3, 2]."] = () => Tensor.Gather(Ones(3, 2), 0, Index(0)),
        ["scatter: the source must have the shape of the index, [2], got [3]."] = () => Tensor.Scatter(Ones(3), 0, Index(0, 1), Ones(3)),
        ["scatter: index 5, at [1], lies outside axis 0 of shape [3]; it must be in [0, 2]."] = () => Tensor.Scatter(Ones(3), 0, Index(0, 5), Ones(2)),
        ["scatter_add: index 3, at [1], lies outside axis 0 of shape [3]; it must be in [0, 2]."] = () => Tensor.ScatterAdd(Ones(3), 0, Index(0, 3), Ones(2)),
        ["index_add: for x [3], axis 0 and an index of length 2 the source must have shape [2], got [3]."] = () => Tensor.IndexAdd(Ones(3), 0, Index(0, 1), Ones(3)),
        ["index_add: index 7, at [0], lies outside axis 0 of shape [3]; it must be in [0, 2]."] = () => Tensor.IndexAdd(Ones(3), 0, Index(7), Ones(1)),
        ["take_rows: index 3, at [1], lies outside axis 0 of shape [3, 2]; it must be in [0, 2]."] = () => Tensor.TakeRows(Ones(3, 2), Index(1, 3)),
        ["take: index 4, at [0], lies outside axis 0 of shape [4]; it must be in [0, 3]."] = () => Tensor.Take(Ones(2, 2), Index(4)),
        ["index_get: from 1 to 1 indices are required for shape [3], got 2."] = () => Tensor.IndexGet(Ones(3), Index(0), Index(0)),
        ["index_put: shapes [3] and [2] do not broadcast (axis -1: 3 and 2)."] = () => Tensor.IndexPut(Ones(3), [Index(0, 1)], Ones(3)),
        ["masked_fill: shapes [3] and [2] do not broadcast (axis -1: 3 and 2)."] = () => Tensor.MaskedFill(Ones(3), Mask(2), 0),
        ["masked_select: shapes [3] and [2] do not broadcast (axis -1: 3 and 2)."] = () => Tensor.MaskedSelect(Ones(3), Mask(2)),
        ["masked_scatter: the mask of shape [3] holds 3 times, but the source of shape [2] has only 2 elements."] = () => Tensor.MaskedScatter(Ones(3), Mask(3), Ones(2)),
        ["one_hot: index 3, at [0], lies outside axis 1 of shape [1, 3]; it must be in [0, 2]."] = () => Tensor.OneHot<double>(Index(3), 3),
        ["one_hot: the number of classes must not be negative, got -1."] = () => Tensor.OneHot<double>(Index(0), -1),
    };

    private static readonly Dictionary<string, Func<object>> Order = new()
    {
        ["sort: shape [3] has no axis 1; it must be in [-1, 0]."] = () => Tensor.Sort(Ones(3), 1),
        ["argsort: shape [3] has no axis -2; it must be in [-1, 0]."] = () => Tensor.ArgSort(Ones(3), -2),
        ["topk: k must be in [0, 3] for axis 0 of shape [3], got -1."] = () => Tensor.TopK(Ones(3), -1),
        ["searchsorted: the sorted numbers must be a vector, or have the leading axes of the values; got [2, 3] and [3, 3]."] = () => Tensor.SearchSorted(Ones(2, 3), Ones(3, 3)),
        ["bucketize: the bounds must be a vector, got shape [1, 1]."] = () => Tensor.Bucketize(Ones(3), Ones(1, 1)),
    };

    private static readonly Dictionary<string, Func<object>> LinearAlgebra = new()
    {
        ["matmul (leading axes): shapes [2] and [3] do not broadcast (axis -1: 2 and 3)."] = () => Tensor.MatMul(Ones(2, 2, 3), Ones(3, 3, 2)),
        ["outer: vectors are required, got [] and [2]; use a * b for scalars."] = () => Tensor.Outer(Tensor.Scalar(1.0), Ones(2)),
        ["kron: vectors or matrices are required, got [] and [2]; use a * b for scalars."] = () => Tensor.Kron(Tensor.Scalar(1.0), Ones(2)),
        ["cross: axis -1 must have length 3 in both, got [2] and [2]."] = () => Tensor.Cross(Ones(2), Ones(2)),
        ["tensordot: axis 1 of shape [2, 3] and axis 0 of shape [2, 3] must agree."] = () => Tensor.TensorDot(Ones(2, 3), Ones(2, 3), [1], [0]),
        ["tensordot: 2 axes cannot be summed of shapes [2] and [2]."] = () => Tensor.TensorDot(Ones(2), Ones(2), 2),
        ["multi_dot: at least two matrices are required, got 1."] = () => Tensor.MultiDot(Ones(2, 2)),
        ["multi_dot: the inner axes of operands 0 and 1 must agree, got [2, 3] and [2, 2] (3 and 2)."] = () => Tensor.MultiDot(Ones(2, 3), Ones(2, 2)),
        ["einsum: the equation 'ij,jk' has 2 operands, got 1 tensors."] = () => Tensor.Einsum("ij,jk", Ones(2, 3)),
        ["einsum: the equation 'i.j->ij' may have letters, commas, an arrow and one ellipsis for each operand, not '.'."] = () => Tensor.Einsum("i.j->ij", Ones(2, 3)),
        ["einsum: the equation 'ij->ii' has the index i twice in its result."] = () => Tensor.Einsum("ij->ii", Ones(2, 2)),
        ["einsum: operand 0 of 'ijk->i' has 3 indices, got shape [2, 2] with 2 axes."] = () => Tensor.Einsum("ijk->i", Ones(2, 2)),
        ["cholesky: square matrices are required, got shape [2, 3] (2 rows and 3 columns)."] = () => Tensor.Cholesky(Ones(2, 3)),
        ["cholesky_solve: a and b must have as many rows, got [2, 2] and [3] (2 and 3)."] = () => Tensor.CholeskySolve(Ones(2, 2), Ones(3)),
        ["inverse: square matrices are required, got shape [2, 3] (2 rows and 3 columns)."] = () => Tensor.Inverse(Ones(2, 3)),
        ["solve: a and b must have as many rows, got [2, 2] and [3] (2 and 3)."] = () => Tensor.Solve(Ones(2, 2), Ones(3)),
        ["solve: the matrix of shape [2, 2] is singular (pivot 0 is 0); use LeastSquares or PseudoInverse, or add a multiple of the identity."] = () => Tensor.Solve(Tensor.Zeros<double>([2, 2]), Ones(2)),
        ["triangular_solve: square matrices are required, got shape [2, 3] (2 rows and 3 columns)."] = () => Tensor.TriangularSolve(Ones(2, 3), Ones(2)),
        ["slogdet: a matrix or a batch of matrices is required, got shape [3]; reshape it to [rows, columns]."] = () => Tensor.SlogDet(Ones(3)),
        ["logdet: square matrices are required, got shape [2, 3] (2 rows and 3 columns)."] = () => Tensor.LogDet(Ones(2, 3)),
        ["logdet_spd: the matrix of shape [2, 2] is not positive definite (its leading minor of order 1 is not positive); add a multiple of the identity, or use Eigh."] = () => Tensor.LogDetSpd(Tensor.Zeros<double>([2, 2])),
        ["eigh: square matrices are required, got shape [2, 3] (2 rows and 3 columns)."] = () => Tensor.Eigh(Ones(2, 3)),
        ["svd: a matrix or a batch of matrices is required, got shape [3]; reshape it to [rows, columns]."] = () => Tensor.Svd(Ones(3)),
        ["qr: a matrix or a batch of matrices is required, got shape [3]; reshape it to [rows, columns]."] = () => Tensor.Qr(Ones(3)),
        ["pseudo_inverse: a matrix or a batch of matrices is required, got shape [3]; reshape it to [rows, columns]."] = () => Tensor.PseudoInverse(Ones(3)),
        ["matrix_exp: square matrices are required, got shape [2, 3] (2 rows and 3 columns)."] = () => Tensor.MatrixExp(Ones(2, 3)),
        ["matrix_power: square matrices are required, got shape [2, 3] (2 rows and 3 columns)."] = () => Tensor.MatrixPower(Ones(2, 3), 2),
        ["matrix_norm: a matrix or a batch of matrices is required, got shape [3]; reshape it to [rows, columns]."] = () => Tensor.MatrixNorm(Ones(3)),
        ["least_squares: at least as many rows as columns are required, got shape [2, 3]; for the shortest of many solutions multiply by PseudoInverse."] = () => Tensor.LeastSquares(Ones(2, 3), Ones(2)),
    };

    private static readonly Dictionary<string, Func<object>> Convolution = new()
    {
        ["conv1d: weights [3, 1, 2] read 1 channels, but x [1, 2, 5] has 2."] = () => Tensor.Conv1d(Ones(1, 2, 5), Ones(3, 1, 2)),
        ["conv1d: x of shape [..., channels, length] is required, got [5]."] = () => Tensor.Conv1d(Ones(5), Ones(1, 1, 2)),
        ["conv2d: weights of shape [outputs, inputs / groups, height, width] are required, got [1, 1, 2]."] = () => Tensor.Conv2d(Ones(1, 1, 4, 4), Ones(1, 1, 2)),
        ["conv2d: a bias of shape [2] is required for weights [2, 1, 2, 2], got [3]."] = () => Tensor.Conv2d(Ones(1, 1, 4, 4), Ones(2, 1, 2, 2), Ones(3)),
        ["conv2d: padding must be at least 0, got (-1, -1)."] = () => Tensor.Conv2d(Ones(1, 1, 4, 4), Ones(2, 1, 2, 2), padding: -1),
        ["conv2d: dilation must be at least 1, got (0, 0)."] = () => Tensor.Conv2d(Ones(1, 1, 4, 4), Ones(2, 1, 2, 2), dilation: 0),
        ["conv2d: groups must be at least 1, got 0."] = () => Tensor.Conv2d(Ones(1, 1, 4, 4), Ones(2, 1, 2, 2), groups: 0),
        ["conv3d: a kernel (5, 1, 1) is larger than x [1, 1, 4, 4, 4] with padding (0, 0, 0); add padding, or use a smaller kernel."] = () => Tensor.Conv3d(Ones(1, 1, 4, 4, 4), Ones(1, 1, 5, 1, 1)),
        ["conv_transpose1d: weights [3, 1, 2] read 3 channels, but x [1, 2, 3] has 2."] = () => Tensor.ConvTranspose1d(Ones(1, 2, 3), Ones(3, 1, 2)),
        ["conv_transpose2d: outputPadding (1, 1) must be smaller than the stride (1, 1) or the dilation (1, 1)."] = () => Tensor.ConvTranspose2d(Ones(1, 1, 2, 2), Ones(1, 1, 2, 2), outputPadding: 1),
        ["conv_transpose2d: padding (1, 1) cuts off all of the result (0, 0) for x [1, 1, 1, 1] and weights [1, 1, 2, 2]."] = () => Tensor.ConvTranspose2d(Ones(1, 1, 1, 1), Ones(1, 1, 2, 2), padding: 1),
        ["max_pool1d: a kernel 4 is larger than x [1, 1, 3] with padding 0; add padding, or use a smaller kernel."] = () => Tensor.MaxPool1d(Ones(1, 1, 3), 4),
        ["max_pool2d: x of shape [..., height, width] is required, got [3]."] = () => Tensor.MaxPool2d(Ones(3), 2),
        ["max_pool2d: kernel must be at least 1, got (0, 0)."] = () => Tensor.MaxPool2d(Ones(1, 1, 4, 4), 0),
        ["avg_pool1d: padding 2 must be at most half the kernel 2."] = () => Tensor.AvgPool1d(Ones(1, 1, 4), 2, padding: 2),
        ["avg_pool2d: the divisor must be at least 1, got 0."] = () => Tensor.AvgPool2d(Ones(1, 1, 4, 4), 2, divisor: 0),
        ["adaptive_avg_pool1d: size must be at least 1, got -1."] = () => Tensor.AdaptiveAvgPool1d(Ones(1, 1, 4), -1),
        ["adaptive_max_pool2d: window 0 along axis -2 of x [1, 1, 0, 4] has no element; use less padding or dilation."] = () => Tensor.AdaptiveMaxPool2d(Ones(1, 1, 0, 4), 2),
        ["pixel_shuffle: the channels of x [1, 3, 2, 2] must be a multiple of 4, the square of factor 2."] = () => Tensor.PixelShuffle(Ones(1, 3, 2, 2), 2),
        ["pixel_unshuffle: height and width of x [1, 1, 3, 2] must be multiples of factor 2."] = () => Tensor.PixelUnshuffle(Ones(1, 1, 3, 2), 2),
        ["pixel_shuffle: the factor must be at least 1, got 0."] = () => Tensor.PixelShuffle(Ones(1, 4, 2, 2), 0),
        ["upsample_nearest2d: scale must be positive and finite, got 0."] = () => Tensor.UpsampleNearest2d(Ones(1, 1, 2, 2), 0),
        ["resize_bilinear2d: planes that are not empty are required before and after, got [1, 1, 0, 2] for size (4, 4)."] = () => Tensor.ResizeBilinear2d(Ones(1, 1, 0, 2), 4),
        ["im2col: a kernel (3, 3) is larger than x [1, 1, 2, 2] with padding (0, 0); add padding, or use a smaller kernel."] = () => Tensor.Im2Col(Ones(1, 1, 2, 2), 3),
        ["col2im: the rows of columns [1, 3, 4] must be a multiple of the 4 taps of kernel (2, 2)."] = () => Tensor.Col2Im(Ones(1, 3, 4), 4, 2),
    };

    private static readonly Dictionary<string, Func<object>> Network = new()
    {
        ["affine: x must have a last axis of length 2 for weights [2, 4], got shape [2, 3]."] = () => Tensor.Affine(Ones(2, 3), Ones(2, 4), null),
        ["affine: a bias of shape [4] is required for weights [3, 4], got [3]."] = () => Tensor.Affine(Ones(2, 3), Ones(3, 4), Ones(3)),
        ["layer_norm: x must end in the axes of the rows [4], got shape [2, 3]."] = () => Tensor.LayerNorm(Ones(2, 3), [4]),
        ["layer_norm: a weight of shape [3] is required for x [2, 3], got [2]."] = () => Tensor.LayerNorm(Ones(2, 3), Ones(2)),
        ["layer_norm: rows must not be empty, got shape [2, 0] with rows [0]."] = () => Tensor.LayerNorm(Ones(2, 0)),
        ["rms_norm: 1 to 2 row axes are possible for shape [2, 3], got 3."] = () => Tensor.RmsNorm(Ones(2, 3), axes: 3),
        ["batch_norm: more than one value for each channel is required in training, got shape [1, 3]; use a larger batch, or pass means and variances."] = () => Tensor.BatchNorm(Ones(1, 3)),
        ["batch_norm: x of shape [n, channels, ...] is required, got [3]."] = () => Tensor.BatchNorm(Ones(3)),
        ["batch_norm: a mean of shape [3] is required for x [2, 3], got [2]."] = () => Tensor.BatchNorm(Ones(2, 3), Ones(2), Ones(3), null, null),
        ["group_norm: the groups must divide the 3 channels of shape [1, 3, 2], got 2."] = () => Tensor.GroupNorm(Ones(1, 3, 2), 2),
        ["instance_norm: x of shape [n, channels, ...] is required, got [3]."] = () => Tensor.InstanceNorm(Ones(3)),
        ["instance_norm: a weight of shape [3] is required for x [2, 3, 2], got [2]."] = () => Tensor.InstanceNorm(Ones(2, 3, 2), Ones(2)),
        ["group_norm: a weight of shape [3] is required for x [0, 3, 2], got [2]."] = () => Tensor.GroupNorm(Ones(0, 3, 2), 1, Ones(2)),
        ["dropout: the probability must be in [0, 1], got -0.1."] = () => Tensor.Dropout(Ones(2), -0.1, new Random(1)),
        ["embedding: index 3, at [0], lies outside axis 0 of shape [3, 2]; it must be in [0, 2]."] = () => Tensor.Embedding(Ones(3, 2), Index(3)),
        ["embedding: the padding row must be in [0, 3) for a table [3, 2], got 3."] = () => Tensor.Embedding(Ones(3, 2), Index(0), 3),
        ["embedding: a table of shape [rows, ...] is required, got a scalar."] = () => Tensor.Embedding(Tensor.Scalar(1.0), Index(0)),
        ["glu: an even length is required along axis 0, got shape [3]."] = () => Tensor.Glu(Ones(3)),
        ["prelu: a weight of shape [3] is required for x [2, 3], got [2]."] = () => Tensor.Prelu(Ones(2, 3), Ones(2)),
        ["prelu: x of shape [n, channels, ...] is required for a weight [3], got [3]."] = () => Tensor.Prelu(Ones(3), Ones(3)),
        ["normalize: shape [3] has no axis 1; it must be in [-1, 0]."] = () => Tensor.Normalize(Ones(3), 1),
        ["attention: q [..., m, d], k [..., n, d] and v [..., n, e] with the same leading axes are required, got [3, 2], [4, 3] and [4, 5]; use BroadcastTo for shared keys."] = () => Tensor.Attention(Ones(3, 2), Ones(4, 3), Ones(4, 5)),
        ["attention: q [..., m, d], k [..., n, d] and v [..., n, e] with the same leading axes are required, got [3, 2], [4, 2] and [5, 5]; use BroadcastTo for shared keys."] = () => Tensor.Attention(Ones(3, 2), Ones(4, 2), Ones(5, 5)),
        ["attention: shapes [3, 4] and [3, 5] do not broadcast (axis -1: 4 and 5)."] = () => Tensor.Attention(Ones(3, 2), Ones(4, 2), Ones(4, 5), Ones(3, 5)),
        ["attention: the scale must be positive, got 0."] = () => Tensor.Attention(Ones(3, 2), Ones(4, 2), Ones(4, 5), scale: 0),
    };

    private static readonly Dictionary<string, Func<object>> All = new[] { Elementwise, Reduction, Shape, Indexing, Order, LinearAlgebra, Convolution, Network }.SelectMany(family => family).ToDictionary();

    public static TheoryData<string> Messages() => [.. All.Keys];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_call_that_cannot_be_right_is_refused_with_a_message_that_says_why(string message)
    {
        var error = Assert.ThrowsAny<Exception>(All[message]);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.True(error is ArgumentException or ShapeException or MatrixException, $"{error.GetType().Name} is not of the family for wrong arguments");
    }

    private static Tensor<double> Ones(params int[] shape) => Tensor.Ones<double>(shape);

    private static Tensor<bool> Mask(params int[] shape) => Tensor.Full(shape, true);

    private static Tensor<int> Index(params int[] index) => Tensor.From(index);
}
