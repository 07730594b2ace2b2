namespace AutoDiff.NN.Tests;

/// <summary>Every optimiser of the library, with as much to remember as it can have.</summary>
internal static class Optimisers
{
    public static TheoryData<string> Names => [.. Makers<double>().Select(maker => maker.Name)];

    public static Optimiser<T> Create<T>(string name, params IReadOnlyList<Parameter<T>> parameters) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
        => Makers<T>().Single(maker => maker.Name == name).Create(parameters);

    private static (string Name, Func<IReadOnlyList<Parameter<T>>, Optimiser<T>> Create)[] Makers<T>() where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
    [
        ("Sgd", w => new Sgd<T>(w, 0.05)),
        ("Sgd with momentum", w => new Sgd<T>(w, 0.05, momentum: 0.9, weightDecay: 0.1, dampening: 0.5)),
        ("Sgd with Nesterov momentum", w => new Sgd<T>(w, 0.05, momentum: 0.9, isNesterov: true)),
        ("Adam", w => new Adam<T>(w, 0.05, weightDecay: 0.1)),
        ("Adam with AMSGrad", w => new Adam<T>(w, 0.05, beta2: 0.6, isAmsGrad: true)),
        ("AdamW", w => new AdamW<T>(w, 0.05)),
        ("NAdam", w => new NAdam<T>(w, 0.05)),
        ("RAdam", w => new RAdam<T>(w, 0.05)),
        ("Adamax", w => new Adamax<T>(w, 0.05)),
        ("RmsProp", w => new RmsProp<T>(w, 0.05)),
        ("RmsProp, centred", w => new RmsProp<T>(w, 0.05, isCentred: true)),
        ("RmsProp with momentum", w => new RmsProp<T>(w, 0.05, momentum: 0.5)),
        ("RmsProp, centred, with momentum", w => new RmsProp<T>(w, 0.05, momentum: 0.5, isCentred: true)),
        ("Adagrad", w => new Adagrad<T>(w, 0.05, rateDecay: 0.1, initialSum: 0.5)),
        ("Adadelta", w => new Adadelta<T>(w)),
        ("Rprop", w => new Rprop<T>(w, 0.05)),
        ("Lion", w => new Lion<T>(w, 0.05, weightDecay: 0.1)),
        ("Lbfgs", w => new Lbfgs<T>(w, 0.05, historySize: 3, lineSearch: LineSearch.None)),
    ];
}
