using System.Collections.Concurrent;
using Npgsql;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>PostgreSQL is stopped as by a crash and started again, some seconds later or as many as are said; commands are taken again at once.</summary>
internal sealed class DatabaseCrashed(int? seconds = null) : IFault
{
    // Writers of several branches, so that it is not one silo's luck.
    private const int Branches = 4;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(3);

    public string Name => seconds is null ? nameof(DatabaseCrashed) : $"{nameof(DatabaseCrashed)}({seconds} s)";

    public bool CountsFromItsEnd => true;

    public bool Mixes => seconds is null;

    public async Task<string> Strike(Scene scene)
    {
        await scene.Rig.Postgres.StopHard();
        var away = seconds ?? scene.Random.Next(1, 6);
        await Task.Delay(TimeSpan.FromSeconds(away));
        await scene.Rig.Postgres.StartAgain();
        var back = await Back(scene.History, History.Now);
        var what = $"away for {away} s, commands of {Branches} branches taken {back.TotalSeconds:0.0} s after it was up";
        return back <= BackWithin || !scene.IsAlone ? what : throw new BrokenPromiseException(what);
    }

    private static async Task<TimeSpan> Back(History history, long up)
    {
        while (true)
        {
            var taken = history.Operations.Where(operation => operation.Outcome is Outcome.Acknowledged && operation.Ended > up && operation.Subject.Contains('@'))
                .GroupBy(operation => Item.Of(operation.Subject).Unit).Select(branch => branch.Min(operation => operation.Ended)).Order().Take(Branches).ToList();
            if (taken.Count == Branches) return System.Diagnostics.Stopwatch.GetElapsedTime(up, taken[^1]);
            if (System.Diagnostics.Stopwatch.GetElapsedTime(up) > TimeSpan.FromSeconds(60)) throw new BrokenPromiseException("No commands were taken in the minute after the database was up.");
            await Task.Delay(100);
        }
    }
}

/// <summary>The database's disk is full, and has room again.</summary>
internal sealed class DiskFull : IFault
{
    public bool CountsFromItsEnd => true;

    public async Task<string> Strike(Scene scene)
    {
        await scene.Rig.Disk.Fill();
        var refusal = await Refusal(scene.Rig);
        await Task.Delay(TimeSpan.FromSeconds(6));
        scene.Rig.Disk.Free();
        // A server that could not write its log has ended; a service manager starts it again.
        var wasEnded = scene.Rig.Postgres.HasEnded;
        if (wasEnded) await scene.Rig.Postgres.StartAgain();
        return $"{refusal}; {(wasEnded ? "the server ended" : "the server went on")}";
    }

    /// <summary>What the database says to somebody who writes now.</summary>
    private static async Task<string> Refusal(Rig rig)
    {
        try
        {
            await rig.Execute("CREATE TABLE Ballast AS SELECT repeat('x', 1000) FROM generate_series(1, 10000)");
        }
        catch (NpgsqlException full)
        {
            return full.SqlState ?? full.GetType().Name;
        }

        await rig.Execute("DROP TABLE Ballast");
        throw new InvalidOperationException("The disk took ten megabytes more.");
    }
}

/// <summary>Somebody else takes all connections of the database, those of the silos too, and keeps them: commands get a code and no silo dies.</summary>
internal sealed class ConnectionsExhausted : IFault
{
    public bool CountsFromItsEnd => true;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(8), AtMost = TimeSpan.FromSeconds(60);

    public async Task<string> Strike(Scene scene)
    {
        var starts = scene.Rig.Silos.Sum(silo => silo.Starts);
        var taken = new ConcurrentBag<NpgsqlConnection>();
        // They come slowly, since others fight for them; the time counts from the first one that was not to be had.
        var (refused, end) = (0, DateTime.UtcNow + AtMost);
        try
        {
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Take()));
            var left = await Left(taken.First());
            if (refused == 0) throw new InvalidOperationException("There were connections enough.");
            if (scene.Rig.Silos.Sum(silo => silo.Starts) != starts) throw new BrokenPromiseException("A silo died of it.");
            return $"{taken.Count} taken, {left} left to all others, {refused} refused in {Long.TotalSeconds} s";
        }
        finally
        {
            foreach (var connection in taken) await connection.DisposeAsync();
        }

        async Task Take()
        {
            while (DateTime.UtcNow < end)
            {
                var connection = new NpgsqlConnection($"{scene.Rig.Database};Pooling=false;Application Name=greed");
                try
                {
                    await connection.OpenAsync();
                    taken.Add(connection);
                    await using var others = new NpgsqlCommand("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> 'greed'", connection);
                    await others.ExecuteNonQueryAsync();
                }
                catch (NpgsqlException full) when (full is PostgresException { SqlState: PostgresErrorCodes.TooManyConnections })
                {
                    await connection.DisposeAsync();
                    if (Interlocked.Increment(ref refused) == 1) end = DateTime.UtcNow + Long;
                    await Task.Delay(20);
                }
            }
        }
    }

    private static async Task<long> Left(NpgsqlConnection connection)
    {
        await using var count = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name <> 'greed'", connection);
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
