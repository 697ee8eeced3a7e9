namespace ResponsibilityGrid.Bench;

/// <summary>The peer's commands, each durable when it is answered: acceptances of items that nobody had touched, then reports on those.</summary>
internal sealed class PeerWrites(Peer peer, IReadOnlyList<(string Duty, string Post)> items, int clients)
{
    private readonly List<byte[]> _accepts = Each(peer, items, PeerOperation.Accept);
    private int _touched;
    private List<byte[]>? _reports;

    // Once all were accepted it goes on with refusals, which count as failed.
    public Task<Measure> Accept(TimeSpan window) => Run(window, _ => () => _accepts[(Interlocked.Increment(ref _touched) - 1) % _accepts.Count]);

    public Task<Measure> Report(TimeSpan window)
    {
        var reports = _reports ??= Each(peer, items.Take(Math.Min(_touched, Writes.Reported)), PeerOperation.Report);
        return Run(window, client =>
        {
            var next = client * reports.Count / clients;
            return () => reports[next++ % reports.Count];
        });
    }

    private async Task<Measure> Run(TimeSpan window, Func<int, Func<byte[]>> requests)
    {
        var wires = Enumerable.Range(0, clients).Select(_ => new Wire(peer.Address)).ToList();
        var measured = await Load.Run(clients, window, client =>
        {
            var (wire, next) = (wires[client], requests(client));
            return Task.FromResult<Ask>(() => wire.Ask(next()));
        });
        wires.ForEach(wire => wire.Dispose());
        return measured;
    }

    private static List<byte[]> Each(Peer peer, IEnumerable<(string Duty, string Post)> some, string command) =>
        [.. some.Select(item => Wire.Request(peer.Address, command, new { duty = item.Duty, post = item.Post }))];
}
