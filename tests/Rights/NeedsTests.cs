using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GraphQL;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Nothing can be asked that does not say which right it takes.</summary>
public sealed partial class NeedsTests
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

    /// <summary>The readers themselves ask in the gateway's own name only what nobody's rights decide: which grids there are, and what the door has to know of everybody. Each place, by what it asks.</summary>
    [Fact]
    public void Only_the_door_and_the_list_of_grids_ask_in_the_gateways_own_name()
    {
        var asking = from file in Directory.EnumerateFiles(Gateway(), "*.cs", SearchOption.AllDirectories)
                     where !file.Contains("/obj/", StringComparison.Ordinal)
                     from asked in InAName().Matches(File.ReadAllText(file))
                     select $"{Path.GetRelativePath(Gateway(), file)}: {Blanks().Replace(asked.Groups[1].Value, " ")}";

        Assert.Equal(
            [
                "Embedded/EmbeddedGrid.cs: Principal.System(\"start\"))",
                "GatewayApp.cs: Callers.PrincipalOf(http))",
                "Grids/Grids.cs: () => new Retries().Ask(() => Grain<IGridRegisterGrain>(GridKeys.Register).List()))",
                "Identity/AccountDesk.cs: () => Accounts.FindInvitation(OneTimeCode.Seal(code))) is not null",
                "Identity/AccountDesk.cs: () => grains.GetGrain<IPersonGrain>(GridKeys.Person(place.Grid, place.Code)).Get())",
                "Identity/AccountPages.cs: CallSigner.Gateway)",
                "Identity/FirstLinks.cs: Principal.System(\"start\"))",
                "Identity/KeyChecks.cs: async () => { await Grain.NoteUse(account, key, today)",
                "Identity/RowCopy.cs: () => new Retries().Ask(() => newer(before?.Row)))",
                "Imports/ImportEndpoint.cs: async () => { await grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).MarkReady(report.Grid!)",
                "Imports/WorkbookImport.cs: () => new Retries().Ask(() => grains.GetGrain<IGridGrain>(GridKeys.Grid(root)).GetStructure()))).Settings : new()",
                "Imports/WorkbookImport.cs: () => new Retries().Ask(() => grains.GetGrain<IGridRegisterGrain>(GridKeys.Register).ListReady()))",
            ],
            asking.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("CallSigner\\.(?:AsGateway|ActAs)\\(([^;]*);")]
    private static partial Regex InAName();

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks();

    private static string Gateway([CallerFilePath] string here = "") => Path.GetFullPath("../../gateway", Path.GetDirectoryName(here)!);
}
