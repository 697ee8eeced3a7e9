using System.Security.Cryptography;
using System.Text;

namespace ResponsibilityGrid;

/// <summary>The life of an inspection: planned, begun by its day or by hand, findings. Whoever may not know of it is told the same before as if it had never been planned.</summary>
internal static class InspectionRules
{
    private const int LongestText = 4000;

    /// <summary>The inspections that have begun, numbered in the order in which they did. Who begins later gets a higher number, so that one shown once never changes.</summary>
    public static List<Inspection> Begun(InspectionsState state, GridSettings settings, DateTimeOffset now) =>
        [.. state.Inspections.Where(i => BeginsAt(i, settings) <= now).OrderBy(i => BeginsAt(i, settings)).Select((inspection, place) => inspection with { Number = place + 1 })];

    /// <summary>Those that are still to come, the next one first.</summary>
    public static IEnumerable<Inspection> Planned(InspectionsState state, GridSettings settings, DateTimeOffset now) =>
        state.Inspections.Where(i => BeginsAt(i, settings) > now).OrderBy(i => BeginsAt(i, settings));

    /// <summary>The inspection that a command changed, if it was taken before.</summary>
    public static string? Find(InspectionsState state, InspectionCommand command) =>
        state.Inspections.Find(i => i.Entries.Exists(e => e.Answers(command)))?.Key;

    /// <summary>The name of an inspection that a command plans. It says nothing of how many there are or when it was planned.</summary>
    public static string NameOf(string unit, string command) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{unit}/{command}")).AsSpan(0, 12));

    /// <summary>The state with a command taken. The key is a name that no other inspection has, for a new one.</summary>
    public static InspectionsState Change(InspectionsState state, string unit, InspectionCommand command, string key, GridSettings settings, DateTimeOffset now)
    {
        var today = settings.DateAt(now);
        var entry = Journal.Note(command, command.Act, command.On ?? today, today, now) with { Text = command.Text is { Length: > 0 } text ? text : null };
        CheckText(command);
        if (command.Act == Act.PlanInspection)
            return state with { Inspections = [.. state.Inspections, Plan(unit, command, entry, key, today)] };

        var found = state.Inspections.Find(i => i.Key == command.Key) ?? throw NotThere();
        var numbered = entry with { Number = found.Entries.Count + 1, Version = found.Entries.Count + 1 };
        var isUnderWay = BeginsAt(found, settings) <= now;
        var next = command.Act switch
        {
            Act.StartInspection when isUnderWay => throw new GridRuleException(Rule.AlreadyDone, "检查已经开始。", "The inspection has begun already.", "inspection"),
            Act.StartInspection => found with { Begun = now, Entries = [.. found.Entries, numbered] },
            Act.RecordFinding when !isUnderWay => throw new GridRuleException(Rule.WrongState, "检查尚未开始，不能记录发现；请先开始检查。", "The inspection has not begun; begin it first.", "inspection"),
            Act.RecordFinding => found with
            {
                Entries = [.. found.Entries, numbered],
                Findings = [.. found.Findings, new Finding { Number = found.Findings.Count + 1, Text = command.Text, Who = command.Actor, On = entry.On, Recorded = now, Paper = command.Paper }],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.Act, "An inspection does not know this act."),
        };
        return state with { Inspections = [.. state.Inspections.Select(i => i.Key == found.Key ? next : i)] };
    }

    /// <summary>The refusal of whoever names one that is not there for them: not planned, not begun or elsewhere, all the same.</summary>
    public static GridRuleException NotThere() => GridRuleException.NotThere("没有这项检查。", "There is no such inspection.", "inspection");

    private static Inspection Plan(string unit, InspectionCommand command, Entry entry, string key, DateOnly today)
    {
        if (command.StartsOn is not { } day || day < today)
            throw new GridRuleException(Rule.DateInPast, $"检查开始之日须为今天（{today:yyyy-MM-dd}）或以后。", $"An inspection begins today ({today:yyyy-MM-dd}) or later.", "startsOn");
        if (string.IsNullOrWhiteSpace(command.Scope))
            throw new GridRuleException(Rule.TextRequired, "请写明检查范围。", "Say what is looked at.", "scope");
        return new Inspection
        {
            Key = key, Unit = unit, StartsOn = day, Begun = day == today ? entry.Recorded : null, Scope = command.Scope, Text = command.Text,
            Entries = [entry with { Number = 1, Version = 1, Subject = unit }],
        };
    }

    private static void CheckText(InspectionCommand command)
    {
        if (command.Text.Length > LongestText || command.Scope.Length > LongestText || (command.Act == Act.RecordFinding && string.IsNullOrWhiteSpace(command.Text)))
            throw new GridRuleException(command.Text.Length > LongestText || command.Scope.Length > LongestText ? Rule.TextTooLong : Rule.TextRequired, $"请写明内容，不超过 {LongestText} 字。", $"Say what it is, in {LongestText} characters at most.", "text");
    }

    private static DateTimeOffset BeginsAt(Inspection inspection, GridSettings settings) => inspection.Begun ?? settings.MidnightOf(inspection.StartsOn);
}
