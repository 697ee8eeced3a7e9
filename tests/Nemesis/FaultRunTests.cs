using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

/// <summary>A whole run takes the machine for itself: its clocks measure how long nobody answered.</summary>
[CollectionDefinition(nameof(FaultRuns), DisableParallelization = true)]
public sealed class FaultRuns;

/// <summary>One round of all faults against real processes, as <c>./chaos</c> plays it.</summary>
[Collection(nameof(FaultRuns))]
public sealed partial class FaultRunTests
{
    private const int Seed = 7;
    private static readonly string Program = Path.GetFullPath(
        $"../../ResponsibilityGrid.Nemesis/{new DirectoryInfo(AppContext.BaseDirectory).Name}/ResponsibilityGrid.Nemesis.dll", AppContext.BaseDirectory);

    [Fact]
    public async Task Nothing_is_lost_and_nothing_doubled_whatever_breaks()
    {
        // A mount of its own, for a disk that can be filled.
        string[] alone = Environment.UserName is "root" ? ["--mount"] : ["--user", "--map-current-user", "--keep-caps", "--mount"];
        var start = new ProcessStartInfo("unshare", [.. alone, "dotnet", Program, "--minutes", "0", "--seed", $"{Seed}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["GRID_HOME"] = Path.GetFullPath("../../../..", AppContext.BaseDirectory) },
        };
        using var run = Process.Start(start)!;
        var said = await run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(run.ExitCode == 0, said);
        Assert.Matches(Line(), said.TrimEnd().Split('\n')[^1]);
    }

    [GeneratedRegex(@"^\d+ faults, \d+ acknowledged, [1-9]\d* unknown, 0 lost, 0 doubled, 0 otherwise wrong, longest unavailability [\d.]+ s \(seed 7\)$")]
    private static partial Regex Line();
}
