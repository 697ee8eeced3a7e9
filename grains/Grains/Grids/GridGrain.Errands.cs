namespace ResponsibilityGrid;

/// <summary>Commands that units have to take part in, carried to their end whatever is cut off in between.</summary>
internal sealed partial class GridGrain
{
    /// <summary>Asks the units, which may refuse as long as none has changed; then stores.</summary>
    private async Task Carry(StructureCommand errand)
    {
        var issued = default(ListVersion);
        try
        {
            if (errand.Act == Act.IssueList) issued = await List(errand.List!).Issue(errand, Today);
            else await Ask(errand);
        }
        catch (GridRuleException refusal) when (refusal.Code is not RefusalCode.Unavailable)
        {
            await Store(_state with { Errand = null });
            throw;
        }
        catch
        {
            FinishLater();
            throw;
        }

        await Store(issued is null ? StructureRules.Change(_state, errand, clock.GetUtcNow()) : StructureRules.Issued(_state, GridRules.PutInForce(_structure, issued, clock.GetUtcNow()), issued, errand, clock.GetUtcNow()));
    }

    /// <summary>Each step is told apart by the command's id, so that asking twice does no harm.</summary>
    private async Task Ask(StructureCommand errand)
    {
        var told = new UnitCommand { Id = errand.Id, Digest = errand.Digest, Actor = errand.Actor, Caller = errand.Caller, Act = errand.Act, On = errand.On, Paper = errand.Paper, Target = errand.Other, Posts = errand.Posts, Persons = errand.Persons };
        switch (errand.Act)
        {
            case Act.CreatePost:
                await Unit(errand.Unit).Change(told with { Post = errand.Post, Name = errand.Name, Layer = errand.Layer, KeyFew = errand.KeyFew });
                break;
            case Act.ClosePost or Act.CloseUnit:
                var (unit, posts) = StructureRules.Closing(_structure, errand, errand.On!.Value);
                if (posts.Count > 0)
                {
                    await Unit(unit).Change(told with { Posts = posts, Heirs = errand.Heirs, Reason = errand.Told, ExpectedVersion = errand.Act == Act.ClosePost ? errand.ExpectedVersion : null });
                    await TellHeirs(unit, told, errand);
                }

                // Nothing hangs on what is no more, wherever it ends.
                await TellAll(new Handover { IsWord = true, From = unit, Command = told with { Posts = posts } });
                if (errand.Act == Act.CloseUnit) await BringAbove(told, errand);
                break;
            case Act.MergeUnits:
                var all = told with { Posts = StructureRules.PostsOf(_structure, errand.Unit, errand.On!.Value) };
                await Unit(errand.Other!).Take(await Unit(errand.Unit).Release(all));
                if (StructureRules.StartsLinks(_structure, errand.Unit)) await TellAll(new Handover { IsWord = true, From = errand.Unit, Command = told });
                break;
            case Act.MovePost:
                await Unit(errand.Other!).Take(await Unit(errand.Unit).Release(told));
                break;
        }
    }

    /// <summary>Whoever belongs to a unit that closes belongs to the one above it from the next day on.</summary>
    private async Task BringAbove(UnitCommand told, StructureCommand errand)
    {
        var above = StructureRules.UnitOn(_structure, errand.Unit, errand.On!.Value, "unit").Parent!;
        // A command of its own: that the posts ended is told apart from that the persons left.
        var leaving = told with { Id = $"{errand.Id}/persons", Posts = [], Target = above, On = errand.On.Value.AddDays(1) };
        if (await Unit(errand.Unit).Release(leaving) is { Facts.Residents.Count: > 0 } persons) await Unit(above).Take(persons);
    }

    /// <summary>Heirs in other units learn who was reminded of what they take over.</summary>
    private async Task TellHeirs(string unit, UnitCommand told, StructureCommand errand)
    {
        var outline = structures.Today(_structure, clock.GetUtcNow());
        foreach (var heirs in errand.Heirs.GroupBy(h => StructureRules.UnitOf(_structure, h.By, errand.On!.Value.AddDays(1))).Where(g => g.Key is not null && g.Key != unit))
        {
            var sheet = await Unit(unit).GetSheet(new Moment(Today, DateTimeOffset.MaxValue));
            await Unit(heirs.Key!).Take(new Handover { IsWord = true, From = unit, Command = told, Reminders = Ladder.OfPosts(sheet.Reminders, heirs.Select(h => h.Post), outline) });
        }
    }

    /// <summary>Links are kept where they end, so that nobody knows where those of a unit or a post are. Mergers of departments and closings are rare.</summary>
    private async Task TellAll(Handover word)
    {
        foreach (var units in _structure.Units.Where(u => u.Span.Superseded is null).Select(u => u.Code).Distinct().Chunk(16))
            await Task.WhenAll(units.Select(unit => Unit(unit).Take(word)));
    }

    /// <summary>Whatever was cut off is brought to its end before anything else is begun.</summary>
    private async Task Finish()
    {
        if (_state.Errand is not { } errand) return;
        try
        {
            await Carry(errand);
        }
        catch (GridRuleException refusal) when (_state.Errand is null)
        {
            ErrandRefused(refusal, Id, errand.Id);
            return;
        }

        await Spread(errand);
    }

    private void FinishLater() => _finish ??= this.RegisterGrainTimer(async () =>
    {
        await Finish();
        _finish?.Dispose();
        _finish = null;
    }, new GrainTimerCreationOptions(TimeSpan.Zero, Retry) { KeepAlive = true });

    [LoggerMessage(LogLevel.Warning, "Grid {Grid} could not finish command {Command}: it was refused.")]
    private partial void ErrandRefused(Exception refusal, string grid, string command);
}
