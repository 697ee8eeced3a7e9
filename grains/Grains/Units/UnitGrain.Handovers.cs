namespace ResponsibilityGrid;

/// <summary>Posts and persons that come and go, and who has to hear of it.</summary>
internal sealed partial class UnitGrain
{
    public async Task<Handover> Release(UnitCommand command)
    {
        if (_unit.Find(command) is null)
        {
            if (!PostRules.HasAnybodyToRelease(_unit, command)) return new Handover { Command = command, From = Code };
            var today = (await structures.Get(Grid)).Settings.DateAt(clock.GetUtcNow());
            _unit = await store.Commit(PostRules.Release(_unit, Code, command, today, clock.GetUtcNow()), this);
            Recount();
        }

        await TellPersonsNow();
        return PostRules.HandoverOf(_unit, Code, command) with { Reminders = Ladder.OfPosts(_ledger.Reminders, command.Posts, structures.Today(await structures.Get(Grid), clock.GetUtcNow())) };
    }

    public async Task Take(Handover handover)
    {
        await Remember(handover.Reminders);
        if (handover.IsWord)
        {
            if (PostRules.Hear(_unit, handover) is var heard && LinkRules.Follow(heard, handover, (await structures.Get(Grid)).Settings, clock.GetUtcNow()) is var next && next != _unit)
            {
                _unit = await store.Commit(next, this);
                Recount();
            }
        }
        else if (_unit.Find(handover.Command) is null)
        {
            var today = (await structures.Get(Grid)).Settings.DateAt(clock.GetUtcNow());
            _unit = await store.Commit(PostRules.Take(_unit, Code, handover, today, clock.GetUtcNow()), this);
            Recount();
        }

        await TellPersonsNow();
    }

    /// <summary>The command is stored; a person's index that cannot be reached now is told by the pump.</summary>
    private async Task TellPersonsNow()
    {
        try
        {
            await TellPersons();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            TellFailed(failure, Grid, Code);
        }
    }

    /// <summary>Tells each person in the outbox what this unit knows of them, and units that posts came from what was learnt since. The outbox empties with the next write; telling twice does no harm.</summary>
    private async Task TellPersons(int atOnce = 16)
    {
        if (_unit.Outbox.Count == 0) return;
        var told = _unit.Version;
        foreach (var batch in _unit.Outbox.Chunk(atOnce))
            await Task.WhenAll(batch.Select(Tell));
        if (_unit.Version == told) _unit = _unit with { Outbox = [] };

        Task Tell(string whom) => whom[0] == '/'
            ? GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Grid, whom[1..])).Take(PostRules.WordFor(_unit, Code, whom[1..]))
            : TellPerson(whom);

        Task TellPerson(string person) => PersonOf(person).Seat(new Seating
        {
            Unit = Code,
            Version = told,
            Home = _unit.Residents.LastOrDefault(r => r.Person == person && r.Span.Superseded is null),
            Fills = [.. _unit.Fills.Where(f => f.Person == person)],
            Stays = [.. _unit.Stays.Where(s => _unit.Fills.Exists(f => f.Person == person && f.Post == s.Post))],
        });
    }
}
