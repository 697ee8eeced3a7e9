using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

[Collection(nameof(ImportHost))]
[OnBothDatabases]
public sealed class IssuedListTests(ImportHost host)
{
    [Fact]
    public async Task A_changed_duty_of_an_issued_list_is_refused_with_each_of_its_rows()
    {
        using var weifang = await host.Found("L1");
        weifang.Set("责任清单", 3, "责任事项", "换了说法").Set("责任清单", 6, "时间节点", "2026-10-31");
        weifang.Set("岗位", weifang.Row("岗位", "岗位编码", "370702-04"), "岗位名称", "第一副局长");

        var report = await host.Run(weifang);

        Assert.False(report.Accepted);
        Assert.Equal(
            [("责任清单", 3, "事项编码", "LIST_ISSUED", "2026-01-02"), ("责任清单", 6, "事项编码", "LIST_ISSUED", "2026-01-05")],
            report.Faults.Select(f => (f.Sheet, f.Row, f.Column, f.Code, f.Value)));
        Assert.Single(await Versions("L1"));
        Assert.Equal("副局长1", (await host.Sheet("L1", "370702")).Seats.Single(s => s.Post.Code == "370702-04").Post.Title);
    }

    [Fact]
    public async Task A_new_version_is_drafted_where_it_is_asked_for_and_nothing_is_issued()
    {
        using var weifang = await host.Found("L2");
        weifang.Set("责任清单", 3, "责任事项", "换了说法").Sheets["责任清单"].RemoveAt(weifang.Sheets["责任清单"].Count - 1);

        var report = await host.Run(weifang, newVersion: true);
        var again = await host.Run(weifang, newVersion: true);

        var difference = Assert.Single(report.Lists).Difference;
        Assert.Equal(["2026-01-02"], difference.Changed);
        Assert.Equal((0, 1), (difference.Added.Count, difference.Dropped.Count));
        Assert.Equal("内容与在册一致，没有变化。", again.Message);
        var versions = await Versions("L2");
        Assert.Equal([1, 2], versions.Select(v => v.Number));
        Assert.Null(versions[1].IssuedAt);
        Assert.Equal("换了说法", versions[1].Duties.Single(d => d.Code == "2026-01-02").Title);
        Assert.Equal(1, (await host.Grains.GetGrain<IGridGrain>(GridKeys.Grid("L2")).GetStructure()).Lists.Max(l => l.Version));
    }

    [Fact]
    public async Task A_duty_of_a_list_that_is_not_issued_is_simply_changed()
    {
        using var weifang = Weifang.Small("L3");
        await host.Run(weifang);

        var report = await host.Run(weifang.Set("责任清单", 3, "责任事项", "换了说法"));

        Assert.Equal(["2026-01-02"], Assert.Single(report.Lists).Difference.Changed);
        Assert.Equal("已导入，共 1 处变化。", report.Message);
        Assert.Equal("换了说法", Assert.Single(await Versions("L3")).Duties.Single(d => d.Code == "2026-01-02").Title);
    }

    private Task<List<ListVersion>> Versions(string root) => host.Grains.GetGrain<IResponsibilityListGrain>(GridKeys.List(root, "2026")).ListVersions();
}
