using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ResponsibilityGrid;

/// <summary>
/// Whether this machine's clock is still the database's, which everybody goes by. A process whose clock has run away reads no pass of the
/// others, and would put wrong times into the record; so it says so and ends. Whoever starts it again is refused until the clock is right.
/// </summary>
public sealed partial class ClockWatch(DbDataSource store, IHostApplicationLifetime host, ILogger<ClockWatch> log) : BackgroundService
{
    // As much as passes put up with.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5), Beat = TimeSpan.FromSeconds(10);

    /// <summary>Whether the process ends for its clock.</summary>
    public bool HasRunAway { get; private set; }

    /// <summary>How far two clocks are apart at the least, when one was read before and after the other. An answer that was long on its way says nothing against either.</summary>
    internal static TimeSpan Apart(DateTimeOffset before, DateTimeOffset there, DateTimeOffset after) =>
        there < before ? before - there : there > after ? there - after : TimeSpan.Zero;

    /// <summary>How far this machine's clock is from the database's at the least.</summary>
    internal static async Task<TimeSpan> Look(DbConnection connection, CancellationToken stopping = default)
    {
        await using var ask = connection.CreateCommand();
        ask.CommandText = "SELECT clock_timestamp()";
        // The machine's clock on purpose, not the grid's: leases of other silos are read against it.
        var before = TimeProvider.System.GetUtcNow();
        var there = (DateTime)(await ask.ExecuteScalarAsync(stopping))!;
        return Apart(before, there, TimeProvider.System.GetUtcNow());
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(Beat);
        var wasAway = false;
        do
        {
            if (await Look(stoppingToken) is not { } apart) continue;
            var isAway = apart > Limit;
            if (isAway && wasAway)
            {
                HasRunAway = true;
                Ends(apart.TotalSeconds, Limit.TotalSeconds);
                host.StopApplication();
                return;
            }

            // Once may be a clock that is being put right.
            if (isAway) Away(apart.TotalSeconds, Limit.TotalSeconds);
            wasAway = isAway;
        }
        while (await beat.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Nothing where the database does not answer; health tells of that.</summary>
    private async Task<TimeSpan?> Look(CancellationToken stopping)
    {
        try
        {
            await using var connection = await store.OpenConnectionAsync(stopping);
            return await Look(connection, stopping);
        }
        catch (Exception failure) when (failure is DbException or TimeoutException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "This machine's clock is {Apart:0.0} s from the database's, and {Limit} s is the limit. Set up NTP.")]
    private partial void Away(double apart, double limit);

    [LoggerMessage(LogLevel.Critical, "This machine's clock is still {Apart:0.0} s from the database's, and {Limit} s is the limit: this process ends. Set up NTP.")]
    private partial void Ends(double apart, double limit);
}

/// <summary>For a process of a cluster.</summary>
public static class ClockWatches
{
    /// <summary>Ends the process when its clock runs away from the database's.</summary>
    public static IServiceCollection AddClockWatch(this IServiceCollection services) =>
        services.AddSingleton<ClockWatch>().AddHostedService(all => all.GetRequiredService<ClockWatch>());
}
