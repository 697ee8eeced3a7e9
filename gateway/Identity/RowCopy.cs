namespace ResponsibilityGrid.Gateway;

/// <summary>
/// A copy of a row that every request needs and few change. It is believed for three seconds, so that what an administrator ends is over
/// five seconds later; when it grows old, one of those who come asks for all of them.
/// </summary>
internal sealed class RowCopy<T>(TimeProvider clock, Func<T?, Task<T?>> newer, Readiness? readiness = null) where T : class
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private volatile Held? held;
    private Task<Held>? asking;

    /// <summary>The row, no older than it may be.</summary>
    public async ValueTask<T> Get()
    {
        if (held is { } copy && clock.GetElapsedTime(copy.Taken) < Life) return copy.Row;
        var ask = asking;
        if (ask is null or { IsCompleted: true }) asking = ask = Renew(held);
        return (await ask).Row;
    }

    /// <summary>Whoever asks next is told what stands now.</summary>
    public void Forget() => held = null;

    private async Task<Held> Renew(Held? before)
    {
        if (readiness is { HasGrains: false }) throw new TimeoutException("No silo was met yet.");
        // From before the question: what is ended while it travels must not live longer for that.
        var taken = clock.GetTimestamp();
        var row = await CallSigner.AsGateway(() => new Retries().Ask(() => newer(before?.Row)));
        return held = new Held(row ?? before!.Row, taken);
    }

    private sealed record Held(T Row, long Taken);
}
