using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>What came back for a request: data, or a code that says why not. Nothing at all has the code <c>NO_ANSWER</c>.</summary>
internal sealed record Reply(JsonElement? Data, string? Code);

/// <summary>A caller of gateways, as any other system would be one: HTTP, a time limit, and the next gateway when one does not answer.</summary>
internal sealed class GridHttp(string key, params string[] gateways) : IDisposable
{
    /// <summary>Nobody answered in time, or not in GraphQL.</summary>
    public const string NoAnswer = "NO_ANSWER";

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64, ConnectTimeout = TimeSpan.FromSeconds(2) }) { Timeout = TimeSpan.FromSeconds(31), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
    private int _next;

    public void Dispose() => _http.Dispose();

    /// <summary>Sends one request to one gateway, the next in turn.</summary>
    public async Task<Reply> Send(string query, object? variables = null, string? actor = null, CancellationToken cancelled = default)
    {
        var gateway = gateways[(Interlocked.Increment(ref _next) & int.MaxValue) % gateways.Length];
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{gateway}/graphql") { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        if (actor is not null) request.Headers.Add("Grid-Actor", actor);
        try
        {
            using var answer = await _http.SendAsync(request, cancelled);
            var reply = await answer.Content.ReadFromJsonAsync<JsonElement>(cancelled);
            return reply.TryGetProperty("errors", out var errors)
                ? new Reply(null, errors[0].TryGetProperty("extensions", out var told) && told.TryGetProperty("code", out var code) ? code.GetString() : "NO_CODE")
                : new Reply(reply.GetProperty("data"), null);
        }
        catch (Exception silence) when (silence is HttpRequestException or JsonException || (silence is TaskCanceledException && !cancelled.IsCancellationRequested))
        {
            return new Reply(null, NoAnswer);
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
        using var content = new ByteArrayContent(archive);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var patient = new HttpClient { Timeout = TimeSpan.FromMinutes(5), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        using var answer = await patient.PostAsync(new Uri($"{gateways[0]}/api/imports"), content);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"The workbook was not taken: {await answer.Content.ReadAsStringAsync()}");
    }
}
