using System.Net;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Embedded;

public sealed class EmbeddedStartTests
{
    [Fact]
    public async Task A_first_start_imports_issues_cascades_and_says_so_and_a_second_one_only_wakes()
    {
        using var data = new DataFolder();
        await using var first = EmbeddedProcess.On(data.Path);

        Assert.NotEqual(HttpStatusCode.OK, await Patience.Until("an answer before it is ready", async () => (object?)await first.Health("ready")));
        await (await first.Ready()).Says("/graphql");

        Assert.Contains("正在导入", first.Output);
        Assert.Contains("写入单位 50/237", first.Output);
        Assert.Contains("已下发 2026 年责任清单第 1 版", first.Output);
        Assert.Contains("潍坊市局（370700）：单位 237，岗位 1,123，人员 1,076，责任事项 4,899", first.Output);
        Assert.Contains("按层级：市局 168，县区局 1,703，分局 1,830，岗位 1,198", first.Output);
        Assert.EndsWith($"责任网格：{first.Url}/graphql", first.Output);
        Assert.Equal(Weifang2026.Numbers, await Weifang2026.Of(first));
        Assert.Equal(HttpStatusCode.OK, await first.Health("startup"));
        Assert.Empty(first.Errors);

        await first.Signal("INT");
        Assert.Equal(0, await first.Ended(10));
        Assert.DoesNotContain("Exception", first.Output);

        var rows = data.Rows();
        await using var second = EmbeddedProcess.On(data.Path);
        await (await second.Ready()).Says("/graphql");

        Assert.DoesNotContain("导入", second.Output);
        Assert.Contains("责任网格 370700 已就绪", second.Output);
        Assert.Equal(Weifang2026.Numbers, await Weifang2026.Of(second));
        Assert.Equal(rows, data.Rows());

        await using var third = EmbeddedProcess.On(data.Path);
        Assert.Equal(2, await third.Ended());
        Assert.Equal($"数据目录“{data.Path}”正被另一个进程使用，或磁盘不可写。", Assert.Single(third.Errors));

        await second.Signal("TERM");
        Assert.Equal(0, await second.Ended(10));
        Assert.Empty(second.Errors);
    }

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_an_import_ends_it_at_once_and_the_next_start_completes_it()
    {
        using var data = new DataFolder();
        await using var cutOff = EmbeddedProcess.On(data.Path);
        await cutOff.Says("写入单位 50/");

        await cutOff.Signal("INT");

        Assert.Equal(0, await cutOff.Ended(10));
        Assert.DoesNotContain("已下发", cutOff.Output);
        Assert.Empty(cutOff.Errors);

        using var other = Weifang.Small("R9");
        await using var another = EmbeddedProcess.On(data.Path, "--workbook", other.Folder());
        Assert.Equal(2, await another.Ended());
        Assert.StartsWith("数据目录中责任网格 370700 的导入尚未完成", Assert.Single(another.Errors));

        await using var next = await EmbeddedProcess.On(data.Path).Ready();
        Assert.Equal(Weifang2026.Numbers, await Weifang2026.Of(next));
    }
}
