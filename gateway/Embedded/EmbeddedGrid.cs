using System.Diagnostics;

namespace ResponsibilityGrid.Gateway;

/// <summary>The first hour of an embedded grid: import, issue, wait until every unit is reached; or only wake what is there.</summary>
internal sealed class EmbeddedGrid(IGrainFactory grains, WorkbookImport import, SampleKeyFile samples, Readiness readiness, TimeProvider clock)
{
    public const string Import = "import", Issuing = "issuing";

    private IGridRegisterGrain Register => grains.GetGrain<IGridRegisterGrain>(GridKeys.Register);

    /// <summary>Makes the grid ready. An import that was cut off is repeated; what is there already is not written twice.</summary>
    public async Task Start(EmbeddedOptions options, CancellationToken stopping)
    {
        CallSigner.ActAs(Principal.System("start"));
        var ready = await Register.ListReady();
        if (ready.Count == 0) await Found(options, stopping);
        else if (options.IsWorkbookGiven) Console.WriteLine($"数据目录中已有责任网格，未导入 {options.Workbook}；要导入请用 POST /api/imports，或换一个空目录。");
        // Also those whose import was cut off: what was issued there goes on by itself.
        foreach (var grid in await Register.List())
            await grains.GetGrain<IGridGrain>(GridKeys.Grid(grid)).Resume();
        foreach (var grid in ready)
        {
            await Settled(grid, grid, stopping);
            Console.WriteLine($"责任网格 {grid} 已就绪。");
        }

        if (options.KeyFile is { } file) await samples.Write(file);
        readiness.Met(Import);
        readiness.Met(Issuing);
    }

    private async Task Found(EmbeddedOptions options, CancellationToken stopping)
    {
        var workbook = options.Workbook;
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"正在导入 {workbook} ……");
        var read = WorkbookReader.Read(workbook);
        await RefuseAnother(read.Workbook.Root);
        var report = await import.Run(read, new ImportOptions(), Show, stopping: stopping);
        if (!report.Accepted) throw BadWorkbookException.Of(workbook, report.Faults);

        foreach (var list in report.Lists)
        {
            var version = await grains.GetGrain<IGridGrain>(GridKeys.Grid(report.Grid!)).Issue(list.List);
            Console.WriteLine($"已下发 {list.List} 年责任清单第 {version.Number} 版，{version.Duties.Count} 个事项；正在逐级分解 ……");
        }

        var overview = await Settled(report.Grid!, report.Grid!, stopping, ShowArrival);
        if (options.IsSample) await samples.Found();
        await Register.MarkReady(report.Grid!);
        Console.WriteLine(Summary.Of(overview, watch.Elapsed));
    }

    /// <summary>Beside a grid whose founding was cut off another workbook would leave it half there for good.</summary>
    private async Task RefuseAnother(string? root)
    {
        if (await Register.List() is [var begun, ..] && root is not null && begun != root)
            throw new StartRefusedException($"数据目录中责任网格 {begun} 的导入尚未完成，所给工作簿却是 {root} 的；请用原来的工作簿启动，或换一个空目录。");
    }

    /// <summary>Waits until every unit below has been heard.</summary>
    private async Task<Overview> Settled(string grid, string unit, CancellationToken stopping, Action<Overview>? show = null)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50), clock);
        while (true)
        {
            var overview = await grains.GetGrain<ILedgerGrain>(GridKeys.Unit(grid, unit)).GetOverview(null);
            show?.Invoke(overview);
            if (overview.Settled) return overview;
            await beat.WaitForNextTickAsync(stopping);
        }
    }

    private int _arrived;

    /// <summary>How many units the list has reached, whenever it is more than before.</summary>
    private void ShowArrival(Overview overview)
    {
        var arrived = overview.Units - overview.GapsByReason.Where(gap => gap.Of == GapReason.UnitNotReached).Sum(gap => gap.Count);
        if (arrived > _arrived) Console.WriteLine($"  送达 {_arrived = arrived}/{overview.Units}");
    }

    private static void Show(string step, int done, int total)
    {
        if (done == total || done % 50 == 0) Console.WriteLine($"  {step} {done}/{total}");
    }
}
