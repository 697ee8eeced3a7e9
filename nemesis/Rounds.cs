using System.Diagnostics;
using ResponsibilityGrid.Nemesis.Checking;

namespace ResponsibilityGrid.Nemesis;

/// <summary>One question to every county through every gateway; the code of one that was not answered.</summary>
internal sealed record Round(long Began, long Ended, string? Code);

/// <summary>Rounds of such questions, one after the other, from which it follows when everything answers again.</summary>
internal sealed class Rounds(GridHttp grid)
{
    private const string Item = "query($by: ItemBy!) { item(by: $by) { state version } }";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500), Calm = TimeSpan.FromSeconds(2), AtMost = TimeSpan.FromSeconds(90);

    private readonly List<Round> _rounds = [];

    /// <summary>Asks until the fault is over and everything was answered for a while since, or for as long as nobody would wait.</summary>
    public async Task<IReadOnlyList<Round>> Ask(Task fault)
    {
        long? over = null;
        do
        {
            if (fault.IsCompleted) over ??= History.Now;
            var began = History.Now;
            var codes = await Task.WhenAll(from gateway in grid.Gateways from item in Items select Code(gateway, item));
            _rounds.Add(new(began, History.Now, codes.FirstOrDefault(code => code is not null)));
            await Task.Delay(Pause);
        }
        while (over is not { } since || (!IsCalm(since) && Stopwatch.GetElapsedTime(since) < AtMost));

        return _rounds;
    }

    /// <summary>How long after the blow everything was answered for good; null where it is not yet.</summary>
    public static TimeSpan? Recovery(IReadOnlyList<Round> rounds, long blow)
    {
        // Whoever asked before the blow may have been answered before it; whoever asked since, and was kept waiting, counts with the wait.
        var good = rounds.Reverse().TakeWhile(round => round.Code is null).LastOrDefault(round => round.Began >= blow);
        return good is null ? null : Stopwatch.GetElapsedTime(blow, good.Ended);
    }

    /// <summary>What took longer than it may.</summary>
    public static IEnumerable<Violation> Late(string fault, TimeSpan? recovery, TimeSpan patience, IReadOnlyList<Round> rounds) =>
        recovery <= patience ? []
        : [new(Wrong.Away, recovery is { } took ? $"{fault}: everything answered {took.TotalSeconds:0.0} s later, and has {patience.TotalSeconds} s." : $"{fault}: not everything answers again, {rounds[^1].Code} at last.")];

    /// <summary>An item in a branch of every county; counties live on either silo.</summary>
    private static IEnumerable<Item> Items => from branch in CityWorkbook.Branches.DistinctBy(branch => branch[..6]) select new Item(CityWorkbook.StaffDuties.First(), $"{branch}-01");

    private async Task<string?> Code(string gateway, Item item)
    {
        var reply = await grid.SendTo(gateway, Item, new { by = item.By });
        return reply.Data is { } data ? data.GetProperty("item").ValueKind is System.Text.Json.JsonValueKind.Object ? null : "NOTHING" : reply.Code;
    }

    private bool IsCalm(long since) =>
        _rounds.FindLastIndex(round => round.Code is not null) is var bad
        && Stopwatch.GetElapsedTime(bad < 0 ? since : Math.Max(since, _rounds[bad].Ended)) >= Calm;
}
