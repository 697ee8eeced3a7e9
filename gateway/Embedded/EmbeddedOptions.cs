using System.CommandLine;

namespace ResponsibilityGrid.Gateway;

/// <summary>What <c>./run</c> was asked for.</summary>
internal sealed record EmbeddedOptions(string Url, string DataDirectory, string Workbook, bool IsWorkbookGiven = false)
{
    /// <summary>The file that holds the grid.</summary>
    public string Database => Path.Combine(DataDirectory, "grid.db");

    /// <summary>Reads the command line.</summary>
    /// <exception cref="StartRefusedException">A flag that does not exist, or lacks its value.</exception>
    public static EmbeddedOptions Parse(string[] args)
    {
        var home = Environment.GetEnvironmentVariable("GRID_HOME") ?? Directory.GetCurrentDirectory();
        var urls = new Option<string>("--urls") { DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var data = new Option<string>("--data") { DefaultValueFactory = _ => Path.Combine(home, ".grid") };
        var workbook = new Option<string>("--workbook") { DefaultValueFactory = _ => Path.Combine(home, "samples", "weifang") };
        var command = new System.CommandLine.Command("run") { urls, data, workbook };
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0 || Array.Exists(args, string.IsNullOrWhiteSpace))
            throw new StartRefusedException($"参数有误：{string.Join(' ', args)}。用法：./run [--urls URL] [--data 目录] [--workbook 目录|文件.xlsx]");

        var url = parsed.GetValue(urls)!;
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? new EmbeddedOptions(url, Path.GetFullPath(parsed.GetValue(data)!), Path.GetFullPath(parsed.GetValue(workbook)!), parsed.GetResult(workbook) is { Implicit: false })
            : throw new StartRefusedException($"地址“{url}”不是有效的 http 地址，例如 http://127.0.0.1:5080。");
    }
}

/// <summary>The process cannot start, in a sentence for whoever started it.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
