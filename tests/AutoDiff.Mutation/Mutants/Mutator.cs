using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Mutations;

/// <summary>Puts switches into the derivatives of a file: <c>Mutant.Is(17) ? mutated : original</c>.</summary>
/// <param name="file">Below <c>src</c>.</param>
/// <param name="model">The meaning of the file.</param>
/// <param name="mutations">Gets the mutations.</param>
/// <param name="refused">Places, as the mutations show them, that do not compile.</param>
internal sealed class Mutator(string file, SemanticModel model, List<Mutation> mutations, IReadOnlySet<string> refused) : CSharpSyntaxRewriter
{
    private const string Switch = "global::AutoDiff.Mutations.Mutant.Is";
    private readonly Numbers _numbers = new(model);
    private readonly Proposals _proposals = new(new Numbers(model));
    private readonly Scope _scope = new(file, model.SyntaxTree.GetRoot());
    private bool _inside;
    private string? _adjoint;

    /// <summary>The file with its switches.</summary>
    public SyntaxNode Run() => Visit(model.SyntaxTree.GetRoot())!;

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        switch (node)
        {
            case BaseMethodDeclarationSyntax method:
                return Within(_scope.Contains(method), AdjointOf(method), node);
            case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax when _inside:
                return base.Visit(node);
            case ArgumentSyntax argument when !_inside && IsSlope(argument):
                return Within(true, null, node);
            case AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "Tangents" }, Parent: InitializerExpressionSyntax } when !_inside:
                return Within(true, null, node);
            case ExpressionStatementSyntax statement when _inside:
                return Statement(statement);
            case ExpressionSyntax expression when _inside:
                return Expression(expression);
            default:
                return base.Visit(node);
        }
    }

    private SyntaxNode? Within(bool inside, string? adjoint, SyntaxNode node)
    {
        var outer = (_inside, _adjoint);
        (_inside, _adjoint) = (inside, adjoint);
        var result = node is ExpressionSyntax expression && inside ? Expression(expression) : base.Visit(node);
        (_inside, _adjoint) = outer;
        return result;
    }

    private ExpressionSyntax Expression(ExpressionSyntax expression)
    {
        var rewritten = (ExpressionSyntax)base.Visit(expression)!;
        var switches = new System.Text.StringBuilder();
        foreach (var (kind, text) in _proposals.For(expression, IsRoot(expression), _adjoint))
        {
            if (Register(expression, kind, text) is { } id) switches.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Switch}({id}) ? ({text}) : ");
        }

        return switches.Length == 0 ? rewritten : SyntaxFactory.ParseExpression($"({switches}({rewritten}))").WithTriviaFrom(expression);
    }

    /// <summary>Sums that are collected step by step: <c>x += e</c> and <c>Add(target, x)</c>.</summary>
    private StatementSyntax Statement(ExpressionStatementSyntax statement)
    {
        var rewritten = (ExpressionStatementSyntax)base.Visit(statement)!;
        var changes = new List<(Kind Kind, string Text)>();
        if (statement.Expression is AssignmentExpressionSyntax sum && _numbers.Is(sum.Right))
        {
            var opposite = sum.Kind() switch { SyntaxKind.AddAssignmentExpression => "-=", SyntaxKind.SubtractAssignmentExpression => "+=", _ => null };
            if (opposite is not null) changes.AddRange([(Kind.Sign, $"{sum.Left} {opposite} {sum.Right};"), (Kind.Term, ";")]);
            else if (sum.IsKind(SyntaxKind.MultiplyAssignmentExpression)) changes.Add((Kind.Factor, ";"));
        }
        else if (statement.Expression is InvocationExpressionSyntax call && Proposals.NameOf(call).StartsWith("Add", StringComparison.Ordinal)) changes.Add((Kind.Term, ";"));

        var text = "";
        foreach (var (kind, mutated) in changes)
        {
            if (Register(statement, kind, mutated) is { } id) text += $"if ({Switch}({id})) {{ {mutated} }} else ";
        }

        return text.Length == 0 ? rewritten : SyntaxFactory.ParseStatement($"{{ {text}{{ {rewritten} }} }}").WithTriviaFrom(statement);
    }

    private int? Register(SyntaxNode node, Kind kind, string text)
    {
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
        var mutation = new Mutation(mutations.Count + 1, file, line, Scope.NameOf(node), kind, node.ToString(), text);
        if (refused.Contains(mutation.ToString())) return null;
        mutations.Add(mutation);
        return mutation.Id;
    }

    /// <summary>True where the value is handed on as a derivative or part of one.</summary>
    private bool IsRoot(ExpressionSyntax expression) => expression.Parent switch
    {
        ArrowExpressionClauseSyntax or ReturnStatementSyntax => true,
        SwitchExpressionArmSyntax { Parent: SwitchExpressionSyntax choice } => IsRoot(choice),
        ConditionalExpressionSyntax choice => expression != choice.Condition && IsRoot(choice),
        ParenthesizedExpressionSyntax inner => IsRoot(inner),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment => expression == assignment.Right,
        ArgumentSyntax argument => IsRootArgument(argument),
        _ => false,
    };

    private bool IsRootArgument(ArgumentSyntax argument)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax call || !argument.RefKindKeyword.IsKind(SyntaxKind.None)) return false;
        if (Proposals.IsSelect(call) && _numbers.Is(call)) return call.ArgumentList.Arguments[0] != argument && IsRoot(call);
        if (IsSlope(argument)) return true;
        var isStep = _numbers.TypeOf(call) is { SpecialType: SpecialType.System_Void or SpecialType.System_Boolean };
        var name = Proposals.NameOf(call);
        return isStep && (Proposals.Mentions(argument, _adjoint) || name is "Write" or "Set" || (name.StartsWith("Add", StringComparison.Ordinal) && call.ArgumentList.Arguments[^1] == argument));
    }

    private bool IsSlope(ArgumentSyntax argument) => file.Contains("/Scalars/", StringComparison.Ordinal) && _numbers.ParameterOf(argument)?.StartsWith("slope", StringComparison.Ordinal) == true;

    private static string? AdjointOf(BaseMethodDeclarationSyntax method)
        => method.ParameterList.Parameters.Select(parameter => parameter.Identifier.Text).FirstOrDefault(name => name is "g" or "t" or "u");
}
