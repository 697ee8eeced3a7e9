namespace ResponsibilityGrid;

internal sealed partial class CommandsGrain
{
    public async Task<UnitReply> IssueInterview(UnitCommand command)
    {
        var outline = await Today();
        var sight = await sights.Here(Grid);
        var (unit, asked) = (command.Unit ?? "", command.Interview ?? new());
        var parent = outline.Find(unit)?.Parent;
        if (!WriteRules.KeepsAll(sight) && (parent is null || !sight.May(Right.Keep, parent))) throw Refusals.MissingOver(Right.Keep);
        if (outline.Find(unit) is null) throw GridRuleException.NotFound("单位", unit, "unit");
        if (asked.AsOf > outline.At.AsOf)
            throw new GridRuleException(Rule.DateInFuture, $"日期 {asked.AsOf:yyyy-MM-dd} 尚未到来，没有可依据的数字。", $"{asked.AsOf:yyyy-MM-dd} is still to come; there are no numbers of it.", "asOf");
        // The facts are found here and now, whatever the caller wrote. Repeated, the unit answers by what it kept.
        Moment? at = asked.AsOf == default || asked.AsOf == outline.At.AsOf ? null : new Moment(asked.AsOf, DateTimeOffset.MaxValue);
        var ranking = parent is null ? new RankingView { AsOf = outline.At.AsOf } : await GrainFactory.GetGrain<IInterviewsGrain>(GridKeys.Grid(Grid)).GetRanking(parent, asked.List, at);
        var facts = ranking.Settled ? ranking.Rows.Find(row => row.Unit == unit) : null;
        var proposal = facts is null ? null : new Interview { AsOf = ranking.AsOf, List = asked.List, Facts = facts, Among = ranking.Rows.Count(row => row.Rank is not null) };
        return await ChangeUnit(command with { Act = ResponsibilityGrid.Act.IssueInterview, Interview = proposal });
    }
}
