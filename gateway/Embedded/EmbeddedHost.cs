using Microsoft.AspNetCore.Connections;
using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid.Gateway;

/// <summary>One process: the gateway with a co-hosted silo on a SQLite file.</summary>
internal static class EmbeddedHost
{
    private const int Attempts = 5;

    /// <summary>Runs until it is told to stop. Every refusal to start is one sentence and exit code 2.</summary>
    public static async Task<int> Run(string[] args)
    {
        try
        {
            var options = EmbeddedOptions.Parse(args);
            // What cannot be is refused before anything is made.
            GridLimits.From(WebApplication.CreateSlimBuilder().Configuration);
            if (!File.Exists(options.Database)) Refuse(options.Workbook);
            await Listening.Try(options.Url);
            using var directory = DataDirectory.Take(options.DataDirectory);
            await Serve(options);
            return 0;
        }
        catch (Exception refusal) when (refusal is StartRefusedException or BadWorkbookException or OrleansConfigurationException)
        {
            Console.Error.WriteLine(refusal.Message);
            return 2;
        }
        catch (SchemaRefusedException refusal)
        {
            Console.Error.WriteLine($"数据目录中的数据库不能使用：{refusal.Message}");
            return 2;
        }
        catch (Exception failure) when (failure is StorageFailedException or InconsistentStateException or TimeoutException)
        {
            Console.Error.WriteLine("数据库读写失败（磁盘已满、只读或损坏），启动中断；排除故障后再次启动即可接着完成。");
            return 2;
        }
    }

    /// <summary>A grid that runs. The ports of its silo are free when they are chosen, and somebody may be quicker: then it takes others.</summary>
    public static async Task<WebApplication> Start(EmbeddedOptions options, TimeProvider? clock = null, Action<IServiceCollection>? more = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var app = Build(options, clock, more);
            try
            {
                await app.StartAsync();
                return app;
            }
            catch (Exception failure)
            {
                await app.DisposeAsync();
                // Its own address is the caller's choice, and comes with another exception around it.
                if (failure is not AddressInUseException || attempt == Attempts) throw;
            }
        }
    }

    private static WebApplication Build(EmbeddedOptions options, TimeProvider? clock, Action<IServiceCollection>? more)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.WebHost.UseUrls(options.Url);
        builder.Configuration["Storage:Provider"] = "sqlite";
        builder.Configuration["Storage:File"] = options.Database;
        builder.Configuration[DataKeys.Setting] ??= KeyFile.Open(options.DataDirectory);
        builder.Configuration[SecretRing.Setting] ??= EmbeddedSecret.Of(options.DataDirectory);
        var isGoingDown = false;
        // Not ready yet is an answer, not a failure; and the watchdog takes the age of a machine for a stall.
        builder.Logging.AddFilter(level => level >= (isGoingDown ? LogLevel.Critical : LogLevel.Warning)).AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        var storage = StorageSettings.From(builder.Configuration);
        Migrations.Apply(storage.Provider, storage.ConnectionString);
        // Nobody outside this process signs or verifies.
        builder.Services.AddSingleton(PassKeys.Random());
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddEmbeddedClustering());
        builder.AddGateway().Services.AddGridHealth(EmbeddedGrid.Import, EmbeddedGrid.Issuing).AddSingleton<SampleKeyFile>().AddSingleton<EmbeddedGrid>().AddHealthChecks().AddStorageCheck();
        more?.Invoke(builder.Services);
        var app = builder.Build().MapGateway();
        // Grains that find each other gone are no news then: what they could not pass on goes on with the next start.
        app.Lifetime.ApplicationStopping.Register(() => isGoingDown = true);
        return app;
    }

    private static async Task Serve(EmbeddedOptions options)
    {
        await using var app = await Started(options);
        try
        {
            await app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
            await app.Services.GetRequiredService<EmbeddedGrid>().Start(options, app.Lifetime.ApplicationStopping);
            await app.Services.GetRequiredService<FirstLinks>().Tell(app.Urls.First(), new Retries(), app.Lifetime.ApplicationStopping);
            Console.WriteLine($"责任网格：{app.Urls.First()}/graphql");
            await app.WaitForShutdownAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to stop in the middle of an import; it goes on with the next start.
        }
        finally
        {
            await app.StopAsync();
        }
    }

    private static async Task<WebApplication> Started(EmbeddedOptions options)
    {
        try
        {
            return await Start(options);
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            throw Listening.Busy(options.Url, busy);
        }
    }

    /// <summary>A bad workbook must not leave even an empty database behind.</summary>
    private static void Refuse(string workbook)
    {
        var read = WorkbookRules.Check(WorkbookReader.Read(workbook), new GridSettings());
        if (read.Faults.Count > 0) throw BadWorkbookException.Of(workbook, read.Faults);
    }
}
