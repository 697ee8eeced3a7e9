namespace ResponsibilityGrid;

/// <summary>Reminding, and what a post's queue is made of.</summary>
internal sealed partial class UnitGrain
{
    private (DateOnly Day, ulong Stamp)? _swept;

    public async Task<int> Remind()
    {
        if (Missing(await Today()).Count == 0) return 0;
        await HearOfPredecessors(await Today());
        var missing = Missing(await Today());
        if (missing.Count == 0) return 0;
        _ledger = await ledgerStore.Commit(_ledger with { Reminders = [.. _ledger.Reminders, .. missing] }, this);
        Recount();
        return missing.Count;

        List<Reminder> Missing(Page page) => page.Ladder.Missing(page.Rows, page.Outline.At.AsOf, page.Outline.Settings.RemindDaysBefore, clock.GetUtcNow());
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

    /// <summary>Hears what posts elsewhere, whose items came here, were reminded of after their closing had been told of: one dated ahead reminds until its day.</summary>
    private async Task HearOfPredecessors(Page page)
    {
        var closed = page.Rows.Where(row => row.Of is not null && row.State.IsOpen()).Select(row => row.Of!).Distinct()
            .Select(post => page.Outline.Structure.Posts.Where(p => p.Code == post && p.Span is { Superseded: null, To: not null }).MaxBy(p => p.Span.To)).OfType<PostEntry>();
        foreach (var there in closed.Where(post => post.Unit != Code).GroupBy(post => (post.Unit, Last: post.Span.To!.Value)))
        {
            var then = new Moment(there.Key.Last, DateTimeOffset.MaxValue);
            var sheet = await GrainFactory.Find<IUnitGrain>(GridKeys.Unit(Grid, there.Key.Unit)).GetSheet(then);
            await Remember(Ladder.OfPosts(sheet.Reminders, there.Select(post => post.Code), structures.Still(page.Outline.Structure, then)));
        }
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

    private async Task<List<GivenReminder>> RemindersOf(Page page, Row row)
    {
        List<GivenReminder> given = [];
        foreach (var reminder in page.Ladder.Of(row))
        {
            var post = page.Outline.BearerOn(row.PostCode, reminder.On);
            given.Add(new(reminder, [post, .. reminder.Rung == Rung.Overdue ? await Above(page.Outline.Structure, post, reminder.On) : []]));
        }

        return given;
    }

    /// <summary>Who stood one step above a post on a day. Links are asked of the units in which they end, upwards too: whoever answers waits for nobody.</summary>
    private async Task<List<string>> Above(Structure structure, string post, DateOnly day)
    {
        var then = structures.Still(structure, new Moment(day, DateTimeOffset.MaxValue));
        if (then.Post(post) is not { } place) return [];
        var links = await Task.WhenAll(Superiors.UnitsFor(then, place).Select(unit => unit == Code ? ListLinks(unit) : GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, unit)).ListLinks(unit)));
        return Superiors.Of(then, place, [.. links.SelectMany(of => of).Where(l => l.Kind == LinkKind.AnswersFor && l.Span.Covers(day))]);
    }
}
