// Shows that the engine survives trimming and native compilation: everything generic, in float and double, in one small program.
// Exit code 0 where every check holds, else 1.
using System.Numerics;
using AutoDiff;
using AutoDiff.AotSmoke;

var checks = new Checks();
checks.That("float network learns", Network.Learns<float>());
checks.That("double network learns", Network.Learns<double>());

using (var tape = Tape.Start(higherOrder: true))
{
    // x³ and its derivatives, in scalars: 8, 12, 12 at 2.
    var x = tape.Variable(2f);
    var y = x * x * x;
    var first = tape.Gradients(y, [x], graph: true)[x];
    var second = tape.Gradients(first, x)[x];
    checks.That("second order of float scalars", (y.Value, first.Value, second.Value) == (8f, 12f, 12f));
}

// The Hessian of Σ x³ is diagonal, 6 x; forward over reverse.
var at = Tensor.Of(1.0, 2.0);
var hessian = Differentiate.Hessian(x => Tensor.Sum(x * x * x), at).ToArray();
checks.That("Hessian of doubles", hessian is [6, 0, 0, 12]);
checks.That("generic mathematics", Math.Abs(Differentiate.Derivative(Sine, 0.5) - Math.Cos(0.5)) < 1e-15);

using (var tape = Tape.Start())
{
    var x = tape.Variable(Tensor.Of(0.0, 1.0));
    var y = Tensor.Map(new Swish(2), x);
    var first = tape.Gradients(Tensor.Sum(y), [x], graph: true)[x];
    var second = tape.Gradients(Tensor.Sum(first), x)[x];
    checks.That("own rule by dual numbers", first.ToArray()[0] == 0.5 && Math.Abs(second.ToArray()[0] - 1) < 1e-12);

    var twice = Tensor.Function("twice", xs => xs[0] + xs[0], (g, _, _) => [g + g], jvp: null, x);
    checks.That("own function", tape.Gradients(Tensor.Sum(twice), x)[x].ToArray() is [2, 2]);
    checks.That("listing names operations", tape.Listing().Contains("swish(2)") && tape.ToDot().Contains("twice"));
}

return checks.ExitCode;

static Var<double> Sine(Var<double> x) => Generic(x);

static N Generic<N>(N x) where N : IFloatingPointIeee754<N> => N.Sin(x);
