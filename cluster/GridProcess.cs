using System.Net;

namespace ResponsibilityGrid.Cluster;

/// <summary>A silo or a gateway, and where its health is asked.</summary>
public sealed class GridProcess(ChildProcess process, string url)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    public ChildProcess Process => process;

    public string Url => url;

    /// <summary>Waits until it takes work.</summary>
    /// <exception cref="InvalidOperationException">It ended, or the time ran out; with what it said.</exception>
    public async Task<GridProcess> Ready(int seconds = 60)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (await Health("ready") != HttpStatusCode.OK)
        {
            if (process.HasEnded || DateTime.UtcNow > end)
                throw new InvalidOperationException($"{process.Name} {(process.HasEnded ? "ended" : $"was not ready in {seconds} s")}:\n{process.Output}");
            await Task.Delay(50);
        }

        return this;
    }

    /// <summary>The answer of a health address; none while nobody listens.</summary>
    public async Task<HttpStatusCode?> Health(string of)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri($"{url}/health/{of}"));
            return answer.StatusCode;
        }
        catch (Exception silence) when (silence is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}
