using System.Reflection;
using System.Runtime.ExceptionServices;
using Xunit;
using Xunit.Sdk;

namespace AutoDiff.Mutations;

/// <summary>One case of a test: a fact, or a theory with its arguments.</summary>
/// <param name="Method">The method of the test.</param>
/// <param name="Arguments">Its arguments.</param>
internal sealed record TestCase(MethodInfo Method, object?[] Arguments)
{
    /// <summary>How the classes that test losses are called; the other tests of the networks use no derivatives of their own.</summary>
    private static readonly string[] LossTests = ["LossTests", "LossesTests", "EntropyTests", "CtcTests", "ErrorTests"];

    /// <summary>Class, method and arguments.</summary>
    public string Name => $"{Method.DeclaringType!.Name}.{Method.Name}({string.Join(", ", Arguments)})";

    /// <summary>The cases of all tests that measure derivatives, in an order that is the same in every process.</summary>
    /// <param name="filter">A part of the name, or empty for all.</param>
    public static IReadOnlyList<TestCase> All(string filter)
    {
        var types = typeof(Core.Tests.CatalogueTests).Assembly.GetTypes().Where(type => !type.FullName!.Contains(".Memory.", StringComparison.Ordinal))
            .Concat(Assembly.Load("AutoDiff.NN.Tests").GetTypes().Where(type => LossTests.Any(end => type.Name.EndsWith(end, StringComparison.Ordinal))));
        return
        [
            .. types.Where(type => type is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }).OrderBy(type => type.FullName, StringComparer.Ordinal)
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).OrderBy(method => method.MetadataToken))
                .Where(method => method.GetCustomAttribute<FactAttribute>() is { Skip: null } && method.ReturnType == typeof(void))
                .SelectMany(Cases)
                .Where(test => filter.Length == 0 || test.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)),
        ];
    }

    /// <summary>Runs the test on a new object of its class; throws what it throws.</summary>
    public void Run()
    {
        var subject = Activator.CreateInstance(Method.DeclaringType!);
        try
        {
            Method.Invoke(subject, Arguments);
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerException!);
        }
        finally
        {
            (subject as IDisposable)?.Dispose();
        }
    }

    private static IEnumerable<TestCase> Cases(MethodInfo method)
        => method.GetCustomAttribute<TheoryAttribute>() is null
            ? [new TestCase(method, [])]
            : method.GetCustomAttributes<DataAttribute>().SelectMany(data => data.GetData(method)).Select(row => new TestCase(method, row));
}
