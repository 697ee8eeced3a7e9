namespace ResponsibilityGrid;

/// <summary>The one place where a grain writes.</summary>
internal static class Commits
{
    /// <summary>
    /// Stores the next state. After a failed write nobody knows what the row holds, and the memory of the activation
    /// would be written by the next success; so it goes back to what it was and the activation ends.
    /// </summary>
    public static async Task<T> Commit<T>(this IPersistentState<T> store, T next, IGrainBase grain)
    {
        var before = store.State;
        store.State = next;
        try
        {
            await store.WriteStateAsync();
            return next;
        }
        catch (Exception failure)
        {
            store.State = before;
            grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, failure, "A write failed."));
            throw;
        }
    }
}
