using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ResponsibilityGrid.Cluster;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Embedded;

/// <summary>The built gateway as a process of its own, as <c>./run</c> starts it.</summary>
internal sealed class EmbeddedProcess : IAsyncDisposable
{
    private static readonly string Home = Path.GetFullPath("../..", Weifang.Sample);

    /// <summary>The gateway as it was built.</summary>
    public static string Program { get; } = Path.GetFullPath(
        $"../../ResponsibilityGrid.Gateway/{new DirectoryInfo(AppContext.BaseDirectory).Name}/ResponsibilityGrid.Gateway.dll", AppContext.BaseDirectory);

    private readonly ConcurrentQueue<string> _output = [], _errors = [];
    private readonly HttpClient _http = new();
    private readonly Process _process;
    private string? _keys;

    private EmbeddedProcess(string url, IEnumerable<string> arguments, params (string Name, string Value)[] settings)
    {
        Url = url;
        // Whoever runs the tests in the background ignores Ctrl-C, and so would every process that they start.
        var start = new ProcessStartInfo("env", ["--default-signal=INT,TERM", "dotnet", Program, "embedded", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["GRID_HOME"] = Home },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Url { get; }

    public string Output => string.Join('\n', _output);

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>On a data directory and a free port.</summary>
    public static EmbeddedProcess On(string data, params string[] more)
    {
        var url = FreeUrl();
        string[] keys = more.Contains("--workbook") ? [] : ["--key-file", KeysOf(data)];
        return new(url, ["--urls", url, "--data", data, .. keys, .. more]) { _keys = KeysOf(data) };
    }

    /// <summary>The same with a setting of its own.</summary>
    public static EmbeddedProcess Set(string data, string name, string value)
    {
        var url = FreeUrl();
        return new(url, ["--urls", url, "--data", data], (name, value)) { _keys = KeysOf(data) };
    }

    /// <summary>The same, reporting every trace to a collector.</summary>
    public static EmbeddedProcess Traced(string data, string collector)
    {
        var url = FreeUrl();
        return new(url, ["--urls", url, "--data", data, "--key-file", KeysOf(data)], ("Telemetry__Endpoint", collector), ("Telemetry__SampleRatio", "1")) { _keys = KeysOf(data) };
    }

    /// <summary>The file of the sample's keys beside a data directory.</summary>
    public static string KeysOf(string data) => $"{data}.keys.json";

    /// <summary>With nothing but these arguments.</summary>
    public static EmbeddedProcess With(params string[] arguments) => new("", arguments);

    public static string FreeUrl() => $"http://127.0.0.1:{LocalCluster.FreePort()}";

    /// <summary>Waits until it takes work.</summary>
    public Task<EmbeddedProcess> Ready() => Patience.Until("a ready process", async () =>
    {
        Assert.False(_process.HasExited, $"The process ended: {Seen()}");
        return await Health("ready") == HttpStatusCode.OK ? this : null;
    }, 60, Seen);

    /// <summary>Waits until it has printed something.</summary>
    public Task<string> Says(string text) =>
        Patience.Until(text, () => Task.FromResult(Output.Contains(text, StringComparison.Ordinal) || _process.HasExited ? text : null), 60, Seen);

    /// <summary>kill -9 as soon as it has printed something, by whoever reads it: nobody else has to be told first.</summary>
    public Task KillOnce(string text)
    {
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains(text, StringComparison.Ordinal) is true) _process.Kill();
        };
        if (Output.Contains(text, StringComparison.Ordinal)) _process.Kill();
        return _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>The answer of a health address; none while nobody listens.</summary>
    public async Task<HttpStatusCode?> Health(string of)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri($"{Url}/health/{of}"), TestContext.Current.CancellationToken);
            return answer.StatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            // A peer that dies while it is connected to is told of without the client's own exception around it.
            return null;
        }
    }

    public async Task<JsonElement> Ask(string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Url}/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new("Bearer", JsonDocument.Parse(await File.ReadAllTextAsync(_keys!, TestContext.Current.CancellationToken)).RootElement.GetProperty("office").GetString());
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var reply = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data");
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a signal, INT for Ctrl-C.</summary>
    public async Task Signal(string name)
    {
        using var shell = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end and answers with the exit code.</summary>
    public async Task<int> Ended(int seconds = 30)
    {
        await Patience.Until("the end of the process", () => Task.FromResult(_process.HasExited ? this : null), seconds, Seen);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private string Seen() => $"It said:\n{Output}\n{string.Join('\n', Errors)}";

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (line is not null) lines.Enqueue(line);
    }
}
