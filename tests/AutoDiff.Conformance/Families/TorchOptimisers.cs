using AutoDiff.Catalogues;
using AutoDiff.NN;

namespace AutoDiff.Conformance;

/// <summary>The library's optimisers under the names and options of torch.optim 1.13.</summary>
internal static class TorchOptimisers
{
    /// <summary>Options that groups of one optimiser may have of their own; others take an optimiser for each group.</summary>
    private static readonly string[] OfGroups = ["lr", "weight_decay", "momentum"];

    public static Optimiser<double> Create(string name, Attributes options, params IReadOnlyList<Parameter<double>> parameters)
    {
        var (beta1, beta2) = Pair(options, "betas", 0.9, 0.999);
        double Rate(double otherwise) => options.Number("lr", otherwise);
        double Epsilon(double otherwise) => options.Number("eps", otherwise);
        var decay = options.Number("weight_decay", name == "AdamW" ? 1e-2 : 0);
        var momentum = options.Number("momentum", 0);
        var (isAmsGrad, isUp) = (options.Flag("amsgrad"), options.Flag("maximize"));
        return name switch
        {
            "SGD" => new Sgd<double>(parameters, options.Number("lr"), momentum, options.Flag("nesterov"), decay, options.Number("dampening", 0)) { IsMaximising = isUp },
            "Adam" => new Adam<double>(parameters, Rate(1e-3), beta1, beta2, Epsilon(1e-8), decay, isAmsGrad: isAmsGrad) { IsMaximising = isUp },
            "AdamW" => new AdamW<double>(parameters, Rate(1e-3), beta1, beta2, Epsilon(1e-8), decay, isAmsGrad) { IsMaximising = isUp },
            "NAdam" => new NAdam<double>(parameters, Rate(2e-3), beta1, beta2, Epsilon(1e-8), decay, options.Number("momentum_decay", 4e-3), countsTwice: true) { IsMaximising = isUp },
            "RAdam" => new RAdam<double>(parameters, Rate(1e-3), beta1, beta2, Epsilon(1e-8), decay) { IsMaximising = isUp },
            "Adamax" => new Adamax<double>(parameters, Rate(2e-3), beta1, beta2, Epsilon(1e-8), decay) { IsMaximising = isUp },
            "RMSprop" => new RmsProp<double>(parameters, Rate(1e-2), options.Number("alpha", 0.99), Epsilon(1e-8), decay, momentum, options.Flag("centered")) { IsMaximising = isUp },
            "Adagrad" => new Adagrad<double>(parameters, Rate(1e-2), options.Number("lr_decay", 0), decay, options.Number("initial_accumulator_value", 0), Epsilon(1e-10)) { IsMaximising = isUp },
            "Adadelta" => new Adadelta<double>(parameters, Rate(1), options.Number("rho", 0.9), Epsilon(1e-6), decay) { IsMaximising = isUp },
            "Rprop" => Rprop(options, parameters, isUp),
            "LBFGS" => Lbfgs(options, parameters),
            _ => throw new MissingException($"no optimiser {name}"),
        };
    }

    /// <summary>A step over groups of parameters, each with options of its own.</summary>
    public static Action<Gradients<double>> CreateGrouped(string name, Attributes[] groups, Parameter<double>[] parameters)
    {
        var options = groups.SelectMany(group => group.Json.EnumerateObject().Select(option => option.Name)).ToHashSet();
        if (!options.IsSubsetOf(OfGroups))
        {
            var optimisers = groups.Zip(parameters, (group, parameter) => Create(name, group, parameter)).ToArray();
            return gradients => Array.ForEach(optimisers, optimiser => optimiser.Step(gradients));
        }

        var first = Create(name, groups[0], parameters[0]);
        foreach (var (group, parameter) in groups.Zip(parameters).Skip(1))
        {
            double? Option(string option) => group.Has(option) ? group.Number(option) : null;
            first.Add([parameter], Option("lr"), Option("weight_decay"), Option("momentum"));
        }

        return first.Step;
    }

    private static Rprop<double> Rprop(Attributes options, IReadOnlyList<Parameter<double>> parameters, bool isUp)
    {
        var (shrink, grow) = Pair(options, "etas", 0.5, 1.2);
        var (smallest, largest) = Pair(options, "step_sizes", 1e-6, 50);
        return new Rprop<double>(parameters, options.Number("lr", 1e-2), shrink, grow, smallest, largest) { IsMaximising = isUp };
    }

    private static Lbfgs<double> Lbfgs(Attributes options, IReadOnlyList<Parameter<double>> parameters) => new(
        parameters, options.Number("lr", 1), options.Integer("max_iter", 20), options.Has("max_eval") ? options.Integer("max_eval") : null,
        options.Number("tolerance_grad", 1e-7), options.Number("tolerance_change", 1e-9), options.Integer("history_size", 100),
        options.Text("line_search_fn") == "strong_wolfe" ? LineSearch.StrongWolfe : LineSearch.None);

    private static (double, double) Pair(Attributes options, string name, double first, double second)
        => options.Find(name) is { } pair ? (Attributes.ReadNumber(pair[0]), Attributes.ReadNumber(pair[1])) : (first, second);
}
