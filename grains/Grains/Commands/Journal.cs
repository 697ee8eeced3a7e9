namespace ResponsibilityGrid;

/// <summary>Writing histories down.</summary>
internal static class Journal
{
    /// <summary>The actor of what the grid does by itself.</summary>
    public static Actor System(string grid) => new() { Code = "system", Name = "系统", Unit = grid };

    /// <summary>Whether an entry tells of a post and who sits on it.</summary>
    public static bool IsOfSeat(this Entry entry) =>
        entry.Act is Act.CreatePost or Act.ClosePost or Act.MovePost or Act.Appoint or Act.Vacate or Act.CorrectFill or Act.ImportWorkbook;

    /// <summary>The entry of a command that is taken now. A day that has passed marks it as late; it is never refused for that.</summary>
    public static Entry Note(Command command, Act act, DateOnly on, DateOnly today, DateTimeOffset now) => new()
    {
        Act = act,
        Who = command.Actor,
        On = on,
        Recorded = now,
        Late = on < today,
        Paper = command.Paper,
        Command = command.Id,
        Digest = command.Digest,
        By = command.Caller?.Subject,
        // Single posts only move where a workbook says so.
        Imported = command is StructureCommand { Act: Act.MovePost } or UnitCommand { Act: Act.MovePost },
    };

    /// <summary>Whether an act is on the tree or the places of posts; what units are asked for it the grid has decided.</summary>
    public static bool IsOfStructure(Act act) => act is Act.CreateUnit or Act.MoveUnit or Act.MergeUnits or Act.CloseUnit or Act.CreatePost or Act.ClosePost or Act.MovePost;

    /// <summary>
    /// Whether what was taken is told before it is asked what the caller may do: whoever sent a command hears what came of it, though they may do it no more.
    /// Anybody else hears of it by right alone, and not even that its id was used.
    /// </summary>
    public static bool IsSenders(IEnumerable<Entry> entries, Command command) => command.Caller is not { } caller || entries.Any(entry => entry.Command == command.Id && entry.By == caller.Subject);

    /// <summary>A command that came in from outside, with who sent it; one that another grain hands on carries that already.</summary>
    public static T Signed<T>(T command, string grid) where T : Command =>
        Calls.Current is { IsSystem: false } caller ? command with { Caller = caller, Actor = Bringer(command.Actor, grid) } : command;

    /// <summary>A command of whoever signed in, in nobody's name: who acts is the caller, whatever the command says. The program's own says it itself.</summary>
    public static T AsSelf<T>(T command) where T : Command =>
        Calls.Current is { IsSystem: false } caller ? command with { Caller = caller, Actor = new Actor { Code = caller.Subject, Name = caller.Subject } } : command with { Caller = null };

    /// <summary>Facts that came in from outside, with who brought them.</summary>
    public static UnitFacts Signed(UnitFacts facts, string grid) => facts with { Actor = Bringer(facts.Actor, grid), By = Sender };

    /// <summary>The account or key that calls; absent where the program itself does.</summary>
    public static string? Sender => Calls.Current is { IsSystem: false } caller ? caller.Subject : null;

    /// <summary>Who brings a workbook: whom the caller was found to be, if that is a name of their own; the grid itself where the program calls.</summary>
    public static Actor Bringer(Actor? found, string grid) =>
        Calls.Current is not { IsSystem: false } caller ? found ?? System(grid)
        : found is { Code: var code } && (code == caller.Acting || code == caller.Person || code == caller.Subject) && found.Name.Length > 0 ? found
        : Unresolved(caller, grid);

    /// <summary>A caller of whom no more is known than how they signed in.</summary>
    public static Actor Unresolved(Principal caller, string grid) => new() { Code = caller.Subject, Name = caller.Subject, Unit = grid };
}
