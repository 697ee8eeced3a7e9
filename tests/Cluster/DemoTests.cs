using System.Net.Http.Json;
using System.Text.Json;
using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Tests.Embedded;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Cluster;

/// <summary><c>./run --cluster</c>: what anybody sees who wants to look at a cluster.</summary>
public sealed class DemoTests
{
    private static readonly string Home = Path.GetFullPath("../..", Weifang.Sample);

    [Fact]
    public async Task It_stands_with_the_sample_in_it_and_is_there_again_after_a_stop()
    {
        using var data = new DataFolder();
        // The server runs as a user of its own, and has to get there.
        File.SetUnixFileMode(data.Parent, File.GetUnixFileMode(data.Parent) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        foreach (var isFirst in (bool[])[true, false])
        {
            var url = EmbeddedProcess.FreeUrl();
            await using var demo = await ChildProcess.Start("demo", ["dotnet", LocalCluster.Program("Cluster"), "--data", data.Path, "--urls", url], [new("GRID_HOME", Home)]);
            await Patience.Until("a cluster to look at", () => Task.FromResult(demo.Output.Contains($"{url}/graphql") || demo.HasEnded ? demo : null), 120, () => demo.Output);

            Assert.Equal(isFirst, demo.Output.Contains("正在导入"));
            Assert.Equal(4_899, await Items(url, Path.Combine(data.Path, "cluster.key")));
            Assert.Equal(0, await demo.Stop());
        }
    }

    [Theory]
    [InlineData("--unknown", "参数有误")]
    [InlineData("--key-file", "示例密钥")]
    public async Task What_it_does_not_know_it_refuses_with_a_sentence(string flag, string sentence)
    {
        await using var demo = await ChildProcess.Start("demo", ["dotnet", LocalCluster.Program("Cluster"), flag, "x"], [new("GRID_HOME", Home)]);

        Assert.Equal(2, await demo.Ended(TestContext.Current.CancellationToken));
        Assert.StartsWith(sentence, demo.Output);
    }

    private static async Task<int> Items(string url, string key)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", await File.ReadAllTextAsync(key, TestContext.Current.CancellationToken)) } };
        using var answer = await http.PostAsJsonAsync(new Uri($"{url}/graphql"), new { query = """{ overview(unit: "370700") { items } }""" }, TestContext.Current.CancellationToken);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("data").GetProperty("overview").GetProperty("items").GetInt32();
    }
}
