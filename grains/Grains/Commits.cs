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
            // Without the failure as its cause: it would be the answer to everybody who waits here, readers too.
            grain.GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "A write failed."));
            // The runtime wraps what the storage gate said into an exception that callers do not know.
            throw failure as StorageFailedException ?? failure.InnerException as StorageFailedException ?? new StorageFailedException($"A row was not written ({failure.GetType().Name}); the outcome is unknown.");
        }
    }
}
