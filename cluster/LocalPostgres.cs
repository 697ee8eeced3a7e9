using Npgsql;

namespace ResponsibilityGrid.Cluster;

/// <summary>A PostgreSQL server of our own in a private directory, reached by a socket there; durable, with its own defaults beside what it is given.</summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    private readonly string _data;
    private readonly string _socket;
    private readonly bool _isOurs;
    private readonly string[] _settings;
    private ChildProcess? _server;

    private LocalPostgres(string data, bool isOurs, string[] settings)
    {
        (_data, _isOurs, _settings) = (data, isOurs, settings);
        // A socket's path may not be longer than a hundred characters; a data directory's may.
        _socket = Directory.CreateTempSubdirectory("grid-pg-").FullName;
    }

    /// <summary>Where the newest server of this machine is; null where there is none.</summary>
    public static string? Binaries { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => $"{version}/bin").Where(bin => File.Exists($"{bin}/initdb")).Max()
        : null;

    private static string[] AsItsUser => Environment.UserName is "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"] : [];

    private static string Bin(string program) => $"{Binaries ?? throw new InvalidOperationException("There is no PostgreSQL server here: apt-get install postgresql.")}/{program}";

    /// <summary>Starts a server on a data directory, which is made if need be; without one, on a directory that goes with the server.</summary>
    public static async Task<LocalPostgres> Start(string? data = null, params string[] settings)
    {
        var server = new LocalPostgres(data ?? Directory.CreateTempSubdirectory("grid-pgdata-").FullName, isOurs: data is null, settings);
        Directory.CreateDirectory(server._data);
        // postgres refuses to run as root; Debian's package brings a user for it.
        if (Environment.UserName is "root") await Run(["chown", "postgres", server._data, server._socket]);
        if (!File.Exists(Path.Combine(server._data, "PG_VERSION")))
            await Run([.. AsItsUser, Bin("initdb"), "-D", server._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]);
        await server.StartAgain();
        return server;
    }

    /// <summary>How to reach a database of the server.</summary>
    public string Address(string database) => $"Host={_socket};Username=postgres;Database={database}";

    /// <summary>Whether the server ended, by itself or stopped.</summary>
    public bool HasEnded => _server is null or { HasEnded: true };

    /// <summary>The socket itself, for a proxy.</summary>
    public string SocketFile => Path.Combine(_socket, ".s.PGSQL.5432");

    /// <summary>Makes a database where there is none of the name, empty or as a copy of one that nobody is connected to; returns how to reach it.</summary>
    public async Task<string> Database(string name, string template = "template1")
    {
        await using var connection = new NpgsqlConnection($"{Address("postgres")};Pooling=false");
        await connection.OpenAsync();
        await using var known = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{name}'", connection);
        if (await known.ExecuteScalarAsync() is not null) return Address(name);
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE {template}", connection);
        await create.ExecuteNonQueryAsync();
        return Address(name);
    }

    /// <summary>Drops a database, whoever is still connected to it.</summary>
    public async Task Drop(string name)
    {
        await using var connection = new NpgsqlConnection($"{Address("postgres")};Pooling=false");
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    /// <summary>Runs one of PostgreSQL's own programs against the server.</summary>
    public Task Tool(string program, params string[] arguments) => Run([Bin(program), "--host", _socket, "--username", "postgres", .. arguments]);

    /// <summary>Starts the server after a stop, and waits until it takes connections.</summary>
    public async Task StartAgain()
    {
        _server = await ChildProcess.Start("postgres", [.. AsItsUser, Bin("postgres"), "-D", _data, "-k", _socket, "-c", "listen_addresses=", .. _settings.SelectMany(setting => (string[])["-c", setting])]);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await TakesConnections())
        {
            if (_server.HasEnded) throw new InvalidOperationException($"PostgreSQL did not start:\n{_server.Output}");
            await Task.Delay(50, patience.Token);
        }
    }

    /// <summary>Stops it without any tidying, as a crash would: what was not committed is gone, and the next start recovers from the log.</summary>
    public async Task StopHard()
    {
        await Run([.. AsItsUser, Bin("pg_ctl"), "stop", "-D", _data, "-m", "immediate"]);
        await _server!.Ended();
    }

    /// <summary>Stops it; a directory made for it goes too.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        // A directory that goes needs no tidying.
        if (_server is { HasEnded: false }) await Run([.. AsItsUser, Bin("pg_ctl"), "stop", "-D", _data, "-m", _isOurs ? "immediate" : "fast"]);
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_socket, recursive: true);
        if (_isOurs) Directory.Delete(_data, recursive: true);
    }

    private async Task<bool> TakesConnections()
    {
        try
        {
            await using var connection = new NpgsqlConnection($"{Address("postgres")};Pooling=false;Timeout=2");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task Run(string[] command)
    {
        await using var run = await ChildProcess.Start(command[0], command);
        if (await run.Ended() != 0) throw new InvalidOperationException($"{string.Join(' ', command)} failed:\n{run.Output}");
    }
}
