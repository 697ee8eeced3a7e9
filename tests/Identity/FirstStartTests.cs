using System.Text.Json;
using System.Text.RegularExpressions;
using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Tests.Embedded;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>What <c>./run</c> gives to whoever starts a grid: three links once, and keys of the sample where they are asked for.</summary>
public sealed class FirstStartTests
{
    private const string Password = "Kite-over-7-lakes";

    [Fact]
    public async Task Three_links_are_told_once_and_work_after_a_restart_and_keys_are_new_with_every_file()
    {
        using var data = new DataFolder();
        Dictionary<string, string> before;
        string[] links;
        await using (var first = EmbeddedProcess.On(data.Path))
        {
            await (await first.Ready()).Says("/graphql");
            links = [.. Regex.Matches(first.Output, "  (系统管理员|安全管理员|审计员)：(http\\S+)").Select(found => found.Groups[2].Value)];
            before = Keys(data);
            await first.Signal("TERM");
            Assert.Equal(0, await first.Ended(10));
        }

        Assert.Equal(3, links.Distinct().Count());
        Assert.Equal(SampleKeys.All.Select(sample => sample.Name), before.Keys);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(EmbeddedProcess.KeysOf(data.Path)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(data.Path, "identity.secret")));

        await using var second = EmbeddedProcess.On(data.Path);
        await (await second.Ready()).Says("/graphql");
        Assert.DoesNotContain("一次性链接", second.Output);
        using var visitor = new Visitor(second.Url);
        Assert.Equal(200, (await visitor.Post("/account/invitation", ("code", new Uri(links[0]).Fragment[1..]), ("name", "xi"), ("new", Password), ("again", Password))).Status);
        Assert.NotEmpty((await visitor.SignIn("xi", Password)).Secret);
        foreach (var (name, key) in Keys(data))
        {
            Assert.Equal(200, (await visitor.Ask("{ __typename }", bearer: key)).Status);
            Assert.Equal(401, (await visitor.Ask("{ __typename }", bearer: before[name])).Status);
        }
    }

    [Fact]
    public async Task Keys_of_the_sample_are_refused_to_any_other_workbook()
    {
        using var data = new DataFolder();
        await using var process = EmbeddedProcess.With("--data", data.Path, "--workbook", Weifang.Small("R9").Folder(), "--key-file", Path.Combine(data.Parent, "keys.json"));

        Assert.Equal(2, await process.Ended());
        Assert.Contains("--key-file", Assert.Single(process.Errors));
        Assert.False(File.Exists(Path.Combine(data.Parent, "keys.json")));
    }

    [Fact]
    public async Task A_gateway_of_a_cluster_gives_no_sample_keys_and_does_not_start_without_secrets()
    {
        await using var cluster = new LocalCluster("Host=/nowhere;Database=grid");

        await using var file = await ChildProcess.Start("keys", ["dotnet", LocalCluster.Program("Gateway"), "--key-file", "keys.json"]);
        var bare = await cluster.StartGateway("bare", null, ("Identity__Secrets", ""));

        Assert.Equal((2, 2), (await file.Ended(TestContext.Current.CancellationToken), await bare.Process.Ended(TestContext.Current.CancellationToken)));
        Assert.Contains("--key-file", file.Output);
        Assert.Contains("Identity:Secrets", bare.Process.Output);
        Assert.DoesNotContain("   at ", bare.Process.Output + file.Output);
    }

    private static Dictionary<string, string> Keys(DataFolder data) => JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(EmbeddedProcess.KeysOf(data.Path)))!;
}
