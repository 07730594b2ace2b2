using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Mutations;

/// <summary>Tells the numbers of derivatives from counts, masks and places.</summary>
internal sealed class Numbers(SemanticModel model)
{
    /// <summary>True for a value that a derivative computes with: a number of a rule, a lane, an element, a tensor, a scalar, tangents.</summary>
    public bool Is(ExpressionSyntax expression) => TypeOf(expression) is { } type && IsNumber(type) && model.GetSymbolInfo(expression).Symbol is not (ITypeSymbol or INamespaceSymbol);

    /// <summary>The type of an expression by itself.</summary>
    public ITypeSymbol? TypeOf(ExpressionSyntax expression) => model.GetTypeInfo(expression).Type;

    /// <summary>True where both are numbers of the same type.</summary>
    public bool Alike(ExpressionSyntax a, ExpressionSyntax b) => Is(a) && Is(b) && SymbolEqualityComparer.Default.Equals(TypeOf(a), TypeOf(b));

    /// <summary>The name of the parameter that an argument is for.</summary>
    public string? ParameterOf(ArgumentSyntax argument)
    {
        if (argument.Parent?.Parent is not InvocationExpressionSyntax call || model.GetSymbolInfo(call).Symbol is not IMethodSymbol method) return null;
        var place = call.ArgumentList.Arguments.IndexOf(argument);
        return place < method.Parameters.Length ? method.Parameters[place].Name : null;
    }

    private static bool IsNumber(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol { Name: "N" or "T" or "L" or "V" } => true,
        INamedTypeSymbol { Name: "Tensor" or "Var" or "TapedScalar" or "Number", TypeArguments.Length: 1 } => true,
        _ => false,
    };
}
