using System.Reflection;
using System.Text;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>What travels between processes, as text: a change of it is seen in review, and a silo of yesterday is thought of.</summary>
public sealed class ContractsTests
{
    private static readonly Assembly Contracts = typeof(GridKeys).Assembly;

    [Fact]
    public void The_wire_is_the_reviewed_one() => Golden.Matches(Surface(), "contracts.txt");

    [Fact]
    public void Every_call_and_every_record_has_a_name_that_survives_a_renaming()
    {
        Assert.All(GrainInterfaces(), grain => Assert.NotNull(grain.GetCustomAttribute<GrainInterfaceTypeAttribute>()));
        Assert.All(GrainInterfaces().SelectMany(grain => grain.GetMethods()), method => Assert.NotNull(method.GetCustomAttribute<AliasAttribute>(inherit: false)));
        Assert.All(Records(), record => Assert.NotNull(record.GetCustomAttribute<AliasAttribute>(inherit: false)));
    }

    private static string Surface()
    {
        var text = new StringBuilder();
        foreach (var grain in GrainInterfaces())
        {
            text.Append($"{grain.Name}\n");
            foreach (var method in grain.GetMethods().OrderBy(m => m.Name, StringComparer.Ordinal))
                text.Append($"  {method.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias}({string.Join(", ", method.GetParameters().Select(p => NameOf(p.ParameterType)))}) {NameOf(method.ReturnType)}\n");
        }

        foreach (var record in Records())
        {
            text.Append($"{record.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias}\n");
            foreach (var (id, member) in record.GetProperties().Select(p => (p.GetCustomAttribute<IdAttribute>(), p)).Where(m => m.Item1 is not null).OrderBy(m => m.Item1!.Id))
                text.Append($"  {id!.Id} {member.Name} {NameOf(member.PropertyType)}\n");
        }

        foreach (var choice in Contracts.GetExportedTypes().Where(t => t.IsEnum).OrderBy(t => t.Name, StringComparer.Ordinal))
            text.Append($"{choice.Name} = {string.Join(" | ", Enum.GetNames(choice).Select(name => $"{name} {(int)Enum.Parse(choice, name)}"))}\n");
        return text.ToString();
    }

    private static IEnumerable<Type> GrainInterfaces() =>
        Contracts.GetExportedTypes().Where(t => t.IsInterface && typeof(IGrain).IsAssignableFrom(t)).OrderBy(t => t.Name, StringComparer.Ordinal);

    private static IEnumerable<Type> Records() =>
        Contracts.GetExportedTypes().Where(t => !t.IsEnum && t.GetCustomAttribute<GenerateSerializerAttribute>() is not null).OrderBy(t => t.Name, StringComparer.Ordinal);

    private static string NameOf(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>" : type.Name;
}
