namespace AutoDiff.NN.Tests;

public sealed class RmsPropTests
{
    // Expected: PyTorch 1.13.1 in float64, torch.optim.RMSprop.
    [Fact]
    public void Steps_are_those_of_PyTorch() => Stream.Leads(
        w => new RmsProp<double>(w, 0.02, alpha: 0.9, weightDecay: 0.1),
        0.48215472676550236, -1.2074861898697713, 1.8779756453840901, 0.36453218466373943, -1.2202725276673458, 1.8769588648457207);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.RMSprop.
    [Fact]
    public void Centred_steps_are_those_of_PyTorch() => Stream.Leads(
        w => new RmsProp<double>(w, 0.02, alpha: 0.9, weightDecay: 0.1, isCentred: true),
        0.4789431410306193, -1.2042791938123552, 1.868125801689499, 0.3546912675548622, -1.2170620665971048, 1.8658041406634631);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.RMSprop.
    [Fact]
    public void Momentum_is_that_of_PyTorch() => Stream.Leads(
        w => new RmsProp<double>(w, 0.02, alpha: 0.9, weightDecay: 0.1, momentum: 0.5),
        0.4606598484897123, -1.173476142632091, 1.8051690967650997, 0.26607913558058044, -1.2125914401740687, 1.7875551982811708);

    // Expected: PyTorch 1.13.1 in float64, torch.optim.RMSprop.
    [Fact]
    public void Centred_momentum_is_that_of_PyTorch() => Stream.Leads(
        w => new RmsProp<double>(w, 0.02, alpha: 0.9, weightDecay: 0.1, momentum: 0.5, isCentred: true),
        0.4549897329900672, -1.1678517418384153, 1.7900006797899688, 0.2485112226133565, -1.2062157244606164, 1.7670308364470226);
}
