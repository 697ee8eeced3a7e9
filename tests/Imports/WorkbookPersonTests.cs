using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>A person's code is one person's, whichever part of the grid a workbook is about.</summary>
[Collection(nameof(ImportHost))]
public sealed class WorkbookPersonTests(ImportHost host)
{
    private const string Mine = "370702-04", Free = "P370799999";

    [Fact]
    public async Task The_code_of_somebody_at_home_in_a_unit_that_the_workbook_leaves_out_is_refused_with_its_row()
    {
        using var weifang = await host.Found("P1");
        var person = weifang.Sheets["人员"].First(row => row[2] == "370703")[0];
        var (name, persons) = ((await host.Person("P1", person)).Name, (await host.Overview("P1")).Persons);
        // What one county would send of itself.
        foreach (var rows in weifang.Sheets.Values) rows.RemoveAll(row => row.Any(cell => cell.StartsWith("370703", StringComparison.Ordinal)));
        var known = weifang.Sheets["人员"].Select(row => row[0]).ToHashSet();
        weifang.Sheets["任职"].RemoveAll(row => !known.Contains(row[1]));
        var row = weifang.Add("人员", person, "他人", "370702");
        var fill = weifang.Add("任职", Mine, person, "代理", "2026-01-01", "2026-02-01", "2026-01-01", "某文");
        weifang.Add("人员", Free, "新人", "370702");

        var dry = await host.Run(weifang, dryRun: true);
        var refused = await host.Run(weifang);
        var skipped = await host.Run(weifang, skip: true);

        Assert.All((ImportReport[])[dry, refused], report => Assert.Equal([("人员", row, "人员编码", person, "CODE_TAKEN")], report.Faults.Select(f => (f.Sheet, f.Row, f.Column, f.Value, f.Rule ?? ""))));
        Assert.Equal((false, false, true), (dry.Accepted, refused.Accepted, skipped.Accepted));
        Assert.Equal([("人员", row), ("任职", fill)], skipped.Faults.Select(f => (f.Sheet, f.Row)));
        var still = await host.Person("P1", person);
        Assert.Equal(("370703", name), (still.Home, still.Name));
        Assert.Equal("370702", (await host.Person("P1", Free)).Home);
        await host.Overview("P1", once: overview => overview.Persons == persons + 1);
        Assert.Equal("内容与在册一致，没有变化。", (await host.Run(weifang, skip: true)).Message);
    }

    [Fact]
    public async Task Whoever_moves_within_the_workbook_is_nobody_new()
    {
        using var weifang = await host.Found("P2");
        var row = 1 + weifang.Sheets["人员"].FindIndex(cells => cells[2] == "370703");
        var person = weifang.Sheets["人员"][row - 1][0];

        Assert.True((await host.Run(weifang.Set("人员", row, "所在单位", "370702"))).Accepted);

        Assert.Equal("370702", (await host.Person("P2", person)).Home);
    }
}
