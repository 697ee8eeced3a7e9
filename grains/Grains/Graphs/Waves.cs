namespace ResponsibilityGrid;

/// <summary>One question to many units, so many at a time that a city does not flood its silos.</summary>
internal static class Waves
{
    public const int AtOnce = 32;

    /// <summary>The answers in the order of the units.</summary>
    public static async Task<List<T>> Ask<T>(IEnumerable<string> units, Func<string, Task<T>> ask)
    {
        var answers = new List<T>();
        foreach (var wave in units.Chunk(AtOnce)) answers.AddRange(await Task.WhenAll(wave.Select(ask)));
        return answers;
    }

    /// <summary>The same where nobody has anything to answer.</summary>
    public static async Task Tell(IEnumerable<string> units, Func<string, Task> tell)
    {
        foreach (var wave in units.Chunk(AtOnce)) await Task.WhenAll(wave.Select(tell));
    }
}
