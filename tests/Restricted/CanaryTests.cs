using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ResponsibilityGrid.Tests.Embedded;
using ResponsibilityGrid.Tests.Imports;
using ResponsibilityGrid.Tests.Telemetries;
using Xunit;

namespace ResponsibilityGrid.Tests.Restricted;

/// <summary>Numbers that occur nowhere else are brought in and read by a running grid; afterwards every trace of it is searched for them.</summary>
public sealed class CanaryTests
{
    private static readonly string[] Canaries = ["11010519491231002X", "440524188001010014", "13987654321", "110105194912310021"];

    [Fact]
    public async Task Protected_numbers_are_in_no_log_no_error_no_trace_and_no_file()
    {
        using var data = new DataFolder();
        await using var collector = await Collector.Start();
        await using var process = EmbeddedProcess.Traced(data.Path, collector.Url);
        await process.Ready();
        var keys = JsonDocument.Parse(await File.ReadAllTextAsync(EmbeddedProcess.KeysOf(data.Path), TestContext.Current.CancellationToken)).RootElement;
        using var weifang = new Weifang().WithDetails();
        var person = weifang.Sheets["人员"][1][0];
        weifang.Set("人员", 2, "身份证号", Canaries[0]).Set("人员", 3, "身份证号", Canaries[1]).Set("人员", 2, "联系电话", Canaries[2]);

        Clean("the refusal of a workbook", await Import(new Weifang().WithDetails().Set("人员", 2, "身份证号", Canaries[3]), "UNFIT"));
        Clean("the report of an import", await Import(weifang, "\"accepted\":true"));
        Clean("a masked answer", await Ask("inspector", "identityNumber telephone", "1101**********002X"));
        Clean("a refusal", await Ask("inspector", "identityNumber(plain: true)", "FORBIDDEN"));
        Clean("a refusal for want of a purpose", await Ask("discipline", "identityNumber(plain: true)", "FORBIDDEN"));
        Assert.Contains(Canaries[0], await Ask("discipline", "identityNumber(plain: true) telephone(plain: true)", Canaries[2], "核对身份"));
        await process.Signal("TERM");
        Assert.Equal(0, await process.Ended());

        Clean("what it printed", process.Output + string.Join('\n', process.Errors));
        Assert.True(collector.Has("trace", "EnterDetails") && collector.Has("trace", "ReadDetail"), "The calls that carried them were traced.");
        Assert.All(Canaries, canary => Assert.False(collector.Has("trace", canary) || collector.Has("metrics", canary), "A canary was in what went to the collector."));
        var files = Directory.GetFiles(data.Path);
        Assert.Contains(files, file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes("\"IdentityNumber\":\"d")) >= 0);
        Assert.All(files, file => Assert.All(Canaries, canary => Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(canary)) < 0, $"A canary is in {file}.")));

        async Task<string> Import(Weifang workbook, string expected)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{process.Url}/api/imports") { Content = new ByteArrayContent(await File.ReadAllBytesAsync(workbook.Zip(), TestContext.Current.CancellationToken)) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            return await Send("issuer", request, expected);
        }

        Task<string> Ask(string role, string fields, string expected, string? purpose = null)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, $"{process.Url}/graphql") { Content = JsonContent.Create(new { query = $"{{ person(by: {{code: \"{person}\"}}) {{ {fields} }} }}" }) };
            if (purpose is not null) request.Headers.Add("Grid-Purpose", Uri.EscapeDataString(purpose));
            return Send(role, request, expected);
        }

        async Task<string> Send(string role, HttpRequestMessage request, string expected)
        {
            using var http = new HttpClient();
            request.Headers.Authorization = new("Bearer", keys.GetProperty(role).GetString());
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains(expected, text);
            return text;
        }
    }

    private static void Clean(string where, string text) => Assert.All(Canaries, canary => Assert.False(text.Contains(canary, StringComparison.Ordinal), $"A canary is in {where}."));
}
