using System.Collections.Immutable;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// What stood in the sheets but is not among the rows. A reference to an unread row is not wrong, only unproven, so that one bad
/// cell is one fault; a reference to a skipped row has lost its footing and is skipped in its turn.
/// </summary>
internal sealed record LeftOut(
    ImmutableHashSet<string> UnreadSheets,
    ImmutableHashSet<(string Sheet, string Code)> UnreadCodes,
    ImmutableHashSet<(string Sheet, string Code)> SkippedCodes)
{
    public static readonly LeftOut Nothing = new([], [], []);

    public bool IsUnread(string sheet, string code) => UnreadSheets.Contains(sheet) || UnreadCodes.Contains((sheet, code));

    public bool HasUnread(string sheet) => UnreadSheets.Contains(sheet) || UnreadCodes.Any(row => row.Sheet == sheet);

    public bool IsSkipped(string sheet, string code) => SkippedCodes.Contains((sheet, code));

    /// <summary>The same, once it is decided to go on without the rows that could not be read and without these.</summary>
    public LeftOut Skip(IEnumerable<(string Sheet, string Code)> codes) =>
        this with { UnreadCodes = [], SkippedCodes = SkippedCodes.Union(UnreadCodes).Union(codes) };
}
