using System.Diagnostics;
using Xunit;

namespace ResponsibilityGrid.Tests.Embedded;

public sealed class KillTests(Undisturbed undisturbed) : IClassFixture<Undisturbed>
{
    [Theory]
    [InlineData("正在导入")]
    [InlineData("写入单位 50/")]
    [InlineData("写入单位 200/")]
    [InlineData("已下发")]
    public async Task What_was_killed_in_the_middle_is_completed_by_the_next_start(string moment)
    {
        using var data = await KilledAt(moment);

        await IsComplete(data);
    }

    [Fact]
    public async Task However_often_it_is_killed_it_ends_up_the_same()
    {
        using var data = new DataFolder();
        var dice = new Random(20261122);
        for (var time = 0; time < 4; time++)
        {
            await using var killed = EmbeddedProcess.On(data.Path);
            // On a fast machine the import before may have come to its end.
            await Patience.Until("an import, or a grid that is there", () => Task.FromResult(killed.Output.Contains("正在导入") || killed.Output.Contains("已就绪") ? killed : null), seconds: 60, seen: () => killed.Output);
            // An instant that nothing announces.
            var (watch, instant) = (Stopwatch.StartNew(), TimeSpan.FromMilliseconds(dice.Next(50, 1200)));
            await Patience.Until("time passing", () => Task.FromResult(watch.Elapsed >= instant ? watch : null));
            await killed.Kill();
        }

        await IsComplete(data);
    }

    /// <summary>What a process left that was killed at a moment. On a busy machine it may have come to its end before anybody read its line; then another one is killed.</summary>
    private static async Task<DataFolder> KilledAt(string moment)
    {
        for (var attempt = 1; ; attempt++)
        {
            var data = new DataFolder();
            await using var killed = EmbeddedProcess.On(data.Path);
            await killed.KillOnce(moment);
            if (!killed.Output.Contains("/graphql", StringComparison.Ordinal)) return data;
            data.Dispose();
            Assert.True(attempt < 5, $"Always too late: {killed.Output}");
        }
    }

    private async Task IsComplete(DataFolder data)
    {
        await using (var next = await EmbeddedProcess.On(data.Path).Ready())
        {
            Assert.Equal(Weifang2026.Numbers, await Weifang2026.Of(next));
            await next.Kill();
        }

        Assert.Equal(undisturbed.Rows, data.Rows());
    }
}

/// <summary>What a start that nobody disturbs leaves in the database.</summary>
public sealed class Undisturbed : IAsyncLifetime
{
    private readonly DataFolder data = new();

    public IReadOnlyList<string> Rows { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await using (var process = await EmbeddedProcess.On(data.Path).Ready())
            await process.Kill();
        Rows = data.Rows();
        Assert.True(Rows.Count > 1_500, $"Only {Rows.Count} rows.");
    }

    public ValueTask DisposeAsync()
    {
        data.Dispose();
        return ValueTask.CompletedTask;
    }
}
