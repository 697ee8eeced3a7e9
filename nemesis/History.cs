using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Everything that callers did and were told, in memory and as lines of JSON.</summary>
internal sealed class History(string? file)
{
    private readonly ConcurrentQueue<Operation> _operations = [];
    private readonly ConcurrentQueue<Sight> _sights = [];
    private readonly ConcurrentQueue<Command> _open = [];
    private readonly ConcurrentQueue<(string Code, string Where)> _codes = [];
    private readonly ConcurrentQueue<long> _answers = [];

    public IReadOnlyCollection<Operation> Operations => _operations;

    public IReadOnlyCollection<Sight> Sights => _sights;

    /// <summary>The commands of which nobody knows what came of them.</summary>
    public IReadOnlyCollection<Command> Open => _open;

    /// <summary>Every code that a caller met, with the operation that met it.</summary>
    public IReadOnlyCollection<(string Code, string Where)> Codes => _codes;

    public static long Now => Stopwatch.GetTimestamp();

    /// <summary>Notes what a caller was told of a command.</summary>
    public void Add(Command command, Told told, long began, int repeats)
    {
        Add(new Operation(command.Id, command.Kind, command.Subject, began, Now, told.Outcome, told.Code, told.Version, repeats, command.Expected, command.Says));
        // Of a repetition the first answer is known.
        if (told.Outcome is Outcome.Unknown && !command.Kind.Contains(',')) _open.Enqueue(command);
    }

    public void Add(Operation operation)
    {
        _operations.Enqueue(operation);
        if (operation.Code is { } code) Met(code, operation.Kind);
        if (operation.Outcome is not Outcome.Unknown) _answers.Enqueue(operation.Ended);
    }

    public void Add(Sight sight) => _sights.Enqueue(sight);

    public void Met(string code, string where) => _codes.Enqueue((code, where));

    /// <summary>The longest time in which no command was answered.</summary>
    public TimeSpan LongestSilence(long began, long ended)
    {
        var longest = TimeSpan.Zero;
        var last = began;
        foreach (var answer in _answers.Where(a => a >= began && a <= ended).Order().Append(ended))
        {
            var gap = Stopwatch.GetElapsedTime(last, answer);
            if (gap > longest) longest = gap;
            last = answer;
        }

        return longest;
    }

    /// <summary>Leaves the operations where somebody can read them after a failure.</summary>
    public void Save()
    {
        if (file is not null) File.WriteAllLines(file, _operations.Select(operation => JsonSerializer.Serialize(operation)));
    }
}
