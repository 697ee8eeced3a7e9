using System.Reflection;
using GraphQL;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>Nothing can be asked that does not say which right it takes.</summary>
public sealed class NeedsTests
{
    // Read grains in the caller's name, so that the right of a field is that of the grain method behind it.
    private static readonly Type[] Readers = [typeof(GrainReads), typeof(ItemDesk), typeof(AccountDesk), typeof(NodeTypes)];

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

    [Fact]
    public void No_field_takes_a_grain_factory_past_the_readers() =>
        Assert.All(
            typeof(Query).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
                .Where(method => method.GetParameters().Any(p => p.GetCustomAttribute<FromServicesAttribute>() is not null)),
            field => Assert.DoesNotContain(field.GetParameters(), p => typeof(IGrainFactory).IsAssignableFrom(p.ParameterType)));
}
