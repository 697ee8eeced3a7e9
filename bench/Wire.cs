using System.Buffers.Text;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Bench;

/// <summary>A keep-alive connection that does no more than HTTP asks for, and waits where it stands: a wait that is handed around costs more than the answer.</summary>
internal sealed class Wire(Uri address) : IDisposable
{
    private byte[] _buffer = new byte[1 << 16];
    private Socket? _socket;
    private int _length;

    /// <summary>The key that requests show from now on.</summary>
    public static string? Key { get; set; }

    /// <summary>The bytes of a POST to <c>/graphql</c>, by an actor where it is a command.</summary>
    public static byte[] Request(Uri address, string query, object variables, string? actor = null)
    {
        var signed = $"{(Key is null ? "" : $"Authorization: Bearer {Key}\r\n")}{(actor is null ? "" : $"{Desk.ActorHeader}: {actor}\r\n")}";
        var body = JsonSerializer.SerializeToUtf8Bytes(new { query, variables });
        return [.. Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: {address.Authority}\r\n{signed}Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }

    /// <summary>Sends and reads the reply to its end; whether it is a 200 without errors.</summary>
    public bool Ask(ReadOnlySpan<byte> request)
    {
        try
        {
            _socket ??= Connect();
            _socket.Send(request);
            _length = 0;
            do
            {
                if (_length == _buffer.Length) Array.Resize(ref _buffer, 2 * _length);
                var read = _socket.Receive(_buffer.AsSpan(_length));
                if (read == 0) throw new SocketException((int)SocketError.ConnectionReset);
                _length += read;
            }
            while (!IsWhole(Reply));
            return Reply.StartsWith("HTTP/1.1 200"u8) && Reply.IndexOf("\"errors\":"u8) < 0 && Reply.IndexOf("\"userErrors\":[{"u8) < 0 && Reply.IndexOf("\"data\":{"u8) >= 0;
        }
        catch (SocketException)
        {
            Dispose();
            _socket = null;
            return false;
        }
    }

    /// <summary>How long the last reply asks to stay away; nothing where it does not.</summary>
    public TimeSpan? RetryAfter
    {
        get
        {
            var header = "\r\nRetry-After: "u8;
            var at = Reply.IndexOf(header);
            return at >= 0 && Utf8Parser.TryParse(Reply[(at + header.Length)..], out int seconds, out _) ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    /// <summary>The last reply as text, for a person to see what is wrong.</summary>
    public string Text => Encoding.UTF8.GetString(Reply);

    public void Dispose() => _socket?.Dispose();

    private ReadOnlySpan<byte> Reply => _buffer.AsSpan(0, _length);

    private Socket Connect()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000 };
        socket.Connect(address.Host, address.Port);
        return socket;
    }

    private static bool IsWhole(ReadOnlySpan<byte> reply)
    {
        var head = reply.IndexOf("\r\n\r\n"u8);
        if (head < 0) return false;
        var length = reply[..head].IndexOf("Content-Length: "u8);
        // As Node.js writes it.
        if (length < 0) length = reply[..head].IndexOf("content-length: "u8);
        // JSON has no bare line ends, so the last chunk cannot be mistaken.
        if (length < 0) return reply.EndsWith("\r\n0\r\n\r\n"u8);
        var digits = reply[(length + "Content-Length: ".Length)..head];
        return reply.Length - head - 4 >= int.Parse(digits[..(digits.IndexOf("\r\n"u8) is >= 0 and var end ? end : digits.Length)]);
    }
}
