using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Nothing can be asked that does not say which right it takes.</summary>
public sealed class NeedsTests
{
    // Read grains in the caller's name, so that the right of a field is that of the grain method behind it.
    private static readonly Type[] Readers = [typeof(GrainReads), typeof(ItemDesk), typeof(AccountDesk), typeof(NodeTypes), typeof(RestrictedReads), typeof(ViewerReads)];

    [Fact]
    public void Every_grain_method_declares_what_it_needs()
    {
        var methods = typeof(GridKeys).Assembly.GetExportedTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).SelectMany(type => type.GetMethods()).ToList();

        Assert.True(methods.Count > 60);
        Assert.All(methods, method => Assert.True(method.GetCustomAttribute<NeedsAttribute>() is not null, $"{method.DeclaringType!.Name}.{method.Name} declares no right."));
    }

    [Fact]
    public void Every_field_of_the_schema_that_reads_or_changes_does_so_through_grains()
    {
        var fields = ((Type[])[typeof(Query), typeof(Mutation)]).SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)).ToList();

        Assert.True(fields.Count > 30);
        Assert.All(fields, field => Assert.True(field.GetParameters().Any(p => Readers.Contains(p.ParameterType)), $"{field.Name} does not go through grains."));
    }

    /// <summary>Fields below the roots too: what a resolver is given beside its arguments is one of these, each of which asks grains in the caller's name, or none that reads.</summary>
    [Fact]
    public void No_field_at_any_depth_is_given_anything_but_readers()
    {
        var given = from type in typeof(Query).Assembly.GetTypes()
                    from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                    from parameter in method.GetParameters()
                    where parameter.GetCustomAttribute<FromServicesAttribute>() is not null
                    select (Field: $"{type.Name}.{method.Name}", parameter.ParameterType);

        Assert.True(given.Count() > 100);
        // A node is found by the reader of its type, which the request hands out.
        Assert.All(given.Where(field => field is not { Field: "Query.Node" or "Query.Nodes", ParameterType: var type } || type != typeof(IServiceProvider)),
            field => Assert.True(Readers.Contains(field.ParameterType), $"{field.Field} is given {field.ParameterType.Name}."));
    }

    /// <summary>The readers themselves ask in the gateway's own name only what nobody's rights decide: which grids there are, and what the door has to know of everybody.</summary>
    [Fact]
    public void Only_the_door_and_the_list_of_grids_ask_in_the_gateways_own_name()
    {
        var asking = from file in Directory.EnumerateFiles(Gateway(), "*.cs", SearchOption.AllDirectories)
                     where !file.Contains("/obj/", StringComparison.Ordinal) && File.ReadAllText(file).Contains("CallSigner.AsGateway(", StringComparison.Ordinal)
                     select Path.GetRelativePath(Gateway(), file);

        Assert.Equal(
            ["Grids/Grids.cs", "Identity/AccountDesk.cs", "Identity/KeyChecks.cs", "Identity/RowCopy.cs", "Imports/ImportEndpoint.cs", "Imports/WorkbookImport.cs"],
            asking.Order(StringComparer.Ordinal));
    }

    private static string Gateway([CallerFilePath] string here = "") => Path.GetFullPath("../../gateway", Path.GetDirectoryName(here)!);
}
