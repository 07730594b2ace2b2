using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Mutations;

/// <summary>The changes of one expression: what may stand in its place.</summary>
/// <param name="numbers">Tells numbers from other values.</param>
internal sealed class Proposals(Numbers numbers)
{
    /// <summary>Functions that give the same if their operands are swapped.</summary>
    private static readonly HashSet<string> Symmetric =
        ["Add", "Mul", "Max", "Min", "Maximum", "Minimum", "Hypot", "IsEqual", "Times", "AddOrAdopt", "LogAddExp", "LogSum", "Dot", "Recorder", "IsSameInfinity"];

    /// <summary>Rules that give the same if their operands are swapped.</summary>
    private static readonly string[] SymmetricRules = ["TimesRule", "MulRule", "AddRule"];

    /// <summary>The changes, without repetitions.</summary>
    /// <param name="expression">An expression of a derivative.</param>
    /// <param name="isRoot">True where its value is handed on as the derivative.</param>
    /// <param name="adjoint">The name of the incoming adjoint or tangent, if there is one.</param>
    public IEnumerable<(Kind Kind, string Text)> For(ExpressionSyntax expression, bool isRoot, string? adjoint)
    {
        var found = new List<(Kind Kind, string Text)>();
        if (Declares(expression)) return found;
        if (isRoot && numbers.Is(expression)) found.AddRange(Roots(expression, adjoint));
        found.AddRange(expression switch
        {
            BinaryExpressionSyntax binary => Binary(binary, isRoot, adjoint),
            PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } minus when numbers.Is(minus) => [(Kind.Sign, Of(minus.Operand))],
            InvocationExpressionSyntax call => Call(call, isRoot, adjoint),
            _ => [],
        });
        return found.Where(change => change.Text != expression.ToString()).DistinctBy(change => change.Text);
    }

    /// <summary>True where a branch only chooses between others, which are roots themselves.</summary>
    public static bool Chooses(ExpressionSyntax expression)
        => expression is ConditionalExpressionSyntax or SwitchExpressionSyntax or ParenthesizedExpressionSyntax or ThrowExpressionSyntax || IsSelect(expression);

    /// <summary>True for a choice by mask.</summary>
    public static bool IsSelect(ExpressionSyntax expression) => expression is InvocationExpressionSyntax call && NameOf(call) == "Select" && call.ArgumentList.Arguments.Count == 3;

    /// <summary>The name of a called method.</summary>
    public static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        SimpleNameSyntax name => name.Identifier.Text,
        _ => "",
    };

    /// <summary>True where an expression reads a name.</summary>
    public static bool Mentions(SyntaxNode node, string? name) => name is not null && node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(found => found.Identifier.Text == name);

    private static IEnumerable<(Kind Kind, string Text)> Roots(ExpressionSyntax expression, string? adjoint)
    {
        // The right side of an assignment is a root itself, and the sign of a name is flipped where the name gets its value.
        if (Chooses(expression) || expression is AssignmentExpressionSyntax || IsSeed(expression, adjoint)) return [];

        // -0 is 0: a zero derivative becomes the identity instead.
        if (expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Zero" } zero) return [(Kind.Factor, adjoint ?? $"{zero.Expression}.One")];
        return expression is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression } ? [] : [(Kind.Sign, $"-({expression})")];
    }

    private IEnumerable<(Kind Kind, string Text)> Binary(BinaryExpressionSyntax binary, bool isRoot, string? adjoint)
    {
        var (a, b) = (Of(binary.Left), Of(binary.Right));
        if (!numbers.Is(binary.Left) || !numbers.Is(binary.Right)) return [];
        var alike = numbers.Alike(binary.Left, binary.Right);
        return binary.Kind() switch
        {
            SyntaxKind.AddExpression => [(Kind.Sign, $"{a} - {b}"), (Kind.Term, a), (Kind.Term, b)],
            SyntaxKind.SubtractExpression => [(Kind.Sign, $"{a} + {b}"), (Kind.Term, a), (Kind.Term, $"-{b}"), .. isRoot ? Array.Empty<(Kind, string)>() : [(Kind.Swap, $"{b} - {a}")]],
            SyntaxKind.MultiplyExpression when alike => [(Kind.Factor, Mentions(binary.Right, adjoint) ? b : a)],
            SyntaxKind.DivideExpression when alike => [(Kind.Factor, $"{a} * {b}"), (Kind.Swap, $"{b} / {a}")],
            SyntaxKind.LessThanExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanOrEqualExpression when alike
                => [(Kind.Swap, $"{b} {binary.OperatorToken.Text} {a}")],
            _ => [],
        };
    }

    private IEnumerable<(Kind Kind, string Text)> Call(InvocationExpressionSyntax call, bool isRoot, string? adjoint)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Any(argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None))) yield break;
        var name = NameOf(call);
        var isTensor = call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Tensor" } };
        if (arguments.Count == 1 && name is "From" or "CreateTruncating" or "CreateChecked" && numbers.Is(call) && !DoublesToItself(arguments[0].Expression)) yield return (Kind.Factor, $"({call} + {call})");
        if (arguments.Count == 0 && name == "Transpose" && call.Expression is MemberAccessExpressionSyntax { Expression: var matrix } && numbers.Is(matrix)) yield return (Kind.Factor, matrix.ToString());
        if (arguments.Count == 1 && isTensor && name == "Neg") yield return (Kind.Sign, Of(arguments[0].Expression));
        if (arguments.Count == 2 && (isTensor || name == "Times"))
        {
            var (a, b) = (Of(arguments[0].Expression), Of(arguments[1].Expression));
            var alike = numbers.Alike(arguments[0].Expression, arguments[1].Expression);
            if (name == "Add" && alike)
            {
                yield return (Kind.Sign, $"Tensor.Sub({a}, {b})");
                yield return (Kind.Term, a);
                yield return (Kind.Term, b);
            }
            else if (name == "Sub" && alike)
            {
                yield return (Kind.Sign, $"Tensor.Add({a}, {b})");
                yield return (Kind.Term, a);
                yield return (Kind.Term, $"Tensor.Neg({b})");
            }
            else if (name is "Mul" or "Times") yield return (Kind.Factor, alike && Mentions(arguments[1], adjoint) ? b : a);
            else if (name == "Div") yield return (Kind.Factor, $"Tensor.Mul({a}, {b})");
        }

        if (Swapped(call, name) is { } swapped && !(isRoot && name == "Sub")) yield return (Kind.Swap, swapped);
    }

    /// <summary>The call with two neighbouring operands of the same type swapped; null where there are none or it would give the same.</summary>
    private string? Swapped(InvocationExpressionSyntax call, string name)
    {
        var arguments = call.ArgumentList.Arguments;
        if (Symmetric.Contains(name) || arguments.Any(argument => SymmetricRules.Any(rule => argument.ToString().Contains(rule, StringComparison.Ordinal)))) return null;
        for (var k = IsSelect(call) ? 1 : 0; k + 1 < arguments.Count; k++)
        {
            var (a, b) = (arguments[k].Expression, arguments[k + 1].Expression);
            if (!numbers.Alike(a, b) || a.ToString() == b.ToString()) continue;
            var texts = arguments.Select(argument => argument.ToString()).ToArray();
            (texts[k], texts[k + 1]) = (texts[k + 1], texts[k]);
            return $"{call.Expression}({string.Join(", ", texts)})";
        }

        return null;
    }

    /// <summary>True for a name that starts a tangent, such as 1 or -0.</summary>
    private static bool IsSeed(ExpressionSyntax expression, string? adjoint)
        => expression is IdentifierNameSyntax name && name.Identifier.Text != adjoint && expression.Parent?.Parent is InitializerExpressionSyntax;

    private static bool DoublesToItself(ExpressionSyntax number) => number.ToString().TrimStart('-') is "0" or "0.0" or "double.PositiveInfinity" or "double.NegativeInfinity";

    /// <summary>True where an expression declares names, which may not be declared twice.</summary>
    private static bool Declares(SyntaxNode node) => node.DescendantNodesAndSelf().Any(inner => inner is VariableDesignationSyntax or AnonymousFunctionExpressionSyntax);

    private static string Of(ExpressionSyntax operand) => operand is IdentifierNameSyntax or LiteralExpressionSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ParenthesizedExpressionSyntax
        ? operand.ToString()
        : $"({operand})";
}
