namespace ResponsibilityGrid;

/// <summary>What may become of a list.</summary>
internal static class ListRules
{
    /// <summary>The state with duties written into its draft; the same object where nothing changes.</summary>
    public static ResponsibilityListState Draft(ResponsibilityListState state, string list, List<Duty> duties, bool newVersion, bool whole)
    {
        var standing = (state.OpenDraft ?? state.Issued)?.Duties ?? [];
        var given = duties.DistinctBy(d => d.Code).ToDictionary(d => d.Code);
        var kept = standing.Where(d => !whole || given.ContainsKey(d.Code)).Select(d => given.GetValueOrDefault(d.Code, d));
        if (duties.Count > given.Count) throw Twice(duties.GroupBy(d => d.Code).First(g => g.Skip(1).Any()).Key);
        var next = kept.Concat(duties.Where(d => standing.TrueForAll(s => s.Code != d.Code))).OrderBy(d => d.Code, StringComparer.Ordinal).ToList();
        if (ListDifference.Between(standing, next).IsEmpty) return state;
        CheckRefining(next);

        var draft = (state.OpenDraft ?? new ListVersion { List = list, Number = state.Versions.Count + 1 }) with { Revision = state.Revision + 1 };
        if (draft.Number > 1 && state.OpenDraft is null && !newVersion)
            throw new GridRuleException(
                Rule.ListIssued,
                $"清单 {list} 第 {state.Issued!.Number} 版已下发，不能修改（{Told(ListDifference.Between(standing, next))}）；如需修改，请要求起草新版本。",
                $"Version {state.Issued.Number} of list {list} is issued and does not change; ask for a new version.",
                "duties");

        draft = draft with { Duties = [.. next.Select(duty => duty with { ChangedIn = ChangedIn(duty, state.Issued, draft.Number) })] };
        return state with { Versions = [.. state.Versions.Where(v => v.IssuedAt is not null), draft] };
    }

    /// <summary>The state with a command taken and written down.</summary>
    public static ResponsibilityListState Change(ResponsibilityListState state, ListCommand command, DateTimeOffset now)
    {
        CheckExpected(state, command);
        foreach (var duty in command.Duties) CheckDuty(command.List, duty, command.Settings);
        var next = Draft(state, command.List, command.Duties, command.NewVersion, command.Whole);
        if (next.Versions.Count == 0) throw new GridRuleException(Rule.DutiesRequired, "请至少写一个事项。", "Name at least one duty.", "duties");
        var standing = next.Versions[^1];
        var known = standing.Duties.Select(d => d.Code).ToHashSet();
        if (standing.Duties.Find(d => d.Refines is { } above && !known.Contains(above)) is { } adrift)
            throw GridRuleException.NotFound("上级事项", adrift.Refines!, "refines");
        var today = command.Settings.DateAt(now);
        var entry = Journal.Note(command, Act.DraftList, command.On ?? today, today, now);
        return next with { Entries = [.. state.Entries, entry with { Number = state.Entries.Count + 1, Subject = command.List, Version = standing.Number }] };
    }

    /// <summary>The state with its draft, if there is one, issued from the day that the command names, and the command written down.</summary>
    public static ResponsibilityListState Issue(ResponsibilityListState state, StructureCommand command, DateOnly today, DateTimeOffset now)
    {
        CheckExpected(state, command);
        var next = Freeze(state, command.List!, today, now, command.On);
        var issued = next.Issued!;
        return next with { Entries = [.. state.Entries, NoteOf(command, issued, today, now) with { Number = state.Entries.Count + 1 }] };
    }

    /// <summary>The entry of an issue, in the list and in the grid alike. The first version of a year counts from its beginning without anybody's being late.</summary>
    public static Entry NoteOf(StructureCommand command, ListVersion issued, DateOnly today, DateTimeOffset now)
    {
        var entry = Journal.Note(command, Act.IssueList, command.On ?? issued.InForceFrom, today, now);
        return entry with { Late = entry.Late && command.On is not null, Subject = issued.List, Version = issued.Number };
    }

    /// <summary>The state with its draft frozen; the same object where there is none.</summary>
    public static ResponsibilityListState Freeze(ResponsibilityListState state, string list, DateOnly today, DateTimeOffset now, DateOnly? on = null)
    {
        if (state.Versions.Count == 0) throw GridRuleException.NotFound("责任清单", list);
        if (state.OpenDraft is not { } draft) return state;
        var newYear = int.TryParse(list, out var year) && year is > 0 and < 10000 ? new DateOnly(year, 1, 1) : today;
        var from = on ?? (draft.Number == 1 || newYear > today ? newYear : today);
        if (state.Issued is { } before && from < before.InForceFrom)
            throw new GridRuleException(
                Rule.DateTooEarly,
                $"清单 {list} 第 {before.Number} 版自 {before.InForceFrom:yyyy-MM-dd} 起有效，第 {draft.Number} 版不能更早；请写该日或其后的日期。",
                $"Version {before.Number} of list {list} is in force from {before.InForceFrom:yyyy-MM-dd}, and version {draft.Number} is not before it; name that day or a later one.",
                "on");
        return state with { Versions = [.. state.Versions.SkipLast(1), draft with { IssuedAt = now, InForceFrom = from }] };
    }

    private static void CheckExpected(ResponsibilityListState state, Command command)
    {
        if (command.ExpectedVersion is { } expected && expected != state.Revision) throw GridRuleException.Stale(expected, state.Revision);
    }

    /// <summary>A duty that says what the issued one says keeps its age, and with it the life of its items.</summary>
    private static int ChangedIn(Duty duty, ListVersion? issued, int number) =>
        issued?.Duties.Find(d => d.Code == duty.Code) is { } was && was.SaysAs(duty) ? was.ChangedIn : number;

    /// <summary>Who refines whom is followed to its end; it has to have one.</summary>
    private static void CheckRefining(List<Duty> duties)
    {
        var refines = duties.ToDictionary(d => d.Code, d => d.Refines);
        foreach (var duty in refines.Keys)
        {
            var steps = 0;
            for (var above = refines[duty]; above is not null; above = refines.GetValueOrDefault(above))
                if (above == duty || ++steps > refines.Count)
                    throw new GridRuleException(Rule.Cycle, $"事项“{duty}”的上级事项成环，请改正。", $"Duty \"{duty}\" would refine itself in the end.", "refines");
        }
    }

    /// <summary>What a workbook has to keep to as well.</summary>
    private static void CheckDuty(string list, Duty duty, GridSettings settings)
    {
        if (!GridKeys.IsCode(duty.Code) || !duty.Code.StartsWith($"{list}-", StringComparison.Ordinal))
            throw new GridRuleException(Rule.CodeMalformed, $"事项编码“{duty.Code}”应以“{list}-”开头，不含空格和斜线。", $"The duty code \"{duty.Code}\" must begin with \"{list}-\", without blanks and slashes.", "code");
        if (string.IsNullOrWhiteSpace(duty.Title) || string.IsNullOrWhiteSpace(duty.Aspect))
            throw new GridRuleException(Rule.TextRequired, $"事项“{duty.Code}”须写明方面和责任事项。", $"Duty \"{duty.Code}\" needs an aspect and a title.", "title");
        if (!settings.Layers.Contains(duty.Layer))
            throw new GridRuleException(Rule.LayerUnknown, $"事项“{duty.Code}”的层面“{duty.Layer}”未设置；可用：{string.Join("、", settings.Layers)}。", $"The layer of duty \"{duty.Code}\" is not one of the grid's.", "layer");
        if (duty.Levels.Count == 0 || duty.Levels.Exists(l => l < 1 || l > settings.Levels.Count))
            throw new GridRuleException(Rule.LevelUnknown, $"事项“{duty.Code}”的适用层级须在 1 到 {settings.Levels.Count} 之间，至少一个。", $"Duty \"{duty.Code}\" needs levels from 1 to {settings.Levels.Count}.", "levels");
        if (duty.FunctionalLine is { } line && !settings.Lines.Contains(line))
            throw new GridRuleException(Rule.LineUnknown, $"事项“{duty.Code}”的职能线“{line}”未设置；可用：{string.Join("、", settings.Lines)}。", $"The line of duty \"{duty.Code}\" is not one of the grid's.", "functionalLine");
    }

    private static GridRuleException Twice(string duty) =>
        GridRuleException.BadUserInput($"事项“{duty}”出现了不止一次。", $"Duty \"{duty}\" is given more than once.", "duties");

    private static string Told(ListDifference difference) =>
        string.Join("，", new[] { ("新增", difference.Added), ("变更", difference.Changed), ("删除", difference.Dropped) }
            .Where(part => part.Item2.Count > 0).Select(part => $"{part.Item1} {string.Join("、", part.Item2.Take(5))}{(part.Item2.Count > 5 ? " 等" : "")}"));
}
