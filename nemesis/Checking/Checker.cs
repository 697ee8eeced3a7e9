namespace ResponsibilityGrid.Nemesis.Checking;

/// <summary>A trace in a history, as anybody can read it.</summary>
/// <param name="Version">Which of its subject it is.</param>
/// <param name="Text">The id of the command that left it.</param>
/// <param name="Says">What it comes to, where that is more than its being there: a state, a day, a decision.</param>
internal sealed record Trace(int Version, string? Text, string? Says = null);

/// <summary>Compares what callers were told with what the grid says afterwards. Knows nothing but the two.</summary>
internal static partial class Checker
{
    /// <summary>Every command exactly once, at most once, or never, by what its caller was told.</summary>
    public static IEnumerable<Violation> Commands(IEnumerable<Operation> operations, IReadOnlyDictionary<string, List<Trace>> entries)
    {
        foreach (var command in operations.Where(IsOwn).GroupBy(operation => (operation.Subject, operation.Id)))
        {
            var left = entries.GetValueOrDefault(command.Key.Subject, []).Where(entry => entry.Text == command.Key.Id).ToList();
            var name = $"{command.First().Kind} {command.Key.Id} on {command.Key.Subject}";
            if (left.Count > 1) yield return new(Wrong.Doubled, $"{name} left {left.Count} entries.");
            var told = command.Where(operation => operation.Outcome is Outcome.Acknowledged).ToList();
            if (told.Count > 0 && left.Count == 0) yield return new(Wrong.Lost, $"{name} was acknowledged as version {told[0].Version} and left no entry.");
            if (told.Count > 0 && left.Count == 1 && told.Exists(operation => operation.Version != left[0].Version))
                yield return new(Wrong.AnsweredTwice, $"{name} was acknowledged as version {string.Join(", ", told.Select(o => o.Version))} and stands as {left[0].Version}.");
            // Each is sent until it is answered; whatever is sent later under its id was answered before.
            if (told.Count > 0 && command.FirstOrDefault(operation => operation.Outcome is Outcome.Refused) is { } refused)
                yield return new(Wrong.AnsweredTwice, $"{name} was acknowledged as version {told[0].Version}, and sent again refused ({refused.Code}).");
            if (told.Count == 0 && left.Count > 0 && command.Any(operation => operation.Outcome is Outcome.Refused))
                yield return new(Wrong.AppliedThoughRefused, $"{name} was refused ({command.First().Code}) and left entry {left[0].Version}.");
        }
    }

    /// <summary>An id that was used for something else must be a conflict.</summary>
    public static IEnumerable<Violation> OtherPayloads(IEnumerable<Operation> operations) =>
        operations.Where(operation => !IsOwn(operation) && operation.Outcome is not Outcome.Unknown && operation.Code != "CONFLICT")
            .Select(operation => new Violation(Wrong.AnsweredTwice, $"{operation.Kind} under {operation.Id} was {operation.Outcome} {operation.Code} instead of a conflict."));

    /// <summary>The entries of a subject are numbered from 1 on, without gap or repetition.</summary>
    public static IEnumerable<Violation> Numbers(IReadOnlyDictionary<string, List<Trace>> entries) =>
        from subject in entries
        let versions = subject.Value.ConvertAll(entry => entry.Version)
        where !versions.Order().SequenceEqual(Enumerable.Range(1, versions.Count))
        select new Violation(Wrong.Doubled, $"{subject.Key} has entries {string.Join(' ', versions.Order())}.");

    /// <summary>Whatever began after an acknowledgement saw its version or a later one.</summary>
    public static IEnumerable<Violation> Order(IEnumerable<Operation> operations, IEnumerable<Sight> sights)
    {
        var acknowledged = operations.Where(operation => IsOwn(operation) && operation is { Outcome: Outcome.Acknowledged, Repeats: 0, Version: not null }).ToList();
        var looks = acknowledged.Select(operation => (operation.Subject, operation.Began, Version: operation.Version!.Value - 1, What: $"{operation.Kind} {operation.Id}"))
            .Concat(sights.Select(sight => (sight.Subject, sight.Began, sight.Version, What: "a reader")));
        var settled = acknowledged.GroupBy(operation => operation.Subject).ToDictionary(subject => subject.Key, subject => subject.OrderBy(operation => operation.Ended).ToList());
        foreach (var subject in looks.GroupBy(look => look.Subject))
        {
            if (!settled.TryGetValue(subject.Key, out var before)) continue;
            var (next, newest) = (0, 0);
            foreach (var look in subject.OrderBy(look => look.Began))
            {
                while (next < before.Count && before[next].Ended < look.Began) newest = Math.Max(newest, before[next++].Version!.Value);
                if (look.Version < newest) yield return new(Wrong.OutOfOrder, $"{look.What} saw version {look.Version} of {subject.Key} after {newest} was acknowledged.");
            }
        }
    }

    /// <summary>Callers meet only codes that the API names, and nobody is left waiting.</summary>
    public static IEnumerable<Violation> Known(IEnumerable<(string Code, string Where)> codes) =>
        codes.Where(met => !Codes.Known.Contains(met.Code)).GroupBy(met => met)
            .Select(met => new Violation(met.Key.Code == GridHttp.Hung ? Wrong.Hung : Wrong.UnknownCode, $"{met.Key.Code} for {met.Key.Where}, {met.Count()} times."));

    /// <summary>On no day two sole holders of one post.</summary>
    public static IEnumerable<Violation> Holders(IEnumerable<(string Post, DateOnly Day, int Holders)> days) =>
        days.Where(day => day.Holders > 1).Select(day => new Violation(Wrong.TwoHolders, $"{day.Post} has {day.Holders} holders on {day.Day:yyyy-MM-dd}."));

    /// <summary>The numbers of every unit are those of its own items and of the units below, and it counts those below as they count themselves.</summary>
    /// <param name="tallies">Every unit's numbers.</param>
    /// <param name="items">How many items of a unit itself are in which state.</param>
    public static IEnumerable<Violation> Counts(IReadOnlyCollection<Tally> tallies, IReadOnlyDictionary<string, Dictionary<string, int>> items)
    {
        var own = tallies.ToDictionary(tally => tally.Unit, tally => tally.ByState);
        foreach (var unit in items.Keys.Except(own.Keys)) yield return new(Wrong.Miscounted, $"{unit} has items and is counted nowhere.");
        foreach (var tally in tallies)
        {
            IReadOnlyList<IReadOnlyDictionary<string, int>> parts = [items.GetValueOrDefault(tally.Unit, []), .. tally.Below.Values];
            foreach (var state in parts.SelectMany(part => part.Keys).Union(tally.ByState.Keys))
                if (tally.ByState.GetValueOrDefault(state) is var counted && parts.Sum(part => part.GetValueOrDefault(state)) is var there && (counted != there || counted < 0))
                    yield return new(Wrong.Miscounted, $"{tally.Unit} counts {counted} {state}; its items and those below are {there}.");
            foreach (var (below, numbers) in tally.Below)
                if (!own.TryGetValue(below, out var said) || numbers.Keys.Union(said.Keys).Any(state => numbers.GetValueOrDefault(state) != said.GetValueOrDefault(state)))
                    yield return new(Wrong.Miscounted, $"{tally.Unit} counts {below} otherwise than {below} does.");
        }
    }

    private static bool IsOwn(Operation operation) => !operation.Kind.Contains(',');
}
