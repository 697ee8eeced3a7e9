namespace ResponsibilityGrid.Gateway;

/// <summary>Asks grains side by side, but never so many that others wait; those that do not answer are asked again.</summary>
internal static class Crowd
{
    private const int AtOnce = 32;

    /// <summary>The answers, in the order of the parts.</summary>
    public static async Task<List<TResult>> Ask<T, TResult>(IReadOnlyCollection<KeyValuePair<string, T>> parts, Func<string, T, Task<TResult>> ask, CancellationToken stopping)
    {
        var results = new TResult[parts.Count];
        await Parallel.ForEachAsync(
            parts.Select((part, place) => (part, place)),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping },
            async (next, _) => results[next.place] = await new Retries().Ask(() => ask(next.part.Key, next.part.Value)));
        return [.. results];
    }
}
