using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>The inspections of one unit; their only writer. Apart from the unit's own row, whose version would otherwise tell that something is coming.</summary>
[Alias("IInspectionsGrain"), GrainInterfaceType("inspections")]
public interface IInspectionsGrain : IGrainWithStringKey
{
    /// <summary>A command by a resolved actor. One row write; the same command again writes nothing and is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it; nothing was changed.</exception>
    [Needs(Right.System), Alias("Change")]
    Task<Inspection> Change(InspectionCommand command);

    /// <summary>Those that have begun, in the order of their numbers; with the planned ones behind them only for whoever may know of them.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("List")]
    Task<List<Inspection>> List(bool withPlanned);
}
