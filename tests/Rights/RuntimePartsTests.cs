using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;
using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>What a client of the cluster gets of the runtime's own parts: without the pass of the program nothing but the manifest that each client starts from.</summary>
[Collection(nameof(RightsHost))]
public sealed class RuntimePartsTests(RightsHost host)
{
    private static readonly Type Factory = TypeOf("IInternalGrainFactory");

    public static TheoryData<string, string> Parts => new()
    {
        { "ISiloControl", "silo-control" }, { "IMembershipService", "clustering" }, { "IActivationMigrationManagerSystemTarget", "migrator" },
        { "ICatalog", "catalog" }, { "IRemoteGrainDirectory", "dir.mem" }, { "IRemoteClientDirectory", "dir.client" },
    };

    [Theory, MemberData(nameof(Parts))]
    public async Task No_client_asks_a_part_of_the_runtime(string part, string type)
    {
        var methods = MethodsOf(part);
        Assert.NotEmpty(methods);
        foreach (var method in methods)
        {
            TestPasses.ActAs(RightsHost.SysAdmin);
            Assert.Equal(RefusalCode.Forbidden, (await Assert.ThrowsAsync<GridRuleException>(() => Ask(part, type, method))).Code);
            TestPasses.Forge(Pass.Sign(PassKeys.Random(), Principal.System("forged").From(DateTimeOffset.UtcNow)));
            Assert.Equal(RefusalCode.Unauthenticated, (await Assert.ThrowsAsync<GridRuleException>(() => Ask(part, type, method))).Code);
            TestPasses.Forge(TestPasses.None);
            Assert.Equal(RefusalCode.Unauthenticated, (await Assert.ThrowsAsync<GridRuleException>(() => Ask(part, type, method))).Code);
            TestPasses.Forge(null);
        }
    }

    [Fact]
    public async Task The_manifest_is_open_to_clients()
    {
        TestPasses.Forge(TestPasses.None);
        foreach (var method in MethodsOf("IClusterManifestSystemTarget")) await Ask("IClusterManifestSystemTarget", "manifest", method);
    }

    private async Task Ask(string part, string type, MethodInfo method)
    {
        var silo = host.Cluster.Silos.Silos[0].SiloAddress;
        var get = Factory.GetMethods().Single(m => m.Name == "GetSystemTarget" && m.GetParameters().Length == 2).MakeGenericMethod(TypeOf(part));
        var target = get.Invoke(host.Cluster.Silos.Client, [GrainType.Create($"sys.svc.{type}"), silo]);
        var call = method.IsGenericMethodDefinition ? method.MakeGenericMethod([.. method.GetGenericArguments().Select(argument => argument.GetGenericParameterConstraints().FirstOrDefault() ?? typeof(object))]) : method;
        switch (call.Invoke(target, [.. call.GetParameters().Select(p => p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)]))
        {
            case Task task: await task; break;
            case { } answer: await (Task)answer.GetType().GetMethod("AsTask")!.Invoke(answer, [])!; break;
        }
    }

    // Nobody hears what becomes of a call that is not answered.
    private static List<MethodInfo> MethodsOf(string part) => [.. TypeOf(part).GetMethods().Where(method => method.GetCustomAttribute<OneWayAttribute>() is null)];

    private static Type TypeOf(string part) => new[] { "Orleans.Core", "Orleans.Runtime" }.Select(Assembly.Load).SelectMany(assembly => assembly.GetTypes()).Single(t => t.IsInterface && t.Name == part);
}
