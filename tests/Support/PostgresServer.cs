using System.Diagnostics;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(ResponsibilityGrid.Tests.PostgresServer))]

namespace ResponsibilityGrid.Tests;

/// <summary>A private PostgreSQL server for this run, started by the first test that asks, durable as in production.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1, 1);
    private Process? _server;
    private string _socket = "";
    private int _databases;

    /// <summary>An empty database of its own; returns how to reach it.</summary>
    public async Task<string> NewDatabase()
    {
        await _starting.WaitAsync();
        try
        {
            if (_server is null) await Start();
        }
        finally
        {
            _starting.Release();
        }

        var name = $"grid{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(Address("postgres"));
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return Address(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null) return;
        NpgsqlConnection.ClearAllPools();
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
        _starting.Dispose();
    }

    private string Address(string database) => $"Host={_socket};Username=postgres;Database={database}";

    private async Task Start()
    {
        var server = Process.Start(Command())!;
        var said = new List<string>();
        while (await server.StandardError.ReadLineAsync() is { } line)
        {
            said.Add(line);
            if (line.StartsWith("socket ", StringComparison.Ordinal)) _socket = line["socket ".Length..];
            if (!line.Contains("is ready to accept connections")) continue;
            _server = server;
            // Read on: a server whose log nobody reads stands still once the pipe is full.
            _ = server.StandardError.BaseStream.CopyToAsync(Stream.Null);
            return;
        }

        throw new InvalidOperationException($"PostgreSQL did not start:\n{string.Join('\n', said)}");
    }

    private static ProcessStartInfo Command()
    {
        // The shell waits on its input, which closes however this process ends: no server is left behind, even after kill -9.
        const string Script = """
            set -e
            export LC_ALL=C.UTF-8
            home=$(mktemp -d /tmp/grid-postgres.XXXXXX)
            trap 'rm -rf "$home"' EXIT
            "$0/initdb" -D "$home/data" -U postgres -A trust -E UTF8 >/dev/null
            "$0/postgres" -D "$home/data" -k "$home" -c listen_addresses= -c max_connections=200 </dev/null &
            server=$!
            echo "socket $home" >&2
            (cat >/dev/null; kill -INT $server 2>/dev/null) <&3 &
            wait $server
            """;
        var shell = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardError = true };
        string[] arguments = ["sh", "-c", $"exec 3<&0\n{Script}", Binaries()];
        // postgres refuses to run as root; Debian's package brings a user for it.
        if (Environment.UserName is "root") arguments = ["runuser", "-u", "postgres", "--", .. arguments];
        shell.FileName = arguments[0];
        foreach (var argument in arguments[1..]) shell.ArgumentList.Add(argument);
        shell.WorkingDirectory = "/tmp";
        return shell;
    }

    private static string Binaries()
    {
        const string Root = "/usr/lib/postgresql";
        var versions = Directory.Exists(Root) ? Directory.GetDirectories(Root) : [];
        var newest = versions.MaxBy(path => int.TryParse(Path.GetFileName(path), out var version) ? version : 0);
        return newest is not null && File.Exists($"{newest}/bin/initdb")
            ? $"{newest}/bin"
            : throw new InvalidOperationException($"No PostgreSQL server in {Root}; ./test installs it (apt-get install postgresql).");
    }
}
