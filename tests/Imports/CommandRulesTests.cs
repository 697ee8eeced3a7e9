using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>After the founding a workbook is held to what commands are held to, row by row, before anything is written.</summary>
[Collection(nameof(ImportHost))]
public sealed class CommandRulesTests(ImportHost host)
{
    private static readonly DateOnly Made = new(2025, 1, 1);

    [Fact]
    public async Task What_a_command_would_refuse_is_refused_with_its_row_and_can_be_skipped()
    {
        using var weifang = await host.Found("C1");
        await Post("C1", "370702-90");
        await Do("C1", new UnitCommand { Id = "l", Act = Act.Link, Link = LinkKind.Checks, Subject = "370702-04", Target = "370703-04", On = new(2026, 1, 1) });
        weifang.Add("岗位", "370702-90", "370702", "新岗位", "岗位", "否");
        (string, int, string)[] rows =
        [
            ("任职", weifang.Add("任职", "370702-90", "P370700001", "任职", "2024-01-01", "", "2024-01-01", "某文"), "起始日期"),
            ("任职", weifang.Add("任职", "370702-03", "P370700001", "代理", "2026-01-01", "", "2026-01-01", "某文"), "终止日期"),
            ("任职", weifang.Add("任职", "370702-04", "P370700037", "代理", "2026-01-01", "2026-12-31", "2026-01-01", "某文"), "人员编码"),
            ("关系", weifang.Add("关系", "370703-04", "370702-04", "制约", "2026-02-01", ""), "主体编码"),
            ("关系", weifang.Add("关系", "370702-03", "370702-90", "制约", "2024-01-01", ""), "对象编码"),
        ];
        weifang.Set("岗位", weifang.Row("岗位", "岗位编码", "370702-04"), "岗位名称", "第一副局长");
        var version = (await host.Sheet("C1", "370702")).Version;

        var dry = await host.Run(weifang, dryRun: true);
        var refused = await host.Run(weifang);
        var untouched = (await host.Sheet("C1", "370702")).Version;
        var skipped = await host.Run(weifang, skip: true);

        Assert.All((ImportReport[])[dry, refused, skipped], report => Assert.Equal(rows.Select(row => (row.Item1, row.Item2, row.Item3, FaultCode.RefusedByGrid)), report.Faults.Select(f => (f.Sheet, f.Row, f.Column, f.Code))));
        Assert.All(dry.Faults, fault => Assert.EndsWith("。", fault.Message, StringComparison.Ordinal));
        // What is not on record breaks no rule.
        Assert.Equal(["OUTSIDE_POST_LIFE", "END_DATE_REQUIRED", "ALREADY_ON_RECORD", "MUTUAL_CHECKS", null], dry.Faults.Select(fault => fault.Rule));
        Assert.Equal((false, false, true), (dry.Accepted, refused.Accepted, skipped.Accepted));
        Assert.Equal(version, untouched);
        Assert.Equal((0, 1), (skipped.StructureChanges, skipped.FactChanges));
        Assert.Equal("第一副局长", (await host.Sheet("C1", "370702")).Seats.Single(s => s.Post.Code == "370702-04").Post.Title);
        Assert.Equal("内容与在册一致，没有变化。", (await host.Run(weifang, skip: true)).Message);
    }

    [Fact]
    public async Task A_term_counts_as_known_from_the_day_that_the_workbook_says()
    {
        using var weifang = Weifang.Small("C9");
        weifang.Set("任职", weifang.Row("任职", "岗位编码", "370702-04"), "登记日期", "2025-03-05");
        Assert.True((await host.Run(weifang)).Accepted);

        var term = (await host.Sheet("C9", "370702")).Seats.Single(s => s.Post.Code == "370702-04").Holders.Single().Span;
        Assert.Equal(new GridSettings().MidnightOf(new(2025, 3, 5)), term.Recorded);
        Assert.True(term.From < new DateOnly(2025, 3, 5));
    }

    [Fact]
    public async Task A_closed_post_is_not_missed_and_its_row_is_refused_and_skipped()
    {
        using var weifang = await host.Found("C2");
        await Post("C2", "370702-90");
        await Post("C2", "370702-91");
        await Do("C2", new StructureCommand { Id = "x", Act = Act.ClosePost, Unit = "370702", Post = "370702-91", Heirs = [new Heir("370702-91", "370702-90")], On = new(2025, 6, 30) });
        weifang.Add("岗位", "370702-90", "370702", "新岗位", "岗位", "否");

        Assert.Empty((await host.Run(weifang)).Absent);

        var row = weifang.Add("岗位", "370702-91", "370702", "新岗位", "岗位", "否");
        var fill = weifang.Add("任职", "370702-91", "P370700001", "任职", "2025-02-01", "", "2025-02-01", "某文");
        var refused = Assert.Single((await host.Run(weifang, dryRun: true)).Faults, fault => fault.Sheet == "岗位");
        var skipped = await host.Run(weifang, skip: true);

        Assert.Equal(("岗位", row, "岗位编码", "370702-91"), (refused.Sheet, refused.Row, refused.Column, refused.Value));
        Assert.True(skipped.Accepted);
        Assert.Equal([("岗位", row), ("任职", fill)], skipped.Faults.Select(f => (f.Sheet, f.Row)));
    }

    [Fact]
    public async Task Every_refusal_of_the_structure_is_found_at_once()
    {
        using var weifang = await host.Found("C3");
        await Post("C3", "370702X");
        weifang.Set("单位", weifang.Row("单位", "单位编码", "370702001"), "上级编码", "370703");
        var unit = weifang.Add("单位", "370702X", "新分局", "370702", "3", "分局", "");
        var bureau = weifang.Row("单位", "单位编码", "370703");
        weifang.Set("单位", bureau, "监督职能", "法制");

        var dry = await host.Run(weifang, dryRun: true);
        var skipped = await host.Run(weifang, skip: true);

        Assert.Equal([(bureau, "监督职能", "法制"), (unit, "单位编码", "370702X")], dry.Faults.Select(f => (f.Row, f.Column, f.Value)));
        Assert.True(skipped.Accepted);
        Assert.Contains(skipped.Faults, fault => fault is { Sheet: "单位", Code: FaultCode.RefusedByGrid } && fault.Row == unit);
    }

    [Fact]
    public async Task What_is_new_below_a_unit_that_a_command_made_begins_with_it()
    {
        using var weifang = await host.Found("C4");
        await Do("C4", new StructureCommand { Id = "u", Act = Act.CreateUnit, Unit = "370702X9", Other = "370702", Name = "新分局", Kind = UnitKind.Branch, Level = 3, On = Made });
        weifang.Add("单位", "370702X9", "新分局", "370702", "3", "分局", "");
        weifang.Add("岗位", "370702X9-01", "370702X9", "局长", "主要负责人", "是");

        var report = await host.Run(weifang);

        Assert.True(report.Accepted, string.Join('\n', report.Faults));
        Assert.Equal(Made, (await host.Grains.GetGrain<IGridGrain>(GridKeys.Grid("C4")).GetStructure()).Posts.Single(p => p.Code == "370702X9-01").Span.From);
        Assert.Equal("内容与在册一致，没有变化。", (await host.Run(weifang)).Message);
    }

    [Fact]
    public async Task Why_a_post_is_shared_is_kept_and_can_be_read()
    {
        using var weifang = await host.Found("C5");
        weifang.Sheets["任职"] = [.. weifang.Sheets["任职"].Select((row, n) => (string[])[.. row, n == 0 ? "共同任职" : ""])];
        weifang.Add("任职", "370702-04", "P370700001", "任职", "2026-01-01", "", "2026-01-01", "某文〔2026〕1号", "分管业务不同");
        weifang.Add("任职", "370702-04", "P370700002", "任职", "2026-01-01", "", "2026-01-01", "某文〔2026〕2号", "是");

        Assert.True((await host.Run(weifang)).Accepted);

        var told = await host.Ask("""{ unit(by: { code: "C5/370702" }) { posts { code holders { person { code } shared reason } } } }""");
        var holders = told.GetProperty("data").GetProperty("unit").GetProperty("posts").EnumerateArray().Single(p => p.GetProperty("code").GetString()!.EndsWith("370702-04", StringComparison.Ordinal)).GetProperty("holders");
        Assert.Equal(["false ", "true 依据 某文〔2026〕2号", "true 分管业务不同"], holders.EnumerateArray().Select(h => $"{h.GetProperty("shared").GetRawText()} {h.GetProperty("reason").GetString()}").Order(StringComparer.Ordinal));
        Assert.Contains((await host.Grains.GetGrain<IUnitGrain>(GridKeys.Unit("C5", "370702")).ListEntries("370702-04")), entry => entry is { Act: Act.Appoint, Text: "分管业务不同", Imported: true });
        Assert.Equal("内容与在册一致，没有变化。", (await host.Run(weifang)).Message);
    }

    [Fact]
    public async Task An_import_says_who_brought_it()
    {
        using var weifang = await host.Found("C6");
        weifang.Set("单位", weifang.Row("单位", "单位编码", "370702001"), "单位名称", "古城分局").Set("岗位", weifang.Row("岗位", "岗位编码", "370702-04"), "岗位名称", "第一副局长");
        weifang.Set("岗位", weifang.Row("岗位", "岗位编码", "370702001-04"), "单位编码", "370703001");
        host.Http.DefaultRequestHeaders.Add("Grid-Actor", "370702-01");
        try
        {
            Assert.Equal(200, (await host.PostFile(weifang.Xlsx())).Status);
        }
        finally
        {
            host.Http.DefaultRequestHeaders.Remove("Grid-Actor");
        }

        var holder = (await host.Sheet("C6", "370702")).Seats.Single(s => s.Post.Code == "370702-01").Holders[0];
        var grid = host.Grains.GetGrain<IGridGrain>(GridKeys.Grid("C6"));
        var entries = (await grid.ListEntries("370702001")).Where(e => e.Act == Act.ImportWorkbook)
            .Concat(await host.Grains.GetGrain<IUnitGrain>(GridKeys.Unit("C6", "370702")).ListEntries("370702-04")).Where(e => e.Recorded > holder.Span.Recorded && e.Imported && e.Act == Act.ImportWorkbook)
            .Concat((await host.Grains.GetGrain<IUnitGrain>(GridKeys.Unit("C6", "370703001")).ListEntries("370702001-04")).Where(e => e.Act == Act.MovePost)).ToList();
        Assert.Equal(3, entries.Count);
        Assert.All(entries, entry => Assert.Equal(("370702-01", "370702-01", holder.Person, holder.Name, true, true), (entry.Who.Code, entry.Who.Post, entry.Who.Person, entry.Who.Name, entry.Imported, entry.By!.StartsWith("key:", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Every_import_that_changed_a_unit_stands_in_its_history()
    {
        using var weifang = await host.Found("C8");
        var before = await Imports();
        foreach (var name in (string[])["古城分局", "新城分局"])
            Assert.True((await host.Run(weifang.Set("单位", weifang.Row("单位", "单位编码", "370702001"), "单位名称", name))).Accepted);

        Assert.Equal(before + 2, await Imports());

        async Task<int> Imports() => (await host.Grains.GetGrain<IHistoryGrain>(GridKeys.Grid("C8")).OfUnit("370702001")).Count(entry => entry.Act == Act.ImportWorkbook && entry.Subject == "370702001");
    }

    [Fact]
    public async Task Nobody_leaves_by_a_workbook_with_items_under_way()
    {
        using var weifang = await host.Found("C7");
        var seat = (await host.Sheet("C7", "370702001")).Seats.Single(s => s.Post.Code == "370702001-04");
        var item = new ItemKey("C7", "2026", weifang.Sheets["责任清单"].First(duty => duty[3] == "岗位")[0], seat.Post.Code);
        await host.Overview("C7", "370702001", once: overview => overview.Items > 0);
        await Commands("C7").Act(new ItemCommand { Id = "accept", Act = Act.AcceptItem, Key = item, Actor = new Actor { Code = seat.Post.Code } });
        var today = new GridSettings().DateAt(DateTimeOffset.UtcNow);
        var row = weifang.Row("任职", "岗位编码", seat.Post.Code);
        weifang.Set("任职", row, "终止日期", $"{today:yyyy-MM-dd}");

        var refused = Assert.Single((await host.Run(weifang)).Faults);
        Assert.Equal(("任职", row, "终止日期", FaultCode.RefusedByGrid), (refused.Sheet, refused.Row, refused.Column, refused.Code));
        Assert.Contains("还有 1 项在办事项", refused.Message);
        Assert.Equal("ITEMS_NOT_DISPOSED", refused.Rule);
        Assert.Null((await host.Sheet("C7", "370702001")).Seats.Single(s => s.Post.Code == seat.Post.Code).Holders[0].Span.To);

        // Said by command what becomes of it, the workbook says nothing new.
        await Do("C7", new UnitCommand { Id = "leave", Act = Act.Vacate, Post = seat.Post.Code, Person = seat.Holders[0].Person, On = today, KeepsAll = true });
        Assert.Equal("内容与在册一致，没有变化。", (await host.Run(weifang)).Message);
    }

    private Task<StructureReply> Post(string grid, string code) =>
        Do(grid, new StructureCommand { Id = $"p{code}", Act = Act.CreatePost, Unit = "370702", Post = code, Name = "新岗位", Layer = "岗位", On = Made });

    private Task<StructureReply> Do(string grid, StructureCommand command) => Commands(grid).Change(command with { Actor = new Actor { Code = "370702-01" } });

    private Task<UnitReply> Do(string grid, UnitCommand command) => Commands(grid).Change(command with { Actor = new Actor { Code = "370702-01" } });

    private ICommandsGrain Commands(string grid) => host.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(grid));
}
