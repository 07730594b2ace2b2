using AutoDiff.Catalogues;
using AutoDiff.NN;

namespace AutoDiff.Conformance;

/// <summary>Whole trainings of small networks, optima found by other programs, and the marginal likelihood of a Gaussian process.</summary>
internal static class TrainingFamily
{
    public static Verdict Judge(GoldenCase golden)
    {
        if (golden.Op == "gp_marginal_likelihood") return OperationFamily.Judge(golden, call => [LogMarginalLikelihood(call[0], call[1], call[2])]);
        var comparison = new Comparison(golden);
        if (golden.Op == "sklearn_optimum") Optimum(golden, comparison);
        else Training(golden, comparison);
        return comparison.IsEqual ? Verdict.Passed : Verdict.Failed(comparison.What);
    }

    /// <summary>First gradients, the loss before each step, and the parameters after the last.</summary>
    private static void Training(GoldenCase golden, Comparison comparison)
    {
        var model = Model(golden.Name);
        model.LoadState(golden.Field("start")!.Value.EnumerateArray().Select(json => new GoldenTensor(json)).ToDictionary(tensor => tensor.Name, tensor => tensor.ToNumbers()));
        model.Train();
        var options = golden.Attributes;
        var optimiser = TorchOptimisers.Create(options.Text("optimiser"), new Attributes(options.Find("options")!.Value), model.Parameters);
        var (x, target) = (golden.Inputs[0].ToNumbers(), golden.Inputs[1].ToTensor());
        var tolerance = golden.Tolerance(0);
        var losses = new double[options.Integer("steps")];
        for (var step = 0; step < losses.Length; step++)
        {
            using var tape = Tape.Start();
            var loss = Loss(options.Text("loss"), model.Forward(x), target);
            losses[step] = loss.Item;
            var gradients = tape.Gradients(loss, model.Parameters);
            if (step == 0) Compare("first gradient", "first_grads", parameter => gradients[parameter], tolerance);
            optimiser.Step(gradients);
        }

        comparison.Numbers("losses", losses, GoldenTensor.Numbers(golden.Field("losses")!.Value), tolerance);
        Compare("final", "final", parameter => parameter.Snapshot(), 100 * tolerance);

        // The file has PyTorch's layout, in which matrices of linear maps are transposed.
        void Compare(string what, string field, Func<Parameter<double>, Tensor<double>> value, double? allowed)
        {
            var parameters = model.NamedParameters.ToDictionary(named => named.Name, named => named.Parameter);
            foreach (var expected in golden.Field(field)!.Value.EnumerateArray().Select(json => new GoldenTensor(json)))
            {
                var result = value(parameters[expected.Name]);
                comparison.Numbers($"{what} {expected.Name}", (result.Rank == 2 ? result.Transpose() : result).ToArray(), expected.Data, allowed);
            }
        }
    }

    /// <summary>The models of the cases, which are known by their names.</summary>
    private static Sequential<double> Model(string name)
    {
        var random = new Rng(1);
        return name switch
        {
            "iris_mlp" => new Sequential<double>(new Linear<double>(4, 5, random), new Tanh<double>(), new Linear<double>(5, 3, random)),
            "diabetes_linear" => new Sequential<double>(new Linear<double>(4, 1, random)),
            "cancer_logit" => new Sequential<double>(new Linear<double>(5, 3, random), new Gelu<double>(), new Linear<double>(3, 1, random)),
            "digits_cnn" => new Sequential<double>(new Conv2d<double>(1, 2, 3, random), new Tanh<double>(), new AvgPool2d<double>(2), new Flatten<double>(), new Linear<double>(18, 10, random)),
            _ => throw new MissingException($"the model {name} is not known"),
        };
    }

    private static Tensor<double> Loss(string name, Tensor<double> y, Tensor target) => name switch
    {
        "cross_entropy" => Losses.CrossEntropy(y, (Tensor<int>)target),
        "mse_loss" => Losses.MeanSquaredError(y, (Tensor<double>)target),
        "binary_cross_entropy_with_logits" => Tensor.Mean(Tensor.Softplus(y) - y * (Tensor<double>)target),
        _ => throw new MissingException($"no loss {name}"),
    };

    /// <summary>At the optimum that scikit-learn found, the loss has the stated value and no slope.</summary>
    private static void Optimum(GoldenCase golden, Comparison comparison)
    {
        var (x, target) = (golden.Inputs[0].ToNumbers(), golden.Inputs[1].ToTensor());
        var strength = golden.Attributes.Number("lam");
        using var tape = Tape.Start();
        var w = tape.Variable(new GoldenTensor(golden.Field("optimum")!.Value).ToNumbers());
        var variables = new List<Tensor<double>> { w };
        Tensor<double> loss;
        switch (golden.Name)
        {
            case "logreg_wine":
                var intercept = tape.Variable(new GoldenTensor(golden.Field("intercept_up_to_a_constant")!.Value).ToNumbers());
                variables.Add(intercept);
                loss = Tensor.Sum(Tensor.CrossEntropy(Tensor.MatMul(x, w.Transpose()) + intercept, (Tensor<int>)target)) + strength / 2 * Tensor.Sum(Tensor.Square(w));
                break;
            case "ridge_diabetes":
                loss = Tensor.Sum(Tensor.Square(Tensor.MatMul(x, w) - (Tensor<double>)target)) + strength * Tensor.Sum(Tensor.Square(w));
                break;
            default: throw new MissingException($"the loss of {golden.Name} is not known");
        }

        // The value is flat at the optimum, so it holds to rounding; the slope is what scikit-learn's solver left.
        const double Slope = 1e-7;
        comparison.Numbers("value", [loss.Item], [golden.Field("value")!.Value.GetDouble()], golden.Tolerance(0));
        foreach (var slope in tape.Gradients(loss, [.. variables])) comparison.Numbers("slope", slope.ToArray(), new double[slope.Length], Slope);
    }

    /// <summary>-½ yᵀ k⁻¹ y - ½ ln det k - n/2 ln 2π, with k = e^θ₀ exp(-|xᵢ - xⱼ|²/(2 e^(2 θ₁))) + e^θ₂ δᵢⱼ.</summary>
    private static Tensor<double> LogMarginalLikelihood(Tensor<double> x, Tensor<double> y, Tensor<double> theta)
    {
        var n = x.Shape[0];
        var distances = Tensor.Sum(Tensor.Square(x.Unsqueeze(1) - x.Unsqueeze(0)), -1);
        var (amplitude, length, noise) = (Tensor.Exp(theta[0]), Tensor.Exp(2 * theta[1]), Tensor.Exp(theta[2]));
        var factor = Tensor.Cholesky(amplitude * Tensor.Exp(-distances / (2 * length)) + noise * Tensor.Eye<double>(n));
        var z = Tensor.TriangularSolve(factor, y.Reshape(n, 1));
        return -0.5 * Tensor.Sum(Tensor.Square(z)) - Tensor.Sum(Tensor.Log(factor.Diagonal())) - n / 2.0 * Math.Log(2 * Math.PI);
    }
}
