using System.Net;
using System.Net.Sockets;

namespace ResponsibilityGrid.Nemesis;

/// <summary>A stretch of wire in front of a server, at the mercy of the weather.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<EndPoint> _server;
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Random _random;
    private readonly Task _accepting;
    private volatile Weather _weather;
    private int _held;

    public TcpProxy(Func<EndPoint> server, int seed, int port = 0)
    {
        (_server, _random) = (server, new Random(seed));
        if (port != 0) _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many answers were lost so far.</summary>
    public int Lies { get; private set; }

    /// <summary>How many pieces were kept from passing, or kept waiting, so far; connections that were not made count too.</summary>
    public int Held => _held;

    /// <summary>How late answers come in slow weather.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Sets the weather; a cut ends what is open.</summary>
    public void Set(Weather weather)
    {
        var before = _weather;
        _weather = weather;
        if (weather is Weather.Cut || (weather is Weather.Fair && before is Weather.Silent or Weather.Deaf or Weather.Mute)) End();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        End();
        await _accepting;
        _end.Dispose();
    }

    /// <summary>Ends what is open: what did not pass for a while is no good any more when the wire is back.</summary>
    private void End()
    {
        lock (_lock)
            foreach (var socket in _open) socket.Close();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Carry(await _listener.AcceptSocketAsync(_end.Token));
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task Carry(Socket client)
    {
        var endpoint = _server();
        using var server = new Socket(endpoint.AddressFamily, SocketType.Stream, endpoint is UnixDomainSocketEndPoint ? ProtocolType.Unspecified : ProtocolType.Tcp);
        try
        {
            lock (_lock) _open.UnionWith([client, server]);
            if (_weather is Weather.Cut)
            {
                Interlocked.Increment(ref _held);
                return;
            }

            if (endpoint is IPEndPoint) client.NoDelay = server.NoDelay = true;
            await server.ConnectAsync(endpoint, _end.Token);
            var conversation = new Conversation();
            await Task.WhenAny(Pump(client, server, conversation, isAnswer: false), Pump(server, client, conversation, isAnswer: true));
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side ended; the other is told below.
        }
        finally
        {
            lock (_lock) _open.ExceptWith([client, server]);
            client.Dispose();
        }
    }

    private async Task Pump(Socket from, Socket to, Conversation conversation, bool isAnswer)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var read)
            {
                if (Holds(isAnswer)) Interlocked.Increment(ref _held);
                while (Holds(isAnswer)) await Task.Delay(20, _end.Token);
                if (isAnswer && _weather is Weather.Slow) await Late();
                if (_weather is Weather.Lying && conversation.Commits(buffer.AsSpan(0, read), isAnswer) && Lie()) return;
                await to.SendAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side is told by the end of this one.
        }
    }

    private bool Holds(bool isAnswer) => _weather is Weather.Silent or Weather.Stalled || _weather == (isAnswer ? Weather.Mute : Weather.Deaf);

    private Task Late()
    {
        Interlocked.Increment(ref _held);
        return Task.Delay(Delay, _end.Token);
    }

    /// <summary>Of every three answers that say that a write is committed, one is lost.</summary>
    private bool Lie()
    {
        lock (_lock)
        {
            if (_random.Next(3) != 0) return false;
            Lies++;
            return true;
        }
    }
}
