using System.Diagnostics;
using Npgsql;

namespace ResponsibilityGrid.Bench;

/// <summary>A private PostgreSQL with its own defaults: durable, one per run, gone with this process however it ends.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    // The shell waits on its input, which closes with this process; in a session of its own, so that a signal to this one's group lets it tidy up.
    private const string Script = """
        set -e
        export LC_ALL=C.UTF-8
        home=$(mktemp -d /tmp/grid-bench-postgres.XXXXXX)
        trap 'rm -rf "$home"' EXIT
        "$0/initdb" -D "$home/data" -U postgres -A trust -E UTF8 >/dev/null
        "$0/postgres" -D "$home/data" -k "$home" -c listen_addresses= </dev/null &
        server=$!
        echo "socket $home" >&2
        (cat >/dev/null; kill -INT $server 2>/dev/null) <&3 &
        wait $server
        """;

    private Process? _shell;
    private string _socket = "";

    /// <summary>Where the newest server of this machine is; null where there is none.</summary>
    public static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => $"{version}/bin").Where(bin => File.Exists($"{bin}/initdb")).Max()
        : null;

    public async Task Start()
    {
        if (_shell is not null) return;
        // postgres refuses to run as root; Debian's package brings a user for it.
        string[] command = ["setsid", .. Environment.UserName is "root" ? ["runuser", "-u", "postgres", "--"] : Array.Empty<string>(), "sh", "-c", $"exec 3<&0\n{Script}", Binaries!];
        var shell = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/tmp",
        })!;
        while (await shell.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("socket ", StringComparison.Ordinal)) _socket = line["socket ".Length..];
            if (!line.Contains("is ready to accept connections")) continue;
            // Read on: a server whose log nobody reads stands still once the pipe is full.
            _ = shell.StandardError.BaseStream.CopyToAsync(Stream.Null);
            _shell = shell;
            return;
        }

        throw new InvalidOperationException("PostgreSQL did not start.");
    }

    public async Task<string> NewDatabase(string name)
    {
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return Address(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_shell is null) return;
        NpgsqlConnection.ClearAllPools();
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private string Address(string database) => $"Host={_socket};Username=postgres;Database={database}";
}
