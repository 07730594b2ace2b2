namespace AutoDiff.NN.Tests;

/// <summary>Values of whole layers by PyTorch 1.13.1 in float64, with weights and inputs that are waves.</summary>
public sealed class TorchTests
{
    private static readonly Rng Random = new(5);
    private static readonly RecurrentOptions TwoLayers = new(Layers: 2, IsBidirectional: true);
    private static readonly Tensor<int> Lengths = Tensor.From([3, 1]);

    [Fact]
    public void Rnn_of_packed_sequences()
    {
        var (y, h) = Wave.Fill(new Rnn<double>(2, 1, Random, TwoLayers)).Forward(Wave.Of([3, 2, 2], 0.1), Wave.Of([4, 2, 1], 0.2), Lengths);
        Wave.Close([0.40834361125766416, -0.12362224008013403, 0.6956990774149309, -0.029619785774715662, 0.148536205055914, -0.09991771788292307, 0.0, 0.0, 0.2685895029312486, 0.43647403145954655, 0.0, 0.0], y);
        Wave.Close([-0.14987888262364488, 0.5905257475113529, 0.5297373826080718, 0.73890162553398, 0.2685895029312486, 0.6956990774149309, -0.12362224008013403, -0.029619785774715662], h);
    }

    [Fact]
    public void Gru_of_packed_sequences()
    {
        var (y, h) = Wave.Fill(new Gru<double>(2, 1, Random, TwoLayers)).Forward(Wave.Of([3, 2, 2], 0.1), Wave.Of([4, 2, 1], 0.2), Lengths);
        Wave.Close([0.10461809676032842, -0.21253292329400755, -0.335480249572898, -0.5804015353188428, 0.028423953994257636, -0.24939710078805702, 0.0, 0.0, -0.01630713285008483, -0.46121358310488497, 0.0, 0.0], y);
        Wave.Close([0.18210511145079095, 0.46570294819190916, 0.176805224519282, 0.08147169854649772, -0.01630713285008483, -0.335480249572898, -0.21253292329400755, -0.5804015353188428], h);
    }

    [Fact]
    public void Lstm_of_packed_sequences()
    {
        var (y, h, c) = Wave.Fill(new Lstm<double>(2, 1, Random, TwoLayers)).Forward(Wave.Of([3, 2, 2], 0.1), Wave.Of([4, 2, 1], 0.2), Wave.Of([4, 2, 1], 0.3), Lengths);
        Wave.Close([-0.020697052156680835, -0.15977733875189584, -0.14853071773790721, -0.19300487343266698, -0.05611882594796673, -0.19065405308236613, 0.0, 0.0, -0.07356320570399756, -0.20579200072112003, 0.0, 0.0], y);
        Wave.Close([0.18277692409608243, 0.11936801636197662, 0.07251700600465015, -0.06228724237303652, -0.07356320570399756, -0.14853071773790721, -0.15977733875189584, -0.19300487343266698], h);
        Wave.Close([0.3002744411296892, 0.4155376494439338, 0.14484628820127532, -0.15394935744645255, -0.16388280812155837, -0.40032697749163404, -0.4263757104607342, -0.7549772520591471], c);
    }

    [Theory]
    [InlineData(false, new[] { -0.3456381550657359, 1.134687474258643, 0.46146542233498977, 0.3522986661375221, 0.033572792222848404, 0.8393272656212076, 0.6225475602914219, 0.5681663804628867 })]
    [InlineData(true, new[] { -0.6922220130046444, 1.2451512333527037, 0.21950423245148354, 0.9538102720172402, -0.7734991062105094, 0.24868543930173187, -1.719757493462155, -0.899249950230171 })]
    public void Decoder_layer_with_masks(bool isNormalisedFirst, double[] expected)
    {
        var options = new TransformerOptions<double> { IsNormalisedFirst = isNormalisedFirst, Activation = isNormalisedFirst ? Tensor.Gelu : Tensor.Relu };
        var layer = Wave.Fill(new TransformerDecoderLayer<double>(4, 2, 3, Random, options));
        var padding = new AttentionMask<double> { Padding = Tensor.From([false, false, true], [1, 3]) };
        Wave.Close(expected, layer.Forward(Wave.Of([1, 2, 4], 0.1), Wave.Of([1, 3, 4], 0.2), AttentionMask<double>.Causal, padding));
    }

    [Fact]
    public void Bilinear_layer()
        => Wave.Close([-0.15743392988634752, 0.6485647584750901, 0.7041464144304146, 0.6035424611164091], Wave.Fill(new Bilinear<double>(2, 3, 2, Random)).Forward(Wave.Of([2, 2], 0.1), Wave.Of([2, 3], 0.2)));

    [Fact]
    public void Transposed_convolution_in_groups()
        => Wave.Close(
            [0.3710102341825817, 0.09201920692918442, 0.06343311756048287, 0.16767366744237183, 0.6338901363582915, 0.660866858127914, 0.5935030405208975, 0.31743346139555423, -0.07609910916912177, -0.26193802720951054, 0.01803774047588519, 0.13552208441726582, 0.5164040034487343, 0.8058562392954253, 0.6436502580064638, 0.3983578349149547, 0.7843277877410639, 0.9449911736829264, 0.7296656398932895, 0.8871121922380814, 0.7013754666839889, 0.7249938156352322, 0.6624305618590028, 0.3859736606497312, 0.4085581858951095, 0.4686820593334335, 0.20672927317988463, 0.12266499507396222, 0.7933191920848266, 1.052335067960068, 0.8145818999045042, 0.6702506097158729, 0.06651279716243302, -0.07572965259004522, 0.05385475745663598, -0.12830920384557787, -0.0979562142411377, 0.12451457587491188, 0.2404263657599746, 0.17153796599489857, -0.16094976819771661, -0.2763445507403986, -0.16943175194271035, 0.1588290707697253, 0.4755106868076509, 0.734266349475771, 0.49673291941932673, 0.3474544854433065],
            Wave.Fill(new ConvTranspose2d<double>(2, 4, (2, 3), Random, stride: 2, padding: 1, outputPadding: 1, groups: 2)).Forward(Wave.Of([1, 2, 2, 2], 0.1)));

    [Fact]
    public void Batch_normalisation_follows_the_statistics_of_batches()
    {
        var layer = Wave.Fill(new BatchNorm<double>(2));
        using var tape = Tape.Start();
        layer.Train();
        Wave.Close([0.022277174915008868, 0.629509165843068, 1.0569560437561158, 0.6637084609083155, 0.1829732585407203, 0.19427958892731928], layer.Forward(Wave.Of([3, 2], 0.1)));
        layer.Forward(Wave.Of([3, 2], 0.9));
        Wave.Close([0.07340386467046964, 0.03880301278312305], layer.RunningMean.Snapshot());
        Wave.Close([0.8868828490644635, 0.9494144600007367], layer.RunningVariance.Snapshot());
        Assert.Equal(2, layer.Batches.Snapshot().Item);
        layer.Evaluate();
        Wave.Close([0.43349489059668106, 0.6446443163473871, 0.8668590816977371, 0.6646320882450021, 0.5008007285631646, 0.390274467790845], layer.Forward(Wave.Of([3, 2], 0.1)));
    }

    [Fact]
    public void Batch_normalisation_without_momentum_takes_the_mean_of_all_batches()
    {
        var layer = new BatchNorm<double>(2, momentum: null);
        using var tape = Tape.Start();
        layer.Train();
        layer.Forward(Wave.Of([3, 2], 0.1));
        layer.Forward(Wave.Of([3, 2], 0.9));
        Wave.Close([0.38929561889342923, 0.21207059810601955], layer.RunningMean.Snapshot());
        Wave.Close([0.3960823250540326, 0.7213944940285004], layer.RunningVariance.Snapshot());
    }
}
