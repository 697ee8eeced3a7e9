namespace ResponsibilityGrid;

/// <summary>How light measures come on record, and which of them stand.</summary>
internal static class MeasureRules
{
    private const int LongestBasis = 2000;

    /// <summary>The state with a measure taken down.</summary>
    public static MeasuresState Record(MeasuresState state, string unit, MeasureCommand command, DateOnly today, DateTimeOffset now)
    {
        var on = command.On ?? today;
        if (on > today)
            throw new GridRuleException(Rule.DateInFuture, $"采取措施的日期 {on:yyyy-MM-dd} 在今天之后；请写实际采取之日。", $"{on:yyyy-MM-dd} is a day to come; write the day on which the measure was taken.", "on");
        if (string.IsNullOrWhiteSpace(command.Basis) || command.Basis.Length > LongestBasis)
            throw new GridRuleException(string.IsNullOrWhiteSpace(command.Basis) ? Rule.TextRequired : Rule.TextTooLong, $"请写明采取措施的事由，不超过 {LongestBasis} 字。", $"Say for what the measure was taken, in {LongestBasis} characters at most.", "basis");
        if (command.Withdrawn && command.Corrects is null)
            throw new GridRuleException(Rule.CorrectedRequired, "撤回时须写明更正哪一条（corrects）。", "A withdrawal names the entry that it puts right (corrects).", "corrects");
        if (command.Corrects is { } wrong) CheckCorrected(state, command.Person, wrong);
        var recorded = state.Measures is [.., { Recorded: var last }] && last >= now ? last.AddTicks(1) : now;
        return state with
        {
            Measures = [.. state.Measures, new Measure
            {
                Number = state.Measures.Count + 1, Person = command.Person, Kind = command.Kind, Basis = command.Basis, Paper = command.Paper, Who = command.Actor, On = on,
                Recorded = recorded, Late = on < today, Corrects = command.Corrects, Withdrawn = command.Withdrawn, Command = command.Id, Digest = command.Digest, Unit = unit, By = command.Caller?.Subject,
            }],
        };
    }

    /// <summary>The measure that answers a command, if it was taken before.</summary>
    public static Measure? Find(MeasuresState state, MeasureCommand command) =>
        state.Measures.Find(m => new Entry { Command = m.Command, Digest = m.Digest }.Answers(command));

    /// <summary>Those that nobody has put right, and that say more than that another one never was.</summary>
    public static IEnumerable<Measure> Standing(MeasuresState state)
    {
        var corrected = state.Measures.Select(m => m.Corrects).OfType<int>().ToHashSet();
        return state.Measures.Where(m => !m.Withdrawn && !corrected.Contains(m.Number));
    }

    private static void CheckCorrected(MeasuresState state, string person, int wrong)
    {
        if (!state.Measures.Exists(m => m.Number == wrong && m.Person == person))
            throw GridRuleException.NotFound("该人员的措施记录", $"{wrong}", "corrects");
        if (state.Measures.Find(m => m.Corrects == wrong) is { } later)
            throw GridRuleException.Conflict($"第 {wrong} 条已由第 {later.Number} 条更正；请更正第 {later.Number} 条。", $"Entry {wrong} was put right by entry {later.Number}; correct that one.", "corrects", later.Number);
    }
}
