namespace ResponsibilityGrid;

/// <summary>Reminding, and what a post's queue is made of.</summary>
internal sealed partial class UnitGrain
{
    private (DateOnly Day, ulong Stamp)? _swept;

    public async Task<int> Remind()
    {
        var page = await Today();
        var missing = page.Ladder.Missing(page.Rows, page.Outline.At.AsOf, page.Outline.Settings.RemindDaysBefore, clock.GetUtcNow());
        if (missing.Count == 0) return 0;
        _ledger = await ledgerStore.Commit(_ledger with { Reminders = [.. _ledger.Reminders, .. missing] }, this);
        Recount();
        return missing.Count;
    }

    public async Task<List<ItemView>> ListOfPost(string post) =>
        [.. (await Today()).Rows.Where(r => r.Seat?.Post.Code == post).OrderByDescending(r => r.Duty.KeyFew).ThenBy(r => r.DueOn).Select(r => r.View)];

    public async Task<List<Cover>> ListCovers() => (await Stand()).Sum.Covers;

    public async Task<List<string>> ListLed(string post) => [.. (await Stand()).Sum.Led.Where(l => l.By == post).Select(l => l.Unit)];

    /// <summary>Takes what was given elsewhere; known before the posts are here.</summary>
    private async Task Remember(List<Reminder> given)
    {
        if (_ledger.Remember(given) is var next && next == _ledger) return;
        _ledger = await ledgerStore.Commit(next, this);
        Recount();
    }

    /// <summary>The root sends the sweeper out when all of its numbers are in, on a new day or after a change of the structure.</summary>
    private void SweepByDate(Standing standing)
    {
        var now = (standing.Page.Outline.At.AsOf, _brief?.Stamp ?? 0);
        if (!standing.Sum.Settled || now == _swept) return;
        _swept = now;
        _ = Sweep();

        async Task Sweep()
        {
            try
            {
                await GrainFactory.GetGrain<ISweeperGrain>(GridKeys.Sweeper(Grid)).Sweep();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _swept = null;
                PumpFailed(failure, Grid, Code);
            }
        }
    }

    private List<GivenReminder> RemindersOf(Page page, Row row)
    {
        return page.Ladder.Of(row).ConvertAll(r => new GivenReminder(r, [page.Outline.BearerOn(row.PostCode, r.On), .. r.Rung == Rung.Overdue ? Above(r.On) : []]));

        IEnumerable<string> Above(DateOnly day) =>
            _unit.Links.Where(l => l.Kind == LinkKind.AnswersFor && l.Target == Code && l.Span.Superseded is null && l.Span.Covers(day)).Select(l => l.Subject).Distinct();
    }
}
