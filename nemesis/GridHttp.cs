using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ResponsibilityGrid.Cluster;

namespace ResponsibilityGrid.Nemesis;

/// <summary>What came back for a request: data, or a code that says why not. Nothing at all has the code <c>NO_ANSWER</c>, or <c>HUNG</c> where it was waited for.</summary>
internal sealed record Reply(JsonElement? Data, string? Code);

/// <summary>A caller of gateways, as any other system would be one: HTTP, a time limit, and the next gateway when one does not answer.</summary>
internal sealed class GridHttp(string key, int atOnce, params string[] gateways) : IDisposable
{
    /// <summary>The gateway is not there, or broke off.</summary>
    public const string NoAnswer = "NO_ANSWER";

    /// <summary>The gateway kept its caller waiting for longer than it ever may.</summary>
    public const string Hung = "HUNG";

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = atOnce, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = Timeout.InfiniteTimeSpan, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
    private readonly ConcurrentDictionary<string, int> _underWay = [];
    private volatile string? _left;
    private int _next;

    public GridHttp(string key, params string[] gateways) : this(key, 64, gateways)
    {
    }

    /// <summary>The gateways that it calls.</summary>
    public IReadOnlyList<string> Gateways => gateways;

    /// <summary>How long a request is waited for. Nobody may be kept for more than thirty seconds; one more is for the way.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(31);

    public void Dispose() => _http.Dispose();

    /// <summary>Sends one request to one gateway, the next in turn.</summary>
    public async Task<Reply> Send(string query, object? variables = null, string? actor = null, CancellationToken cancelled = default)
    {
        var gateway = Enter();
        try
        {
            return await SendTo(gateway, query, variables, actor, cancelled);
        }
        finally
        {
            _underWay.AddOrUpdate(gateway, 0, (_, requests) => requests - 1);
        }
    }

    /// <summary>Sends one request to this gateway.</summary>
    public async Task<Reply> SendTo(string gateway, string query, object? variables = null, string? actor = null, CancellationToken cancelled = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{gateway}/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (actor is not null) request.Headers.Add("Grid-Actor", actor);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        limit.CancelAfter(Patience);
        try
        {
            using var answer = await _http.SendAsync(request, limit.Token);
            var reply = await answer.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
            return reply.TryGetProperty("errors", out var errors)
                ? new Reply(null, errors[0].TryGetProperty("extensions", out var told) && told.TryGetProperty("code", out var code) ? code.GetString() : "NO_CODE")
                : new Reply(reply.GetProperty("data"), null);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancelled.IsCancellationRequested)
        {
            return new Reply(null, Hung);
        }
        catch (Exception silence) when (silence is HttpRequestException or JsonException or IOException || (silence is OperationCanceledException && !cancelled.IsCancellationRequested))
        {
            // Among them a connection that was not made in time: nobody was there to hang.
            return new Reply(null, NoAnswer);
        }
    }

    /// <summary>Leaves a gateway while something is done to it, as a balancer would that was told to: what is under way there comes to its end first.</summary>
    public async Task Without(string gateway, Func<Task> something)
    {
        _left = gateway;
        try
        {
            while (_underWay.GetValueOrDefault(gateway) > 0) await Task.Delay(20);
            await something();
        }
        finally
        {
            _left = null;
        }
    }

    /// <summary>Asks until it is answered.</summary>
    /// <exception cref="TimeoutException">Nobody answered for so long.</exception>
    public async Task<JsonElement> Ask(string query, object? variables = null, string? actor = null, int seconds = 60)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var reply = await Send(query, variables, actor);
            if (reply.Data is { } data) return data;
            if (DateTime.UtcNow > end) throw new TimeoutException($"{reply.Code} for {seconds} s: {query}");
            await Task.Delay(100);
        }
    }

    /// <summary>Posts a workbook.</summary>
    public async Task Import(byte[] archive)
    {
        using var patient = new HttpClient { Timeout = TimeSpan.FromMinutes(5), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        await WorkbookPost.Send(patient, new Uri($"{gateways[0]}/api/imports"), archive);
    }

    /// <summary>The next gateway in turn that was not left.</summary>
    private string Enter()
    {
        while (true)
        {
            var next = gateways[(Interlocked.Increment(ref _next) & int.MaxValue) % gateways.Length];
            _underWay.AddOrUpdate(next, 1, (_, requests) => requests + 1);
            // Looked at behind the count: whoever leaves it either is seen here or sees this request.
            if (next != _left || gateways.Length == 1) return next;
            _underWay.AddOrUpdate(next, 0, (_, requests) => requests - 1);
        }
    }
}
