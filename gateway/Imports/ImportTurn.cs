namespace ResponsibilityGrid.Gateway;

/// <summary>
/// One import at a time in a gateway. One that takes longer than anybody is kept waiting goes on without its caller; whoever brings
/// the same again meanwhile, or soon after, hears what came of it.
/// </summary>
internal sealed class ImportTurn(TimeProvider clock)
{
    /// <summary>How long an outcome that nobody has heard is kept. Later the same workbook is an import like any other.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private Import? _last;

    /// <summary>The outcome of this import, begun now unless it is under way or its outcome was not heard; none while another one runs.</summary>
    /// <param name="name">Says who brings what, and how it is to be taken.</param>
    /// <param name="run">Runs it, in the name of the caller.</param>
    public Task<ImportReport>? Join(string name, Func<Task<ImportReport>> run)
    {
        lock (_gate)
        {
            if (_last is { Outcome.IsCompleted: false }) return _last.Name == name ? _last.Outcome : null;
            if (_last is { Outcome.IsCompletedSuccessfully: true } ended && ended.Name == name && clock.GetUtcNow() - ended.At < Kept) return ended.Outcome;
            _last = new Import(name, clock, run);
            return _last.Outcome;
        }
    }

    /// <summary>Somebody has heard this outcome, so the same workbook begins anew.</summary>
    public void Heard(Task<ImportReport> outcome)
    {
        lock (_gate)
        {
            if (_last?.Outcome == outcome) _last = null;
        }
    }

    private sealed class Import
    {
        public Import(string name, TimeProvider clock, Func<Task<ImportReport>> run)
        {
            Name = name;
            // Begun elsewhere: nobody else is held up at the turn until it waits for the first time.
            Outcome = Task.Run(async () =>
            {
                var report = await run();
                At = clock.GetUtcNow();
                return report;
            });
        }

        public string Name { get; }

        public Task<ImportReport> Outcome { get; }

        public DateTimeOffset At { get; private set; }
    }
}
