using System.Net;
using System.Net.Sockets;
using ResponsibilityGrid.Tests.Imports;
using Xunit;

namespace ResponsibilityGrid.Tests.Embedded;

public sealed class RefusedStartTests : IDisposable
{
    private readonly DataFolder data = new();

    [Theory]
    [InlineData("--port", "5080")]
    [InlineData("--urls")]
    [InlineData("--data")]
    [InlineData("--workbook")]
    [InlineData("--workbook", "")]
    [InlineData("more")]
    public async Task Arguments_that_cannot_be_read(params string[] arguments) =>
        Assert.StartsWith("参数有误：", await Refusal(EmbeddedProcess.With([.. arguments[..1] is ["--data"] ? [] : (string[])["--data", data.Path], .. arguments])));

    [Theory]
    [InlineData("nowhere")]
    [InlineData("ftp://127.0.0.1:5080")]
    [InlineData("http://192.0.2.1:5080")]
    [InlineData("https://127.0.0.1:0")]
    public async Task An_address_that_cannot_be_served(string url) =>
        Assert.Contains(url, await Refusal(EmbeddedProcess.With("--data", data.Path, "--urls", url)));

    [Fact]
    public async Task A_busy_port()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://{other.LocalEndpoint}";

        Assert.Equal($"地址 {url} 已被占用，请用 --urls 换一个端口。", await Refusal(EmbeddedProcess.With("--urls", url, "--data", data.Path)));
    }

    [Theory]
    [InlineData("/proc/grid")]
    [InlineData("/dev/null/grid")]
    public async Task A_directory_that_cannot_be_made(string path) =>
        Assert.Contains($"数据目录“{path}”", await Refusal(EmbeddedProcess.On(path)));

    [Fact]
    public async Task A_limit_that_no_grid_can_have() =>
        Assert.Equal("Grid:SmallestCount is '0'; it is a whole number from 1 to 1000, 5 where it is left out.", await Refusal(EmbeddedProcess.Set(data.Path, "Grid__SmallestCount", "0")));

    [Fact]
    public async Task A_workbook_that_is_not_there()
    {
        var path = Path.Combine(data.Parent, "none.xlsx");

        Assert.Equal($"工作簿“{path}”不能导入：找不到该文件或文件夹，请检查路径。", await Refusal(EmbeddedProcess.On(data.Path, "--workbook", path)));
    }

    [Fact]
    public async Task A_workbook_with_bad_rows_names_each_of_them()
    {
        using var weifang = new Weifang();
        weifang.Set("单位", 3, "上级编码", "999").Set("责任清单", 4, "时间节点", "年底前");
        await using var process = EmbeddedProcess.On(data.Path, "--workbook", weifang.Folder());

        Assert.Equal(2, await process.Ended());
        Assert.Collection(process.Errors,
            line => Assert.StartsWith("单位 第 3 行 上级编码 UNIT_PARENT_UNKNOWN", line),
            line => Assert.StartsWith("责任清单 第 4 行 时间节点 DATE_UNREADABLE", line),
            line => Assert.EndsWith("有 2 处问题，未写入任何内容。", line));
        Assert.False(Directory.Exists(data.Path));
    }

    [Fact]
    public async Task A_file_that_is_no_database()
    {
        Directory.CreateDirectory(data.Path);
        await File.WriteAllTextAsync(data.Database, string.Concat(Enumerable.Repeat("no database at all ", 500)), TestContext.Current.CancellationToken);
        await using var process = EmbeddedProcess.On(data.Path);

        Assert.Equal(2, await process.Ended());
        Assert.StartsWith("数据目录中的数据库不能使用：", Assert.Single(process.Errors));
    }

    [Fact]
    public async Task A_store_that_fails_in_the_middle_of_an_import()
    {
        Directory.CreateDirectory(data.Path);
        var settings = StorageSettings.Sqlite(data.Database);
        Migrations.Apply(settings.Provider, settings.ConnectionString);
        await using (var source = Storage.Open(settings))
        {
            await using var full = source.CreateCommand("CREATE TRIGGER Full BEFORE INSERT ON OrleansStorage WHEN (SELECT count(*) FROM OrleansStorage) > 200 BEGIN SELECT RAISE(ABORT, 'disk full'); END");
            await full.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var process = EmbeddedProcess.On(data.Path);

        Assert.Equal(2, await process.Ended(60));
        Assert.StartsWith("数据库读写失败", Assert.Single(process.Errors));
    }

    public void Dispose() => data.Dispose();

    /// <summary>One sentence and exit code 2, and nothing where the grid would have been.</summary>
    private async Task<string> Refusal(EmbeddedProcess started)
    {
        await using var process = started;
        Assert.Equal(2, await process.Ended());
        Assert.False(Directory.Exists(data.Path), "A refused start left a directory behind.");
        Assert.Empty(process.Output);
        return Assert.Single(process.Errors);
    }
}
