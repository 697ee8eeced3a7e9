using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Xunit;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>What came back: the status, where to go next, and the text.</summary>
internal sealed record Seen(int Status, string? Location, string Text)
{
    /// <summary>The ticket that the page sends along.</summary>
    public string Ticket => Regex.Match(Text, "name=\"ticket\" value=\"([^\"]+)\"").Groups[1].Value;

    /// <summary>The secret that is to be typed into an authenticator.</summary>
    public string Secret => Regex.Match(Text, "<code>([A-Z2-7]+)</code>").Groups[1].Value;
}

/// <summary>A browser as far as it matters here: it keeps cookies, sends forms, and goes nowhere by itself.</summary>
internal sealed class Visitor(string url) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    public Dictionary<string, string> Cookies { get; } = [];

    /// <summary>The last Set-Cookie of a session, whole.</summary>
    public string? SetCookie { get; private set; }

    public Task<Seen> Get(string path) => Send(new HttpRequestMessage(HttpMethod.Get, Absolute(path)));

    public Task<Seen> Post(string path, params (string Name, string Value)[] fields) => Post(path, [], fields);

    public Task<Seen> Post(string path, (string Name, string Value)[] headers, (string Name, string Value)[] fields)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Absolute(path)) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Send(request);
    }

    /// <summary>A document with the cookies, and as a rule with the header that a page of another site cannot send.</summary>
    public Task<Seen> Ask(string query, object? variables = null, bool header = true, string type = "application/json", string? bearer = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Absolute("/graphql")) { Content = JsonContent.Create(new { query, variables }) };
        request.Content.Headers.ContentType = new(type);
        if (header) request.Headers.Add("GraphQL-Require-Preflight", "1");
        if (bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {bearer}");
        return Send(request);
    }

    public Task<Seen> SignIn(string name, string password) => Post("/account/sign-in", ("name", name), ("password", password));

    /// <summary>Whether the grid knows the visitor.</summary>
    public async Task<bool> IsIn() => (await Ask("{ __typename }")).Status == 200;

    /// <summary>The same cookies in another window.</summary>
    public Visitor Copy()
    {
        var copy = new Visitor(url);
        foreach (var (name, value) in Cookies) copy.Cookies[name] = value;
        return copy;
    }

    /// <summary>Follows to wherever an answer points, here or elsewhere.</summary>
    public async Task<Seen> Send(HttpRequestMessage request)
    {
        using var sent = request;
        if (Cookies.Count > 0) request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", Cookies.Select(c => $"{c.Key}={c.Value}")));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
        {
            var pair = set.Split(';')[0].Split('=', 2);
            if (pair[1].Length == 0) Cookies.Remove(pair[0]);
            else Cookies[pair[0]] = pair[1];
            if (pair[0] == "grid-session") SetCookie = set;
        }

        return new Seen((int)answer.StatusCode, answer.Headers.Location?.ToString(), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What an authenticator shows; of a step from now.</summary>
    public static string CodeOf(string secret, int step = 0)
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(secret.Select(letter => Convert.ToString(Letters.IndexOf(letter), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var counter = BitConverter.GetBytes((DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30) + step);
        Array.Reverse(counter);
#pragma warning disable CA5350 // what authenticators do (RFC 6238)
        var hash = HMACSHA1.HashData(key, counter);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        return $"{(((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3]) % 1_000_000:D6}";
    }

    public void Dispose() => _http.Dispose();

    private Uri Absolute(string path) => new(new Uri(url), path);
}
