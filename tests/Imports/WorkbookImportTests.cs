using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

[Collection(nameof(ImportHost))]
[OnBothDatabases]
public sealed class WorkbookImportTests(ImportHost host)
{
    [Fact]
    public async Task The_same_workbook_twice_changes_nothing_and_says_so()
    {
        using var weifang = await host.Found("R1");
        var before = await host.Overview("R1");

        var again = await host.Run(weifang, newVersion: true);

        Assert.Equal("内容与在册一致，没有变化。", again.Message);
        Assert.Empty(again.Absent);
        Assert.Equal(before.Items, (await host.Overview("R1")).Items);
        Assert.Equal(1, (await host.Sheet("R1", "370702")).Version);
    }

    [Theory]
    [InlineData("R11", "岗位", "岗位编码", "370702-04", "岗位名称", "第一副局长", 0, 1)]
    [InlineData("R12", "岗位", "岗位编码", "370702-04", "关键少数", "是", 0, 1)]
    [InlineData("R13", "任职", "岗位编码", "370702-04", "终止日期", "2026-06-30", 0, 1)]
    [InlineData("R14", "任职", "岗位编码", "370702-04", "起始日期", "2024-03-01", 0, 1)]
    [InlineData("R15", "任职", "岗位编码", "370702-04", "人员编码", "P370700001", 0, 1)]
    [InlineData("R16", "单位", "单位编码", "370702001", "单位名称", "古城分局", 1, 0)]
    [InlineData("R17", "单位", "单位编码", "370702001", "上级编码", "370703", 1, 0)]
    [InlineData("R18", "人员", "人员编码", "P370700037", "所在单位", "370703", 0, 1)]
    [InlineData("R19", "关系", "对象编码", "370702001", "起始日期", "2026-02-01", 0, 1)]
    public async Task A_changed_cell_changes_just_that(string root, string sheet, string column, string row, string changed, string value, int structure, int facts)
    {
        using var weifang = await host.Found(root);
        weifang.Set(sheet, weifang.Row(sheet, column, row), changed, value);

        var dry = await host.Run(weifang, dryRun: true);
        var report = await host.Run(weifang);
        var again = await host.Run(weifang);

        Assert.Equal((true, structure, facts), (report.Accepted, report.StructureChanges, report.FactChanges));
        Assert.Empty(report.Absent);
        Assert.Equal($"检查通过，将有 1 处变化；未写入任何内容。", dry.Message);
        Assert.Equal("内容与在册一致，没有变化。", again.Message);
        Assert.Empty(again.Absent);
    }

    [Fact]
    public async Task Another_person_on_a_fill_takes_the_post_off_the_first_one()
    {
        using var weifang = await host.Found("R2");
        await host.Run(weifang.Set("任职", weifang.Row("任职", "岗位编码", "370702-04"), "人员编码", "P370700001"));

        var seat = (await host.Sheet("R2", "370702")).Seats.Single(s => s.Post.Code == "370702-04");

        Assert.Equal(["P370700001"], seat.Holders.Select(f => f.Person));
        Assert.DoesNotContain((await host.Person("R2", "P370700037")).Seatings, s => s.Fills.Exists(f => f.Span.Superseded is null));
        Assert.Contains((await host.Person("R2", "P370700001")).Seatings, s => s.Fills.Exists(f => f.Post == "370702-04" && f.Span.Superseded is null));
    }

    [Fact]
    public async Task A_branch_moved_to_another_county_is_counted_there()
    {
        using var weifang = await host.Found("R3");
        var (all, from, to) = (await host.Overview("R3"), await host.Overview("R3", "370702"), await host.Overview("R3", "370703"));

        await host.Run(weifang.Set("单位", weifang.Row("单位", "单位编码", "370702001"), "上级编码", "370703"));

        var moved = await Patience.Until("the branch in its new county", async () => await host.Overview("R3", "370703") is { } now && now.Units == to.Units + 1 ? now : null);
        Assert.Equal(7, moved.Posts - to.Posts);
        Assert.Equal(from.Units - 1, (await host.Overview("R3", "370702", o => o.Units == from.Units - 1)).Units);
        Assert.Equal((all.Units, all.Posts, all.Items), (await host.Overview("R3", once: o => o.Units == all.Units && o.Items == all.Items)) is { } after ? (after.Units, after.Posts, after.Items) : default);
    }

    [Fact]
    public async Task A_person_whose_home_changed_is_counted_once()
    {
        using var weifang = await host.Found("R4");
        var before = await host.Overview("R4");
        var (old, next) = ((await host.Sheet("R4", "370702")).Residents, (await host.Sheet("R4", "370703")).Residents);

        await host.Run(weifang.Set("人员", weifang.Row("人员", "人员编码", "P370700037"), "所在单位", "370703"));

        Assert.Equal((old - 1, next + 1), ((await host.Sheet("R4", "370702")).Residents, (await host.Sheet("R4", "370703")).Residents));
        Assert.Equal("370703", (await host.Person("R4", "P370700037")).Home);
        Assert.Equal(before.Persons, (await host.Overview("R4", once: o => o.Persons == before.Persons)).Persons);

        await host.Run(weifang.Set("人员", weifang.Row("人员", "人员编码", "P370700037"), "所在单位", "370702"));
        Assert.Equal("370702", (await host.Person("R4", "P370700037")).Home);
        Assert.Equal((old, next), ((await host.Sheet("R4", "370702")).Residents, (await host.Sheet("R4", "370703")).Residents));
    }

    [Fact]
    public async Task A_post_moved_to_another_unit_takes_its_holder_along()
    {
        using var weifang = await host.Found("R5");
        var before = await host.Overview("R5");

        var report = await host.Run(weifang.Set("岗位", weifang.Row("岗位", "岗位编码", "370702001-04"), "单位编码", "370703001"));

        // The post, its fill and the link that ends in it.
        Assert.Equal((1, 3), (report.StructureChanges, report.FactChanges));
        Assert.DoesNotContain((await host.Sheet("R5", "370702001")).Seats, s => s.Post.Code == "370702001-04");
        Assert.Equal(["P370700053"], (await host.Sheet("R5", "370703001")).Seats.Single(s => s.Post.Code == "370702001-04").Holders.Select(f => f.Person));
        Assert.Equal(["370703001"], (await host.Person("R5", "P370700053")).Seatings.Where(s => s.Fills.Exists(f => f.Span.Superseded is null && Stay.IsHere(s.Stays, f.Post, DateOnly.MaxValue))).Select(s => s.Unit));
        Assert.Equal(["Appoint", "MovePost"], (await host.Grains.GetGrain<IUnitGrain>(GridKeys.Unit("R5", "370703001")).ListEntries("370702001-04")).Select(e => $"{e.Act}"));
        Assert.Equal(["P370700053"], (await host.Grains.GetGrain<IUnitGrain>(GridKeys.Unit("R5", "370702001")).GetSheet(new Moment(new GridSettings().DateAt(DateTimeOffset.UtcNow).AddDays(-1), DateTimeOffset.MaxValue))).Seats.Single(s => s.Post.Code == "370702001-04").Holders.Select(f => f.Person));
        Assert.Equal(before.Posts, (await host.Overview("R5", once: o => o.Posts == before.Posts)).Posts);
        Assert.Equal("内容与在册一致，没有变化。", (await host.Run(weifang)).Message);
    }

    [Fact]
    public async Task What_a_workbook_changes_in_the_structure_stands_in_its_history()
    {
        using var weifang = await host.Found("R8");
        var grid = host.Grains.GetGrain<IGridGrain>(GridKeys.Grid("R8"));
        Assert.Empty(await grid.ListEntries("370702001"));

        await host.Run(weifang.Set("单位", weifang.Row("单位", "单位编码", "370702001"), "上级编码", "370703").Set("单位", weifang.Row("单位", "单位编码", "370702002"), "单位名称", "古城分局"));
        await host.Run(weifang);

        var moved = Assert.Single(await grid.ListEntries("370702001"));
        Assert.Equal((Act.MoveUnit, "370703", "系统", false), (moved.Act, moved.Other, moved.Who.Name, moved.Late));
        Assert.Equal((Act.ImportWorkbook, "古城分局"), (await grid.ListEntries("370702002")) is [var named] ? (named.Act, named.Text) : default);
        Assert.Equal([Act.MoveUnit], (await host.Grains.GetGrain<IHistoryGrain>(GridKeys.Grid("R8")).OfUnit("370702001")).Where(e => e.Subject == "370702001").Select(e => e.Act));
    }

    [Fact]
    public async Task Rows_that_are_gone_change_nothing_and_are_listed()
    {
        using var weifang = await host.Found("R6");
        var before = await host.Overview("R6");
        foreach (var (sheet, column, value) in new[] { ("人员", "人员编码", "P370700056"), ("任职", "人员编码", "P370700056"), ("岗位", "岗位编码", "370702001-02"), ("关系", "对象编码", "370702001-03"), ("责任清单", "事项编码", "2026-12-06") })
            weifang.Sheets[sheet].RemoveAt(weifang.Row(sheet, column, value) - 1);

        var report = await host.Run(weifang);

        Assert.Equal(
            ["岗位 370702001-02", "任职 370702001-07 P370700056 2023-10-01", "关系 370702D01 370702001-03 2026-01-01", "人员 P370700056", "责任清单 2026-12-06"],
            report.Absent);
        Assert.Equal("内容与在册一致，没有变化。", report.Message);
        Assert.Equal((before.Posts, before.Persons, before.Unassigned), (await host.Overview("R6")) is { } now ? (now.Posts, now.Persons, now.Unassigned) : default);
    }

    [Fact]
    public async Task What_contradicts_the_record_is_refused_with_its_row()
    {
        using var weifang = await host.Found("R7");
        var row = weifang.Row("任职", "岗位编码", "370702-04");
        weifang.Set("任职", row, "人员编码", "P370700001").Set("任职", row, "起始日期", "2025-01-01").Set("单位", weifang.Row("单位", "单位编码", "370702001"), "单位名称", "古城分局");

        var refused = await host.Run(weifang);
        var skipped = await host.Run(weifang, skip: true);

        Assert.False(refused.Accepted);
        var fault = Assert.Single(refused.Faults);
        Assert.Equal(("任职", row, FaultCode.RefusedByGrid, "2025-01-01"), (fault.Sheet, fault.Row, fault.Code, fault.Value));
        Assert.Equal((true, 1, 0), (skipped.Accepted, skipped.StructureChanges, skipped.FactChanges));
        Assert.Equal([fault], skipped.Faults);
        Assert.Equal("古城分局", (await host.Overview("R7", "370702001", o => o.UnitName == "古城分局")).UnitName);
    }
}
