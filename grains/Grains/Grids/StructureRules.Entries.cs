namespace ResponsibilityGrid;

internal static partial class StructureRules
{
    /// <summary>The state with an issue written down, by whoever ordered it.</summary>
    public static GridState Issued(GridState state, Structure next, ListVersion version, StructureCommand command, DateTimeOffset now) =>
        state.With(next) with { Errand = null, Entries = [.. state.Entries, ListRules.NoteOf(command, version, state.Settings.DateAt(now), state.After(now)) with { Number = state.Entries.Count + 1 }] };

    /// <summary>What is told about a unit or a post.</summary>
    public static List<Entry> About(GridState state, string code) => [.. Told(state).Where(e => e.Subject == code || e.Other == code)];

    /// <summary>All entries as they are told: each counts what was told about its own subject, since a count of the whole grid would tell of what others do.</summary>
    public static IEnumerable<Entry> Told(GridState state)
    {
        Dictionary<string, int> told = [];
        foreach (var entry in state.Entries)
        {
            foreach (var code in new[] { entry.Subject, entry.Other }.OfType<string>().Distinct()) told[code] = told.GetValueOrDefault(code) + 1;
            var number = told.GetValueOrDefault(entry.Subject ?? "");
            // Of a list the version is its own.
            yield return entry with { Number = number, Version = entry.Act is Act.IssueList ? entry.Version : number };
        }
    }

    private static Entry Told(StructureCommand command, DateOnly on, DateOnly today, DateTimeOffset now)
    {
        var entry = Journal.Note(command, command.Act, on, today, now);
        return command.Act switch
        {
            Act.CreatePost => entry with { Subject = command.Post, Other = command.Unit, Text = command.Name },
            Act.ClosePost => entry with { Subject = command.Post, Until = on, Other = command.Heirs.Find(h => h.Post == command.Post)?.By, Text = command.Told },
            Act.CloseUnit => entry with { Subject = command.Unit, Until = on, Text = command.Told },
            Act.AssignLine => entry with { Subject = command.Unit, Text = command.Line },
            _ => entry with { Subject = command.Unit, Other = command.Other, Text = command.Name },
        };
    }
}
