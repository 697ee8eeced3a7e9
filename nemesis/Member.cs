using System.Net;
using ResponsibilityGrid.Cluster;

namespace ResponsibilityGrid.Nemesis;

/// <summary>A silo or gateway that may have died and been started again.</summary>
internal class Member(string name, Func<Task<GridProcess>> start)
{
    private GridProcess? _process;

    public string Name => name;

    /// <summary>Where it is reached over HTTP, the same after every start.</summary>
    public string Url => _process!.Url;

    public bool HasEnded => _process is { Process.HasEnded: true };

    public string Output => _process?.Process.Output ?? "";

    public async Task Start() => _process = await start();

    public async Task<bool> IsReady() => _process is { Process.HasEnded: false } && await _process.Health("ready") == HttpStatusCode.OK;

    public Task Kill() => _process!.Process.Kill();

    public Task Signal(string signal) => _process!.Process.Signal(signal);

    /// <summary>Asks it to stop; answers how long that took.</summary>
    public async Task<TimeSpan> Stop()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await _process!.Process.Stop();
        return watch.Elapsed;
    }
}

/// <summary>A silo with the stretches of wire that lead to and from it.</summary>
internal sealed class Silo(string name, TcpProxy database, TcpProxy wire, Func<Task<GridProcess>> start) : Member(name, start), IAsyncDisposable
{
    /// <summary>Between it and its database.</summary>
    public TcpProxy Database => database;

    /// <summary>Between its neighbour and it.</summary>
    public TcpProxy Wire => wire;

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await wire.DisposeAsync();
    }
}
