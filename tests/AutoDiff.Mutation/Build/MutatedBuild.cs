using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Mutations;

/// <summary>The library with all its mutants in it.</summary>
internal sealed class MutatedBuild
{
    /// <summary>The mutated projects; each refers to those before it.</summary>
    public static readonly string[] Projects = ["AutoDiff.Kernels", "AutoDiff.Core", "AutoDiff.NN"];

    private readonly List<CSharpCompilation> _compilations = [];

    private MutatedBuild(IReadOnlyList<Mutation> mutations) => Mutations = mutations;

    /// <summary>The mutants, with the numbers 1, 2, 3, ...</summary>
    public IReadOnlyList<Mutation> Mutations { get; }

    /// <summary>Mutates all derivatives of the sources and compiles them. Changes that do not compile are left out.</summary>
    /// <param name="src">The folder <c>src</c>.</param>
    /// <param name="isWanted">Which files are mutated.</param>
    public static MutatedBuild Of(string src, Predicate<string> isWanted)
    {
        var projects = Array.ConvertAll(Projects, name => SourceProject.Read(src, name, new Version(0, 1, 0, 0)));
        var originals = Compile(projects, project => project.Files.Values);
        for (var refused = new HashSet<string>(); ;)
        {
            var mutations = new List<Mutation>();
            var build = new MutatedBuild(mutations);
            var mutated = projects.Zip(originals).ToDictionary(pair => pair.First, pair => pair.First.Files
                .Select(file => isWanted(file.Key) ? Mutate(file.Key, pair.Second.GetSemanticModel(file.Value), mutations, refused) : file.Value).ToList());
            build._compilations.AddRange(Compile(projects, project => mutated[project]));
            var before = refused.Count;
            foreach (var error in build._compilations.SelectMany(compilation => compilation.GetDiagnostics()).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                refused.Add(MutantAt(error) is { } id ? mutations[id - 1].ToString() : throw new InvalidOperationException($"mutation: the mutated sources do not compile: {error}"));
            if (refused.Count == before) return build;
        }
    }

    /// <summary>Writes the assemblies.</summary>
    public void Write(string folder)
    {
        foreach (var compilation in _compilations)
        {
            using var file = File.Create(Path.Combine(folder, compilation.AssemblyName + ".dll"));
            var result = compilation.Emit(file);
            if (!result.Success) throw new InvalidOperationException($"mutation: {compilation.AssemblyName} was not written: {result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");
        }
    }

    /// <summary>Mutates one file.</summary>
    public static SyntaxTree Mutate(string path, SemanticModel model, List<Mutation> mutations, IReadOnlySet<string> refused)
        => SourceProject.Parse(new Mutator(path, model, mutations, refused).Run().ToFullString(), path);

    private static CSharpCompilation[] Compile(SourceProject[] projects, Func<SourceProject, IEnumerable<SyntaxTree>> files)
    {
        var references = Platform();
        var compilations = new List<CSharpCompilation>();
        foreach (var project in projects)
        {
            compilations.Add(project.Compile(files(project), references));
            references.Add(compilations[^1].ToMetadataReference());
        }

        return [.. compilations];
    }

    /// <summary>The assemblies of this process, but not those that are mutated.</summary>
    public static List<MetadataReference> Platform() => [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => !Projects.Contains(Path.GetFileNameWithoutExtension(path)))
        .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>The mutant whose text the compiler objects to.</summary>
    private static int? MutantAt(Diagnostic error)
    {
        if (error.Location.SourceTree is not { } tree) return null;
        var node = tree.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var switches = node.AncestorsAndSelf().OfType<ConditionalExpressionSyntax>().Where(choice => IdOf(choice) is not null).ToList();
        var culprit = switches.Find(choice => choice.WhenTrue.Span.Contains(error.Location.SourceSpan)) ?? switches.FirstOrDefault() ?? node.DescendantNodes().OfType<ConditionalExpressionSyntax>().FirstOrDefault(choice => IdOf(choice) is not null);
        return culprit is null ? null : IdOf(culprit);
    }

    private static int? IdOf(ConditionalExpressionSyntax choice)
        => Regex.Match(choice.Condition.ToString(), @"^global::AutoDiff\.Mutations\.Mutant\.Is\((\d+)\)$") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : null;
}
