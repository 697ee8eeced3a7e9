using System.CommandLine;
using System.Runtime.InteropServices;
using Npgsql;

namespace ResponsibilityGrid.Cluster;

/// <summary>A cluster to look at: it stands until Ctrl-C, and its data until somebody deletes the directory.</summary>
internal static class Demo
{
    private const string Usage = "用法：./run --cluster [--urls URL] [--data 目录] [--workbook 目录|文件.xlsx]";

    public static async Task<int> Run(string[] args)
    {
        var home = Environment.GetEnvironmentVariable("GRID_HOME") ?? Directory.GetCurrentDirectory();
        var urls = new Option<string>("--urls") { DefaultValueFactory = _ => $"http://127.0.0.1:{LocalCluster.FreePort(5080)}" };
        var data = new Option<string>("--data") { DefaultValueFactory = _ => Path.Combine(home, ".grid-cluster") };
        var workbook = new Option<string>("--workbook") { DefaultValueFactory = _ => Path.Combine(home, "samples", "weifang") };
        var parsed = new System.CommandLine.Command("run") { urls, data, workbook }.Parse(args);
        if (args.Contains("--key-file"))
            return Refuse("示例密钥（--key-file）只用于单进程的示例（./run），集群由系统管理员发放密钥。");
        if (parsed.Errors.Count > 0 || Array.Exists(args, string.IsNullOrWhiteSpace))
            return Refuse($"参数有误：{string.Join(' ', args)}。{Usage}");
        if (LocalPostgres.Binaries is null)
            return Refuse("本机没有 PostgreSQL 服务器，请先安装：apt-get install postgresql");
        try
        {
            await Run(parsed.GetValue(urls)!, Path.GetFullPath(parsed.GetValue(data)!), Path.GetFullPath(parsed.GetValue(workbook)!));
            return 0;
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or IOException or UnauthorizedAccessException or NpgsqlException or HttpRequestException)
        {
            return Refuse(refusal.Message);
        }
    }

    private static async Task Run(string url, string data, string workbook)
    {
        var stop = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }

        Console.WriteLine($"正在启动 PostgreSQL（{Path.Combine(data, "postgres")}）……");
        await using var postgres = await LocalPostgres.Start(Path.Combine(data, "postgres"));
        await using var cluster = new LocalCluster(await postgres.Database("grid"), Path.Combine(data, "logs"), Kept(Path.Combine(data, "identity.secret"), LocalCluster.NewSecrets()));
        await cluster.Migrate();
        Console.WriteLine("正在启动两个 silo 和一个网关 ……");
        var processes = await Task.WhenAll(cluster.StartSilo("silo-1"), cluster.StartSilo("silo-2"), cluster.StartGateway("gateway", url));
        foreach (var process in processes)
        {
            await process.Ready();
            Console.WriteLine($"  {process.Process.Name} 已就绪：{process.Url}/health/ready");
        }

        var key = Path.Combine(data, "cluster.key");
        Keep(key, await cluster.Key());
        using var grid = new GridClient(url, await cluster.Key());
        await grid.Found(workbook);
        Console.WriteLine($"责任网格：{url}/graphql（密钥在 {key}，日志在 {Path.Combine(data, "logs")}，Ctrl-C 停止）");
        await stop.Task;
        Console.WriteLine("正在停止 ……");
    }

    /// <summary>What a file holds; what it is to hold from now on where there is none.</summary>
    private static string Kept(string file, string otherwise)
    {
        if (!File.Exists(file)) Keep(file, otherwise);
        return File.ReadAllText(file);
    }

    /// <summary>Writes a file that its owner alone may read.</summary>
    private static void Keep(string file, string text)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }
}
