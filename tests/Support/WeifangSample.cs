using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>The sample workbook, imported and issued as the product does it.</summary>
internal static class WeifangSample
{
    public static async Task Load(IGrainFactory grains, TimeProvider clock, string folder)
    {
        var report = await new WorkbookImport(grains, clock).Run(WorkbookReader.Read(folder), new ImportOptions());
        Assert.True(report.Accepted, report.Message);
        foreach (var drafted in report.Lists)
            await grains.GetGrain<IGridGrain>(GridKeys.Grid(report.Grid!)).Issue(drafted.List);
    }
}
