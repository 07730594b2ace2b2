using System.Numerics;

namespace AutoDiff.Catalogues;

/// <summary>Draws of elementwise operations that need more than any shapes: every period of a staircase, both sides of a bound, masks.</summary>
internal static class ElementwiseDraws<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Domain Wide = new(-3, 3);

    public static Dictionary<string, Func<Dice<T>, Sample<T>>> Table => new()
    {
        ["floor"] = Anywhere, ["ceil"] = Anywhere, ["round"] = Anywhere, ["trunc"] = Anywhere, ["frac"] = Anywhere, ["relu6"] = d => One(d, new Domain(-4, 9)), ["hardswish"] = d => One(d, new Domain(-5, 5)),
        ["hardsigmoid"] = d => One(d, new Domain(-5, 5)), ["log_ndtr"] = d => One(d, d.Pick(Wide, new Domain(-9, -6), new Domain(-40, 5))), ["erfc"] = d => One(d, d.Pick(Wide, new Domain(3, 9))),
        ["sin"] = d => One(d, new Domain(-20, 20)), ["cos"] = d => One(d, new Domain(-20, 20)), ["tanh"] = d => One(d, new Domain(-6, 6)), ["sigmoid"] = d => One(d, new Domain(-20, 20)), ["gelu"] = d => One(d, Wide, d.OneIn(2) ? new { approximate = "tanh" } : null),
        ["leaky_relu"] = d => One(d, Wide, new { negative_slope = d.Real(-0.5, 1.5) }), ["elu"] = d => One(d, Wide, new { alpha = d.Real(0.1, 2) }), ["celu"] = d => One(d, Wide, new { alpha = d.Real(0.3, 2) }),
        ["softplus"] = d => One(d, Wide, new { beta = d.Real(0.3, 3), threshold = d.Pick(20.0, 5.0) }), ["clamp"] = d => One(d, Wide, new { min = d.Real(-2, 0), max = d.Real(0, 2) }),
        ["hardtanh"] = d => One(d, Wide, new { min_val = d.Real(-2, 0), max_val = d.Real(0, 2) }), ["softshrink"] = d => One(d, Wide, new { lambd = d.Real(0, 1) }), ["hardshrink"] = d => One(d, Wide, new { lambd = d.Real(0, 1) }),
        ["threshold"] = d => One(d, Wide, new { threshold = d.Real(-1, 1), value = d.Real(-1, 1) }), ["polygamma"] = d => One(d, Domain.Positive, new { n = d.Between(0, 4) }), ["root"] = d => One(d, Domain.Positive, new { degree = d.Between(1, 5) }),
        ["scalar_ops"] = d => One(d, new Domain(-2, 2, 0.4), new { fn = d.Pick("add", "sub", "rsub", "mul", "div", "rdiv", "maximum", "minimum"), scalar = d.Pick(0.5, -0.3, 1.7) }),
        ["pow_scalar"] = d => One(d, Domain.Positive, new { exponent = d.Pick(-2, -1, -0.5, 0, 0.5, 1, 2, 3, 0.37) }), ["rpow_scalar"] = d => One(d, Wide, new { @base = d.Real(0.3, 3) }), ["mul_scalar"] = d => One(d, Wide, new { scalar = d.Pick(0, 1, -2.5) }),
        ["lerp"] = d => d.OneIn(2) ? Several(d, Domain.Usual, 3) : Several(d, Domain.Usual, 2) with { Attributes = Attributes.Of(new { weight = d.Real(-0.5, 1.5) }) },
        ["where_positive"] = d => Several(d, Domain.Usual, 3),
        ["where"] = d =>
        {
            var whole = d.Shape();
            return Draws<T>.Call(d, Domain.Usual, [d.Part(whole), d.Part(whole)], null, d.Mask(d.Part(whole)));
        },
        ["fmod"] = d => Several(d, new Domain(-3, 3, 0.3), 2), ["remainder"] = d => Several(d, new Domain(-3, 3, 0.3), 2), ["atan2"] = d => Several(d, new Domain(-2, 2, 0.3), 2), ["hypot"] = d => Several(d, new Domain(-2, 2, 0.3), 2),
    };

    private static Sample<T> Anywhere(Dice<T> dice) => One(dice, Wide);

    private static Sample<T> One(Dice<T> dice, Domain domain, object? attributes = null) => Draws<T>.Call(dice, domain, [dice.Shape()], attributes);

    private static Sample<T> Several(Dice<T> dice, Domain domain, int count)
    {
        var whole = dice.Shape();
        return Draws<T>.Call(dice, domain, [.. Enumerable.Range(0, count).Select(_ => dice.Part(whole))]);
    }
}
