namespace ResponsibilityGrid;

internal static partial class StructureRules
{
    /// <summary>The state with what a workbook made of the structure, and an entry for each place that it changed. What counts from the beginning is the founding and has none.</summary>
    public static GridState Entered(GridState state, Structure next, Actor by, string? sender, DateTimeOffset now)
    {
        var entries = next.Units.Except(state.Units).Where(u => IsNews(u.Span)).Select(Told).Concat(next.Posts.Except(state.Posts).Where(p => IsNews(p.Span)).Select(Placed));
        return state.With(next) with { Entries = [.. state.Entries, .. entries.Select((e, n) => e with { Number = state.Entries.Count + n + 1, Version = next.Version })] };

        // Of what was cut in two, the part that begins; the one that ends with it was known before.
        bool IsNews(Span span) => span.Superseded is null && span.To is null && span.Recorded > DateTimeOffset.MinValue;

        Entry Told(UnitEntry unit)
        {
            var before = state.Units.FindLast(u => u.Code == unit.Code && u.Span.Superseded is null);
            return Note(before is null ? Act.CreateUnit : before.Parent == unit.Parent ? Act.ImportWorkbook : Act.MoveUnit, unit.Span) with { Subject = unit.Code, Other = unit.Parent, Text = unit.Name };
        }

        Entry Placed(PostEntry post)
        {
            var before = state.Posts.FindLast(p => p.Code == post.Code && p.Span.Superseded is null);
            return Note(before is null ? Act.CreatePost : before.Unit == post.Unit ? Act.ImportWorkbook : Act.MovePost, post.Span) with { Subject = post.Code, Other = post.Unit, Text = post.Layer };
        }

        Entry Note(Act act, Span span)
        {
            var today = state.Settings.DateAt(now);
            var on = span.From == DateOnly.MinValue ? today : span.From;
            return new Entry { Act = act, Who = by, On = on, Recorded = span.Recorded, Late = on < today, By = sender, Imported = true };
        }
    }
}
