namespace ResponsibilityGrid;

/// <summary>
/// Rows stay in the store when a unit goes home, and whoever comes up there reads them. The runtime would send what is in memory over the
/// wire, for which rows have no form, and log a failure for every one.
/// </summary>
internal sealed class StayingRows : IPersistentStateFactory
{
    private readonly PersistentStateFactory _rows = new();

    public IPersistentState<T> Create<T>(IGrainContext context, IPersistentStateConfiguration config)
    {
        var row = _rows.Create<T>(context, config);
        if (row is IGrainMigrationParticipant traveller) context.ObservableLifecycle.RemoveMigrationParticipant(traveller);
        return row;
    }
}
