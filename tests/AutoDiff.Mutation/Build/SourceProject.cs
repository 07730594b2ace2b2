using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Mutations;

/// <summary>A project of <c>src</c> as its project file describes it, ready for the compiler.</summary>
internal sealed class SourceProject
{
    private static readonly string[] ImplicitUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];
    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14, preprocessorSymbols: ["NET", "NET10_0", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "RELEASE"]);
    private static readonly CSharpCompilationOptions Output = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, deterministic: true);

    private SourceProject(string name, IReadOnlyDictionary<string, SyntaxTree> files, SyntaxTree generated)
    {
        Name = name;
        Files = files;
        Generated = generated;
    }

    /// <summary>The name of the assembly.</summary>
    public string Name { get; }

    /// <summary>The files, under their paths below <c>src</c> with slashes.</summary>
    public IReadOnlyDictionary<string, SyntaxTree> Files { get; }

    /// <summary>What the build adds: implicit usings, the version, friends.</summary>
    private SyntaxTree Generated { get; }

    /// <summary>Reads a project.</summary>
    /// <param name="src">The folder <c>src</c>.</param>
    /// <param name="name">The project.</param>
    /// <param name="version">The version of the assembly that is replaced.</param>
    public static SourceProject Read(string src, string name, Version version)
    {
        var folder = Path.Combine(src, name);
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(src, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToDictionary(path => path, path => Parse(File.ReadAllText(Path.Combine(src, path)), path));
        var friends = XDocument.Load(Path.Combine(folder, name + ".csproj")).Descendants("InternalsVisibleTo").Select(friend => friend.Attribute("Include")!.Value);
        var generated = string.Concat(
            ImplicitUsings.Select(space => $"global using {space};\n"))
            + $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")]\n"
            + string.Concat(friends.Select(friend => $"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"{friend}\")]\n"));
        return new(name, files, Parse(generated, name + ".g.cs"));
    }

    /// <summary>One file.</summary>
    public static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, Language, path, System.Text.Encoding.UTF8);

    /// <summary>The compilation of these files with others in place of some.</summary>
    public CSharpCompilation Compile(IEnumerable<SyntaxTree> files, IEnumerable<MetadataReference> references) => CSharpCompilation.Create(Name, [.. files, Generated], references, Output);
}
