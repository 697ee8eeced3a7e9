namespace ResponsibilityGrid;

/// <summary>Who stands where among its like. A share of few items says little and is not ranked; a share is never shown without what it is of.</summary>
internal static class RankingRules
{
    public static RankedUnit Count(string unit, Overview overview)
    {
        var closed = overview.ByState.Find(s => s.Of == ItemState.Closed)?.Count ?? 0;
        return new RankedUnit { Unit = unit, Items = closed + overview.Overdue, Closed = closed, Overdue = overview.Overdue };
    }

    /// <summary>The units in their order: by the share closed, the same share the same rank; behind them those with too few items.</summary>
    public static List<RankedUnit> Rank(IEnumerable<RankedUnit> units, GridSettings settings)
    {
        var all = units.ToList();
        // Shares are compared as fractions: no rounding puts one before another.
        var ranked = all.FindAll(u => u.Items > 0 && u.Items >= settings.RankAtLeast)
            .OrderBy(u => u, Comparer<RankedUnit>.Create(Worse)).ThenBy(u => u.Unit, StringComparer.Ordinal).ToList();
        var placed = ranked.ConvertAll(u => u with { Rank = 1 + ranked.Count(other => Worse(other, u) < 0) });
        var from = placed.Count > 0 ? placed[^Math.Min(settings.InterviewLowest, placed.Count)].Rank : null;
        return
        [
            // Where all stand alike nobody stands at the bottom.
            .. placed.Select(u => u with { IsProposed = u.Rank > 1 && u.Rank >= from }),
            .. all.FindAll(u => !(u.Items > 0 && u.Items >= settings.RankAtLeast)).OrderBy(u => u.Unit, StringComparer.Ordinal),
        ];
    }

    /// <summary>A row with the two who would be interviewed: the head of the bureau, and whoever is in charge of its dedicated department, or heads it.</summary>
    public static RankedUnit Propose(RankedUnit row, UnitSheet bureau, UnitSheet? dedicated, Outline outline)
    {
        var seats = dedicated is null ? bureau.Seats : [.. bureau.Seats, .. dedicated.Seats];
        var link = dedicated?.Links.Find(l => l.Kind == LinkKind.InCharge && l.Target == dedicated.Unit && seats.Exists(s => s.Post.Code == l.Subject));
        return row with
        {
            Head = Of(bureau.Seats.Find(s => s.Post.Layer == outline.Settings.BureauHeadLayer)),
            DisciplineHead = Of(link is not null ? seats.Find(s => s.Post.Code == link.Subject) : dedicated is null ? null : AccountabilityRules.HeadsOf(dedicated, outline).FirstOrDefault()),
        };
    }

    /// <summary>The state with an interview issued; the facts are those of the ranking.</summary>
    public static List<Interview> Issue(UnitState state, string unit, UnitCommand command, DateTimeOffset now)
    {
        if (command.Interview is not { Facts.IsProposed: true } proposal)
            throw new GridRuleException(Rule.NotProposed,
                $"单位“{unit}”在该日没有约谈建议：不在排名末位，或事项太少不参加排名。",
                $"No interview of \"{unit}\" is proposed for that day: it is not at the bottom, or has too few items to be ranked.", "unit");
        if (state.Interviews.Find(i => i.AsOf == proposal.AsOf && i.List == proposal.List) is { } before)
            throw new GridRuleException(Rule.AlreadyDone, $"以 {proposal.AsOf:yyyy-MM-dd} 的数字对“{unit}”的约谈已经发出。", $"An interview of \"{unit}\" by the numbers of {proposal.AsOf:yyyy-MM-dd} was issued already, by \"{before.By.Name}\".", "asOf");
        return
        [
            .. state.Interviews,
            proposal with { Number = state.Interviews.Count + 1, Unit = unit, By = command.Actor, Recorded = now, Paper = command.Paper, Text = command.Reason, Command = command.Id },
        ];
    }

    private static int Worse(RankedUnit one, RankedUnit other) => ((long)other.Closed * one.Items).CompareTo((long)one.Closed * other.Items);

    private static Interviewee? Of(Seat? seat) => seat is null ? null : new(seat.Post.Code, seat.Post.Title, seat.Holders.FirstOrDefault()?.Person, seat.Holders.FirstOrDefault()?.Name);
}
