namespace ResponsibilityGrid;

/// <summary>Which settings a grid goes by: its limits and its clock are the installation's, its axes are its own.</summary>
internal static class SettingRules
{
    /// <summary>The settings of a grid as an installation sets them; the same object where nothing changes.</summary>
    public static GridSettings Set(GridSettings held, GridSettings installed)
    {
        // Units stand at the levels and posts on the layers that the grid was founded with.
        var next = installed with
        {
            Levels = held.Levels, Layers = held.Layers, PostLayer = held.PostLayer, Lines = held.Lines, HeadLayers = held.HeadLayers, BureauHeadLayer = held.BureauHeadLayer,
            OfficerDuties = held.OfficerDuties, OfficerTasks = held.OfficerTasks, ProblemCategories = held.ProblemCategories,
        };
        return next == held ? held : next;
    }
}
