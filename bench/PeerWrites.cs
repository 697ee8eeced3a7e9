namespace ResponsibilityGrid.Bench;

/// <summary>The peer's commands, each durable when it is answered: acceptances of items that nobody had touched, then reports on those.</summary>
internal sealed class PeerWrites(Peer peer, IReadOnlyList<(string Duty, string Post)> items, int clients)
{
    private readonly List<byte[]> _accepts = Each(peer, items, PeerOperation.Accept);
    private int _touched;
    private List<byte[]>? _reports;

    // Once all were accepted it goes on with refusals, which count as failed.
    public Task<Measure> Accept(TimeSpan window) => Load.Run(clients, window, peer.Address, _ => () => _accepts[(Interlocked.Increment(ref _touched) - 1) % _accepts.Count]);

    public Task<Measure> Report(TimeSpan window) =>
        Load.Run(clients, window, peer.Address, Load.Turns(_reports ??= Each(peer, items.Take(Math.Min(_touched, Writes.Reported)), PeerOperation.Report), clients));

    private static List<byte[]> Each(Peer peer, IEnumerable<(string Duty, string Post)> some, string command) =>
        [.. some.Select(item => Wire.Request(peer.Address, command, new { duty = item.Duty, post = item.Post }))];
}
