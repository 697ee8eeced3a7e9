using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>An import through a store that fails.</summary>
public sealed class UnsteadyImportTests(CommandHost grid) : IClassFixture<CommandHost>
{
    [Fact]
    public async Task An_import_goes_on_where_a_row_failed_and_takes_everything_once()
    {
        const string Root = "888802";
        using var weifang = Weifang.Small(Root);
        (string Key, string State)[] rows =
            [(GridKeys.Grid(Root), "grid"), (GridKeys.Unit(Root, Root), "unit"), (GridKeys.Unit(Root, "370702"), "unit"), (GridKeys.List(Root, "2026"), "list")];
        foreach (var ((key, state), number) in rows.Select((row, number) => (row, number)))
        {
            if (number % 2 == 0) grid.Cluster.Faults.Fail(key, state, times: 1);
            else grid.Cluster.Faults.FailAfter(key, state, times: 1);
        }

        var import = new WorkbookImport(grid.Cluster.Grains, grid.Cluster.Clock);
        var report = await import.Run(weifang.Read(), new ImportOptions(), stopping: TestContext.Current.CancellationToken);
        var again = await import.Run(weifang.Read(), new ImportOptions(), stopping: TestContext.Current.CancellationToken);

        Assert.True(report.Accepted);
        Assert.All(rows, row => Assert.True(grid.Cluster.Faults.IsSpent(row.Key, row.State), row.Key));
        Assert.Equal((true, 0, 0), (again.Accepted, again.StructureChanges, again.FactChanges));
    }

    [Fact]
    public async Task An_import_that_cannot_go_on_says_so_and_is_completed_by_the_same_workbook()
    {
        const string Root = "888803";
        using var weifang = Weifang.Small(Root);
        var (unit, file) = (GridKeys.Unit(Root, Root), weifang.Zip());
        grid.Cluster.Faults.Fail(unit, "unit", times: 1000);
        using var response = await grid.Import(file);
        grid.Cluster.Faults.Fail(unit, "unit", times: 0);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (response.StatusCode, response.Headers.RetryAfter?.Delta));
        var told = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("UNAVAILABLE", told.GetProperty("code").GetString());
        Assert.Equal("网格的一部分暂时无法应答，导入未完成；请稍后重新导入同一工作簿。", told.GetProperty("message").GetString());

        using var again = await grid.Import(file);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }
}
