using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>Who may know whom, held by the build rather than by memory.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly Contracts = typeof(GridKeys).Assembly;
    private static readonly Assembly Grains = typeof(GridGrains).Assembly;
    private static readonly Assembly Silo = typeof(Storage).Assembly;
    private static readonly Assembly Gateway = typeof(ResponsibilityGrid.Gateway.Health).Assembly;

    [Fact]
    public void Contracts_know_nothing_but_Orleans() =>
        Assert.All(Contracts.GetReferencedAssemblies(), reference => Assert.Matches("^(System|netstandard|Microsoft\\.Extensions|Orleans)", reference.Name));

    [Fact]
    public void Grains_know_neither_silo_nor_gateway() =>
        Assert.DoesNotContain(Grains.GetReferencedAssemblies(), reference => reference.Name is "ResponsibilityGrid.Silo" or "ResponsibilityGrid.Gateway");

    [Fact]
    public void The_silo_does_not_know_the_gateway() =>
        Assert.DoesNotContain(Silo.GetReferencedAssemblies(), reference => reference.Name == "ResponsibilityGrid.Gateway");

    [Fact]
    public void Only_the_hosts_of_the_gateway_name_a_type_of_silo_or_grains()
    {
        var foreign = Grains.GetExportedTypes().Concat(Silo.GetExportedTypes()).Where(type => !type.Name.Contains("Codec") && !type.Name.Contains("Copier") && type.Namespace == "ResponsibilityGrid").Select(type => type.Name).ToList();
        var names = new Regex($@"\b({string.Join('|', foreign)})\b");
        var resolvers = SourceFiles("gateway").Where(file => !file.Contains("/Embedded/") && !file.Contains("/Cluster/") && !file.EndsWith("Program.cs", StringComparison.Ordinal));

        Assert.NotEmpty(foreign);
        Assert.All(resolvers, file => Assert.DoesNotMatch(names, Code(file)));
    }

    [Fact]
    public void Rules_are_static_and_wait_for_nobody()
    {
        var rules = Grains.GetTypes().Concat(Gateway.GetTypes()).Where(type => type.Name.EndsWith("Rules", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, type => Assert.True(type is { IsAbstract: true, IsSealed: true }, $"{type.Name} is not static."));
        Assert.All(rules.SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)), method =>
        {
            Assert.False(typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal), $"{method.DeclaringType!.Name}.{method.Name} waits.");
            Assert.DoesNotContain(method.GetParameters(), parameter => parameter.ParameterType == typeof(TimeProvider) || parameter.ParameterType == typeof(IGrainFactory));
        });
    }

    [Fact]
    public void Every_stored_state_has_a_name_and_a_store_of_its_own()
    {
        var states = Grains.GetTypes().SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()).OfType<PersistentStateAttribute>().ToList();

        Assert.NotEmpty(states);
        Assert.Equal(states.Count, states.Select(state => state.StateName).Distinct().Count());
        Assert.All(states, state => Assert.Equal(GridGrains.Store, state.StorageName));
    }

    private static IEnumerable<string> SourceFiles(string folder, [CallerFilePath] string here = "") =>
        Directory.EnumerateFiles(Path.GetFullPath($"../../{folder}", Path.GetDirectoryName(here)!), "*.cs", SearchOption.AllDirectories).Select(file => file.Replace('\\', '/'));

    // Without comments and strings, in which a name may well stand.
    private static string Code(string file) => Regex.Replace(File.ReadAllText(file), "//.*|\"[^\"]*\"", "");
}
