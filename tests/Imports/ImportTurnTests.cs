using Microsoft.Extensions.Time.Testing;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

public sealed class ImportTurnTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly ImportTurn turn;
    private readonly TaskCompletionSource<ImportReport> first = new();
    private int begun;

    public ImportTurnTests() => turn = new ImportTurn(clock);

    [Fact]
    public async Task While_one_runs_the_same_waits_with_it_and_another_is_sent_away()
    {
        var running = Join("A")!;

        Assert.Same(running, Join("A"));
        Assert.Null(Join("B"));

        first.SetResult(new ImportReport { Grid = "370700" });
        Assert.Equal(("370700", 1), ((await running).Grid, begun));
    }

    [Fact]
    public async Task An_outcome_that_nobody_heard_is_told_once_and_then_the_same_begins_anew()
    {
        var report = await Ended("A");

        var told = Join("A")!;
        Assert.Equal((report, 1), (await told, begun));

        turn.Heard(told);
        await Join("A")!;
        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task Another_import_takes_the_place_of_an_outcome_that_nobody_heard()
    {
        await Ended("A");

        await Join("B")!;
        await Join("A")!;

        Assert.Equal(3, begun);
    }

    [Fact]
    public async Task After_ten_minutes_the_same_workbook_is_an_import_like_any_other()
    {
        await Ended("A");

        clock.Advance(ImportTurn.Kept);
        await Join("A")!;

        Assert.Equal(2, begun);
    }

    [Fact]
    public async Task One_that_failed_is_begun_again()
    {
        var failed = Join("A")!;
        first.SetException(new TimeoutException());
        await Assert.ThrowsAsync<TimeoutException>(() => failed);

        Assert.NotSame(failed, Join("A"));
    }

    private Task<ImportReport>? Join(string name) => turn.Join(name, () =>
    {
        begun++;
        return first.Task;
    });

    private async Task<ImportReport> Ended(string name)
    {
        first.SetResult(new ImportReport());
        return await Join(name)!;
    }
}
