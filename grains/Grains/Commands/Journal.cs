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
    };
}
