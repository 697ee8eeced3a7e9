using System.CommandLine;

namespace ResponsibilityGrid.Gateway;

/// <summary>What <c>./run</c> was asked for.</summary>
internal sealed record EmbeddedOptions(string Url, string DataDirectory, string Workbook, bool IsWorkbookGiven = false, string? KeyFile = null)
{
    /// <summary>The file that holds the grid.</summary>
    public string Database => Path.Combine(DataDirectory, "grid.db");

    /// <summary>Whether it is the sample that an empty directory is filled with.</summary>
    public bool IsSample => Workbook == Sample;

    private static string Home => Environment.GetEnvironmentVariable("GRID_HOME") ?? Directory.GetCurrentDirectory();

    private static string Sample => Path.GetFullPath(Path.Combine(Home, "samples", "weifang"));

    /// <summary>Reads the command line.</summary>
    /// <exception cref="StartRefusedException">A flag that does not exist, or lacks its value.</exception>
    public static EmbeddedOptions Parse(string[] args)
    {
        var urls = new Option<string>("--urls") { DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var data = new Option<string>("--data") { DefaultValueFactory = _ => Path.Combine(Home, ".grid") };
        var workbook = new Option<string>("--workbook") { DefaultValueFactory = _ => Sample };
        var keys = new Option<string?>("--key-file");
        var command = new System.CommandLine.Command("run") { urls, data, workbook, keys };
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0 || Array.Exists(args, string.IsNullOrWhiteSpace))
            throw new StartRefusedException($"参数有误：{string.Join(' ', args)}。用法：./run [--urls URL] [--data 目录] [--workbook 目录|文件.xlsx] [--key-file 文件]");

        var url = parsed.GetValue(urls)!;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new StartRefusedException($"地址“{url}”不是有效的 http 地址，例如 http://127.0.0.1:5080。");
        var options = new EmbeddedOptions(
            url, Path.GetFullPath(parsed.GetValue(data)!), Path.GetFullPath(parsed.GetValue(workbook)!),
            parsed.GetResult(workbook) is { Implicit: false }, parsed.GetValue(keys) is { } file ? Path.GetFullPath(file) : null);
        return options is { KeyFile: null } or { IsSample: true } ? options : throw new StartRefusedException("示例密钥（--key-file）只随示例工作簿发放，不能与 --workbook 同用。");
    }
}

/// <summary>The process cannot start, in a sentence for whoever started it.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
