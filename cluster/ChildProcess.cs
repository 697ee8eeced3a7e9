using System.Collections.Concurrent;
using System.Diagnostics;

namespace ResponsibilityGrid.Cluster;

/// <summary>A program started by this one that ends with it, however it ends.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    // The shell waits on its input, which closes even after kill -9 of whoever started it; then it stops the program.
    // A session of its own keeps Ctrl-C away: who started the program decides when it ends.
    private const string Script = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        child=$!
        echo "pid $child"
        (read -r _; kill -TERM $child) <&3 >/dev/null 2>&1 &
        watcher=$!
        wait $child
        code=$?
        kill $watcher 2>/dev/null
        exit $code
        """;

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<int> _pid = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StreamWriter? _log;
    private readonly Process _shell;

    private ChildProcess(string name, IEnumerable<string> command, IEnumerable<KeyValuePair<string, string>> environment, string? log)
    {
        Name = name;
        _log = log is null ? null : new StreamWriter(log, append: true) { AutoFlush = true };
        var start = new ProcessStartInfo("setsid", ["sh", "-c", Script, name, .. command]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var (key, value) in environment) start.Environment[key] = value;
        _shell = Process.Start(start)!;
        _shell.OutputDataReceived += (_, line) => Keep(line.Data);
        _shell.ErrorDataReceived += (_, line) => Keep(line.Data);
        _shell.BeginOutputReadLine();
        _shell.BeginErrorReadLine();
    }

    public string Name { get; }

    /// <summary>What it said so far.</summary>
    public string Output => string.Join('\n', _lines);

    public bool HasEnded => _shell.HasExited;

    /// <summary>Its exit code; only once it has ended.</summary>
    public int ExitCode => _shell.ExitCode;

    /// <summary>Starts a program; what it says goes to a log file too, where one is named.</summary>
    public static async Task<ChildProcess> Start(string name, IEnumerable<string> command, IEnumerable<KeyValuePair<string, string>>? environment = null, string? log = null)
    {
        var child = new ChildProcess(name, command, environment ?? [], log);
        await child._pid.Task;
        return child;
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        await Signal("KILL");
        await Ended();
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async Task<int> Stop(string signal = "TERM")
    {
        await Signal(signal);
        return await Ended();
    }

    /// <summary>Sends a signal: STOP freezes, CONT thaws.</summary>
    public async Task Signal(string signal)
    {
        if (HasEnded) return;
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {await _pid.Task} 2>/dev/null"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<int> Ended(CancellationToken cancelled = default)
    {
        await _shell.WaitForExitAsync(cancelled);
        return _shell.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded) await Kill();
        _shell.Dispose();
        if (_log is not null) await _log.DisposeAsync();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        if (!_pid.Task.IsCompleted && line.StartsWith("pid ", StringComparison.Ordinal) && int.TryParse(line[4..], out var pid))
        {
            _pid.SetResult(pid);
            return;
        }

        _lines.Enqueue(line);
        lock (_lines) _log?.WriteLine(line);
    }
}
