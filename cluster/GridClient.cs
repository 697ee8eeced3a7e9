using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;

namespace ResponsibilityGrid.Cluster;

/// <summary>What any caller of the gateway can do, done once for an empty grid: import the workbook, issue its list, wait until everybody is reached.</summary>
internal sealed class GridClient(string url, string key) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), Timeout = TimeSpan.FromMinutes(5), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };

    public void Dispose() => _http.Dispose();

    /// <summary>Imports and issues where that has not been done; what was cut off is done again, and nothing twice.</summary>
    public async Task Found(string workbook)
    {
        var known = (await Ask("{ grids { code } }")).GetProperty("grids");
        if (known.GetArrayLength() > 0 && (await Overview(known[0].GetProperty("code").GetString()!)).GetProperty("items").GetInt32() > 0) return;

        Console.WriteLine($"正在导入 {workbook} ……");
        var report = await Import(workbook);
        var grid = report.GetProperty("grid").GetString()!;
        foreach (var list in report.GetProperty("lists").EnumerateArray().Select(l => l.GetProperty("list").GetString()))
            await Issue(grid, list!);
        while (!(await Overview(grid)).GetProperty("settled").GetBoolean()) await Task.Delay(100);
        Console.WriteLine($"  {await Overview(grid)}");
    }

    private Task<JsonElement> Overview(string unit) => Get("overview",
        "query($unit: String!) { overview(unit: $unit) { units posts persons items vacantPosts unassigned overdue settled } }", new { unit });

    private async Task<JsonElement> Import(string workbook) =>
        await WorkbookPost.Send(_http, new Uri("/api/imports", UriKind.Relative), Directory.Exists(workbook) ? Zip(workbook) : await File.ReadAllBytesAsync(workbook));

    private async Task Issue(string grid, string list)
    {
        // By whoever holds a post of the root: the grid wants to know who acts.
        var posts = (await Get("unit", "query($unit: String!) { unit(by: {code: $unit}) { posts { code holders { kind } } } }", new { unit = grid })).GetProperty("posts");
        var actor = posts.EnumerateArray().First(post => post.GetProperty("holders").GetArrayLength() > 0).GetProperty("code").GetString()!;
        var issued = (await Ask("mutation($input: IssueListInput!) { issueList(input: $input) { userErrors { message } } }", new { input = new { list } }, actor)).GetProperty("issueList");
        if (issued.GetProperty("userErrors") is var refusals && refusals.GetArrayLength() > 0) throw new InvalidOperationException($"清单未下发：{refusals}");
    }

    private async Task<JsonElement> Get(string field, string query, object variables) => (await Ask(query, variables)).GetProperty(field);

    private async Task<JsonElement> Ask(string query, object? variables = null, string? actor = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (actor is not null) request.Headers.Add("Grid-Actor", actor);
        using var answer = await _http.SendAsync(request);
        var reply = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return reply.TryGetProperty("errors", out var errors) ? throw new InvalidOperationException($"网关答复有错：{errors}") : reply.GetProperty("data");
    }

    private static byte[] Zip(string folder)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var sheet in Directory.EnumerateFiles(folder, "*.csv")) zip.CreateEntryFromFile(sheet, Path.GetFileName(sheet));
        return archive.ToArray();
    }
}
