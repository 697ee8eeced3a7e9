using System.Net;
using System.Net.Sockets;

namespace ResponsibilityGrid.Nemesis;

/// <summary>What a proxy does to the connections through it.</summary>
internal enum Weather
{
    /// <summary>Everything passes.</summary>
    Fair,

    /// <summary>Every connection is closed and none is made.</summary>
    Cut,

    /// <summary>Nothing passes either way, and nobody is told.</summary>
    Silent,

    /// <summary>Whatever comes back comes late.</summary>
    Slow,

    /// <summary>A database's answer to a write is lost: the write is committed, and the connection ends before anybody hears of it.</summary>
    Lying,
}

/// <summary>A stretch of wire in front of a server, at the mercy of the weather.</summary>
internal sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Func<EndPoint> _server;
    private readonly Lock _lock = new();
    private readonly HashSet<Socket> _open = [];
    private readonly Random _random;
    private readonly TimeSpan _delay;
    private readonly Task _accepting;
    private volatile Weather _weather;

    public TcpProxy(Func<EndPoint> server, int seed, TimeSpan delay, int port = 0)
    {
        (_server, _random, _delay) = (server, new Random(seed), delay);
        if (port != 0) _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many answers were lost so far.</summary>
    public int Lies { get; private set; }

    /// <summary>Sets the weather; a cut ends what is open.</summary>
    public void Set(Weather weather)
    {
        _weather = weather;
        if (weather is not (Weather.Cut or Weather.Fair)) return;
        // What was silent for a while is no good any more when the wire is back.
        lock (_lock)
            foreach (var socket in _open) socket.Close();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        Set(Weather.Cut);
        await _accepting;
        _end.Dispose();
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
            if (_weather is Weather.Cut) return;
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
                while (_weather is Weather.Silent) await Task.Delay(20, _end.Token);
                if (isAnswer && _weather is Weather.Slow) await Task.Delay(_delay, _end.Token);
                if (_weather is Weather.Lying && Lie(buffer.AsSpan(0, read), conversation, isAnswer)) return;
                await to.SendAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side is told by the end of this one.
        }
    }

    /// <summary>The answer that comes while a write is under way says that it is committed; every third of them is lost.</summary>
    private bool Lie(ReadOnlySpan<byte> bytes, Conversation conversation, bool isAnswer)
    {
        if (!isAnswer)
        {
            // The text of a statement comes once a connection, and later its name alone; values of a write always hold its payload, which is JSON.
            if (bytes.IndexOf("{\""u8) >= 0) conversation.IsWriting = true;
            return false;
        }

        if (!conversation.IsWriting) return false;
        conversation.IsWriting = false;
        lock (_lock)
        {
            if (_random.Next(3) != 0) return false;
            Lies++;
            return true;
        }
    }

    private sealed class Conversation
    {
        public volatile bool IsWriting;
    }
}
