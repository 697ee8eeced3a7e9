namespace ResponsibilityGrid;

/// <summary>Commands. What needs units is noted in the grid's row first, so that a process that is killed in between finishes it.</summary>
internal sealed partial class GridGrain
{
    public async Task<StructureReply> Change(StructureCommand asked)
    {
        var command = Journal.Signed(asked, Id);
        if (Journal.IsSenders(_state.Entries, command) && _state.Find(command) is { } told) return await ReplyTo(told);
        if (_structure.Version == 0) throw GridRuleException.NotFound("责任网格", Id);
        await Require(command);
        await Finish();
        // What was cut off may have been this command, sent again by whoever heard no answer.
        if (_state.Find(command) is { } finished) return await ReplyTo(finished);
        // Or it may have moved what the command is about.
        await Require(command);
        if (command.Act == Act.IssueList) return await Issue(command);
        // A day that is not said is the day of the command, whenever it is finished.
        var dated = command with { On = command.On ?? Today };
        var next = StructureRules.Change(_state, dated, clock.GetUtcNow());
        if (dated.Act is Act.CreateUnit or Act.MoveUnit or Act.AssignLine) await Store(next);
        else
        {
            var open = await ListOpen(dated);
            StructureRules.CheckHeirs(_structure, dated, open, Today);
            dated = dated with { Told = StructureRules.Undelegable(open) };
            await Store(_state with { Errand = dated });
            await Carry(dated);
        }

        await Spread(dated);
        return await ReplyTo(_state.Entries[^1]);
    }

    /// <summary>Which day it counts from is the list's to say, where the command does not.</summary>
    private async Task<StructureReply> Issue(StructureCommand command)
    {
        await Store(_state with { Errand = command });
        await Carry(command);
        await Spread(command);
        return await ReplyTo(_state.Entries[^1]);
    }

    /// <summary>Whoever sent the command may change what it changes, by the tree as it is now.</summary>
    private async Task Require(StructureCommand command)
    {
        if (command.Caller is not { } caller) return;
        if (!WriteRules.May(await sights.On(caller, structures.Today(_structure, clock.GetUtcNow())), _structure, command, Today))
            throw Refusals.MissingOver(command.Act is Act.IssueList or Act.MovePost ? Right.Issue : Right.Keep);
    }

    /// <summary>The units that were asked read the new structure at once, all others as they hear of it.</summary>
    private async Task Spread(StructureCommand command)
    {
        try
        {
            await Resume();
            if (command.Act == Act.IssueList) return;
            foreach (var unit in StructureRules.Touched(_structure, command, command.On!.Value))
                await Unit(unit).See(_structure.Version);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // The command is durable; the retry of Resume spreads it.
            SpreadFailed(failure, Id);
        }
    }

    /// <summary>The items that are open at the posts that a command closes.</summary>
    private async Task<List<ItemView>> ListOpen(StructureCommand command)
    {
        if (command.Act is not (Act.ClosePost or Act.CloseUnit)) return [];
        var (unit, posts) = StructureRules.Closing(_structure, command, command.On!.Value);
        var items = await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Id, unit)).ListItems(new ItemQuery { OwnOnly = true, First = int.MaxValue });
        return items.Items.FindAll(i => i.Post is { } post && posts.Contains(post.Code) && i.State is not (ItemState.Closed or ItemState.Retired));
    }

    /// <summary>What stood right after an entry was written, which is what the grid knew at that instant.</summary>
    private async Task<StructureReply> ReplyTo(Entry entry)
    {
        var unit = entry.Act == Act.MergeUnits ? entry.Other : entry.Subject;
        var post = entry.Act is Act.CreatePost or Act.ClosePost ? _state.Posts.FindLast(p => p.Code == entry.Subject && p.Span.KnownAt(entry.Recorded)) : null;
        // The unit took the same command, and answers it as the first time.
        var told = post is null ? null : await Unit(post.Unit).Change(new UnitCommand { Id = entry.Command, Digest = entry.Digest, Act = entry.Act });
        return new StructureReply
        {
            // Of a post the version is that of the post, which its unit counts.
            Entry = StructureRules.Told(_state).ElementAt(entry.Number - 1) is var shown && told is null ? shown : shown with { Version = told!.Entry.Version },
            Structure = _structure.Version,
            Issued = entry.Act == Act.IssueList ? entry.Version : null,
            Unit = _state.Units.FindLast(u => u.Code == unit && u.Span.KnownAt(entry.Recorded)),
            Post = post,
            Seat = told?.Seat,
        };
    }

    private IUnitGrain Unit(string code) => GrainFactory.GetGrain<IUnitGrain>(GridKeys.Unit(Id, code));

    [LoggerMessage(LogLevel.Warning, "Grid {Grid} could not tell everybody of a change at once; it tells them again.")]
    private partial void SpreadFailed(Exception failure, string grid);
}
