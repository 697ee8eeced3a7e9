namespace ResponsibilityGrid;

/// <summary>A unit with its neighbours and posts, as one caller sees it.</summary>
internal static class UnitViews
{
    public static UnitView Of(Outline outline, UnitSheet sheet, Sight sight)
    {
        var unit = outline.Unit(sheet.Unit);
        var view = new UnitView
        {
            Unit = unit,
            Parent = unit.Parent is { } parent ? outline.Find(parent) : null,
            Children = outline.Children(unit.Code),
            Version = StructureRules.VersionOf(outline.Structure, unit.Code, outline.At.KnownAt),
            Sheet = sheet with { Lives = [], Reminders = [] },
        };
        return sight.SeesAll ? view : SightRules.Narrow(view, sight, outline);
    }
}
