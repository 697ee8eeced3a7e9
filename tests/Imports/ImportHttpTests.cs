using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

[Collection(nameof(ImportHost))]
public sealed class ImportHttpTests(ImportHost host)
{
    [Fact]
    public async Task A_dry_run_checks_everything_and_writes_nothing()
    {
        using var weifang = Weifang.Small("H1");

        var (status, report) = await host.PostFile(weifang.Xlsx(), "?dryRun=true");

        Assert.Equal(200, status);
        Assert.True(report.GetProperty("accepted").GetBoolean());
        Assert.True(report.GetProperty("structureChanges").GetInt32() > 100);
        Assert.StartsWith("检查通过", report.GetProperty("message").GetString());
        Assert.DoesNotContain("H1", await Register.List());
    }

    [Fact]
    public async Task A_workbook_of_another_root_makes_a_grid_beside_the_others()
    {
        using Weifang one = Weifang.Small("H2"), other = Weifang.Small("H3");

        Assert.Equal(200, (await host.PostFile(one.Xlsx())).Status);
        var (status, report) = await host.PostFile(other.Zip(content: CodePagesEncodingProvider.Instance.GetEncoding("GB18030")));

        Assert.Equal((200, "H3"), (status, report.GetProperty("grid").GetString()));
        Assert.Equal(["H2", "H3"], (await Register.ListReady()).Where(grid => grid is "H2" or "H3"));
        var posts = other.Sheets["岗位"].Count - 1;
        Assert.Equal((await host.Overview("H2", once: overview => overview.Posts == posts)).Posts, (await host.Overview("H3", once: overview => overview.Posts == posts)).Posts);
        Assert.Empty((await host.Grains.GetGrain<IGridGrain>(GridKeys.Grid("H3")).GetStructure()).Lists);
        Assert.Equal("H3", (await host.Ask("""{ unit(by: { code: "H3/H3" }) { code } }""")).GetProperty("data").GetProperty("unit").GetProperty("code").GetString()!.Split('/')[^1]);
        Assert.NotEqual(0, (await host.Ask("""{ unit(by: { code: "370702" }) { code } }""")).GetProperty("errors").GetArrayLength());
        Assert.Equal("内容与在册一致，没有变化。", (await host.PostFile(one.Zip())).Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Every_bad_row_is_named_and_nothing_is_written()
    {
        using var weifang = Weifang.Small("H4");
        weifang.Set("单位", 14, "层级", "二").Set("岗位", 5, "单位编码", "999");
        var row = weifang.Add("岗位", "37/06", "370702", "新岗位", "岗位", "否");

        var (status, report) = await host.PostFile(weifang.Xlsx());

        Assert.Equal(422, status);
        Assert.Equal(
            ["单位 14 层级 LEVEL_UNKNOWN 二", "岗位 5 单位编码 POST_UNIT_UNKNOWN 999", $"岗位 {row} 岗位编码 CODE_UNFIT 37/06"],
            report.GetProperty("faults").EnumerateArray().Select(fault => string.Join(' ', new[] { "sheet", "row", "column", "code", "value" }.Select(of => fault.GetProperty(of)))));
        Assert.All(report.GetProperty("faults").EnumerateArray(), fault => Assert.EndsWith("。", fault.GetProperty("message").GetString()));
        Assert.DoesNotContain("H4", await Register.List());
    }

    [Fact]
    public async Task Bad_rows_are_left_out_and_listed_on_request()
    {
        using var weifang = Weifang.Small("H5");
        weifang.Set("任职", 10, "起始日期", "某日");

        var (status, report) = await host.PostFile(weifang.Xlsx(), "?skip=true");

        Assert.Equal(200, status);
        Assert.Equal(10, Assert.Single(report.GetProperty("faults").EnumerateArray()).GetProperty("row").GetInt32());
        var posts = weifang.Sheets["岗位"].Count - 1;
        Assert.Equal(posts, (await host.Overview("H5", once: overview => overview.Posts == posts)).Posts);
    }

    [Theory]
    [InlineData("text/plain", null)]
    [InlineData("application/x-www-form-urlencoded", "http://elsewhere.example")]
    [InlineData("multipart/form-data; boundary=x", null)]
    [InlineData(null, "http://elsewhere.example")]
    public async Task What_a_foreign_page_can_send_unasked_is_no_file(string? type, string? origin) =>
        Assert.Equal(415, (await host.Post(new ByteArrayContent([1, 2, 3]), "?dryRun=true", type, origin)).Status);

    [Fact]
    public async Task A_file_is_told_by_its_content_whatever_it_is_called()
    {
        using var weifang = Weifang.Small("H6");
        var file = await File.ReadAllBytesAsync(weifang.Xlsx(), TestContext.Current.CancellationToken);

        Assert.Equal(200, (await host.Post(new ByteArrayContent(file), "?dryRun=true", null)).Status);
        Assert.Equal(200, (await host.Post(new ByteArrayContent(file), "?dryRun=true", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")).Status);
        Assert.Equal("WORKBOOK_UNREADABLE", Code(await host.Post(new ByteArrayContent([1, 2, 3]), "?dryRun=true")));
    }

    [Fact]
    public async Task More_than_32_MiB_is_not_read() =>
        Assert.Equal(413, (await host.Post(new ByteArrayContent(new byte[(32 << 20) + 1]))).Status);

    [Fact]
    public async Task A_small_file_that_grows_huge_is_refused()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        await using (var entry = await zip.CreateEntry("单位.csv").OpenAsync(TestContext.Current.CancellationToken))
            for (var i = 0; i < 300; i++)
                await entry.WriteAsync(new byte[1 << 20], TestContext.Current.CancellationToken);

        var answer = await host.Post(new ByteArrayContent(bomb.ToArray()));

        Assert.Equal((422, "ZIP_BOMB"), (answer.Status, Code(answer)));
    }

    [Fact]
    public async Task Only_one_import_runs_at_a_time()
    {
        var another = new TaskCompletionSource<ImportReport>();
        var running = host.Services.GetRequiredService<ImportTurn>().Join("another", () => another.Task)!;

        Assert.Equal(409, (await host.Post(new ByteArrayContent([1, 2, 3]))).Status);

        another.SetResult(new ImportReport());
        await running;
        Assert.Equal(422, (await host.Post(new ByteArrayContent([1, 2, 3]))).Status);
    }

    [Fact]
    public async Task One_that_takes_too_long_goes_on_and_the_same_workbook_hears_of_it()
    {
        using var weifang = Weifang.Small("H9");
        var file = await File.ReadAllBytesAsync(weifang.Xlsx(), TestContext.Current.CancellationToken);
        var limits = host.Services.GetRequiredService<IOptions<GraphQLLimits>>().Value;
        var usual = limits.Timeout;
        limits.Timeout = TimeSpan.Zero;
        var left = await host.Post(new ByteArrayContent(file));
        limits.Timeout = usual;

        var (status, report) = await host.Post(new ByteArrayContent(file));

        Assert.Equal((503, "UNAVAILABLE"), (left.Status, left.Json.GetProperty("code").GetString()));
        Assert.Contains("导入仍在进行", left.Json.GetProperty("message").GetString());
        Assert.Equal(200, status);
        Assert.True(report.GetProperty("structureChanges").GetInt32() > 100);
        Assert.Equal("内容与在册一致，没有变化。", (await host.Post(new ByteArrayContent(file))).Json.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Whoever_sends_slowly_holds_nobody_up()
    {
        using var slow = new SlowBody();
        var running = host.Post(slow, "?dryRun=true");
        await slow.Started;

        Assert.Equal(422, (await host.Post(new ByteArrayContent([1, 2, 3]))).Status);

        slow.Finish();
        Assert.Equal(422, (await running).Status);
    }

    [Fact]
    public async Task Nothing_is_taken_before_the_start_is_done()
    {
        host.Readiness.Require("more");

        var answer = await host.Post(new ByteArrayContent([1, 2, 3]));

        host.Readiness.Met("more");
        Assert.Equal(503, answer.Status);
    }

    private IGridRegisterGrain Register => host.Grains.GetGrain<IGridRegisterGrain>(GridKeys.Register);

    private static string? Code((int Status, JsonElement Json) answer) => answer.Json.GetProperty("faults")[0].GetProperty("code").GetString();
}
