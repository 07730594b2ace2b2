using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Mutations;

/// <summary>Which parts of a source file state a derivative.</summary>
internal sealed class Scope
{
    /// <summary>What the contracts call their derivatives, and what kernels of derivatives are called.</summary>
    private static readonly string[] Names = ["Chain", "Vjp", "Jvp", "Adjoint", "TryAdd", "Reverse", "Derivative"];

    /// <summary>Types that are derivatives as a whole, by the end of their file: tangents, and steps of kernels in reverse.</summary>
    private static readonly Dictionary<string, string[]> Types = new()
    {
        ["Core/Rules/Tangents.cs"] = ["Tangent", "Tangents2", "Tangents3", "Tangents4"],
        ["Network/LstmCell.cs"] = ["ReverseRows", "OutputGate", "InputGate", "ForgetGate"],
        ["Network/NormRows.cs"] = ["Adjoint", "Partial", "NormalisedProduct", "Combined", "WeightTerm", "Added", "Product"],
        ["Network/SoftmaxRows.cs"] = ["Adjoint", "EntropyAdjoint", "Projected", "Probability", "Product"],
        ["Lines/SoftmaxAdjoint.cs"] = ["SoftmaxAdjoint", "Row", "Term", "Sum"],
        ["Convolution/MeanPool.cs"] = ["AdjointPieces"],
        ["Convolution/MaxPool.cs"] = ["PlacePieces"],
        ["Convolution/Resample.cs"] = ["AdjointPieces"],
        ["LinearAlgebra/DualMatrices.cs"] = ["DualMatrices"],
        ["LinearAlgebra/Cofactors.cs"] = ["Work"],
    };

    /// <summary>Single methods of kernels that only a derivative uses, by the end of their file.</summary>
    private static readonly Dictionary<string, string[]> Methods = new()
    {
        ["Lines/ISoftmax.cs"] = ["Term", "Adjoint"],
        ["Core/Contracts/Part.cs"] = ["Forward"],
        ["Core/Contracts/Pick.cs"] = ["Forward"],
    };

    private readonly HashSet<SyntaxNode> _methods = [];

    /// <summary>Finds the methods of a file.</summary>
    /// <param name="file">Below <c>src</c>.</param>
    /// <param name="root">The file.</param>
    public Scope(string file, SyntaxNode root)
    {
        var all = root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>().Where(method => method is not ConstructorDeclarationSyntax).ToList();
        _methods.UnionWith(all.Where(method => States(file, method)));

        // Private functions that only derivatives call belong to them.
        for (var before = -1; before != _methods.Count;)
        {
            before = _methods.Count;
            _methods.UnionWith(all.OfType<MethodDeclarationSyntax>().Where(method => !_methods.Contains(method) && IsOwn(method, all)));
        }
    }

    /// <summary>True for a method that is part of a derivative.</summary>
    public bool Contains(SyntaxNode method) => _methods.Contains(method);

    /// <summary>The type and the name of a method, for people.</summary>
    public static string NameOf(SyntaxNode node)
    {
        var type = node.FirstAncestorOrSelf<TypeDeclarationSyntax>()?.Identifier.Text ?? "";
        return node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() switch
        {
            MethodDeclarationSyntax method => $"{type}.{method.Identifier.Text}",
            OperatorDeclarationSyntax sign => $"{type}.operator {sign.OperatorToken.Text}",
            _ => type,
        };
    }

    private static bool States(string file, BaseMethodDeclarationSyntax method)
    {
        if (method.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type || type is InterfaceDeclarationSyntax) return false;
        foreach (var (end, types) in Types)
        {
            if (file.EndsWith(end, StringComparison.Ordinal)) return types.Contains(type.Identifier.Text);
        }

        if (method is not MethodDeclarationSyntax { Identifier.Text: var name }) return false;
        if (Methods.Any(entry => file.EndsWith(entry.Key, StringComparison.Ordinal) && entry.Value.Contains(name))) return true;
        var parameters = method.ParameterList.Parameters;

        // A node's forward pass is its jvp; the kernels named Reverse or Adjoint are those that the rules launch.
        if (name == "Forward") return parameters.Any(parameter => parameter.Type?.ToString() == "ForwardPass");
        if (name == "AddTo") return parameters.Count == 2 && parameters[1].Identifier.Text == "g";
        return Names.Any(start => name.StartsWith(start, StringComparison.Ordinal)) && (parameters.Count > 0 || name == "Derivative") && !file.StartsWith("AutoDiff.NN/Modules", StringComparison.Ordinal);
    }

    private bool IsOwn(MethodDeclarationSyntax method, List<BaseMethodDeclarationSyntax> all)
    {
        if (method.Modifiers.Any(SyntaxKind.PublicKeyword) || method.Modifiers.Any(SyntaxKind.InternalKeyword)) return false;
        var type = method.FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is null || method.ExplicitInterfaceSpecifier is not null) return false;
        var callers = all.Where(other => other != method && type.Span.Contains(other.Span) && Calls(other, method.Identifier.Text)).ToList();
        return callers.Count > 0 && callers.TrueForAll(_methods.Contains);
    }

    private static bool Calls(SyntaxNode caller, string name) => caller.DescendantNodes().OfType<SimpleNameSyntax>().Any(called => called.Identifier.Text == name);
}
