using ResponsibilityGrid.Cluster;

namespace ResponsibilityGrid.Nemesis;

/// <summary>A file system of its own for the database, so that it can run full without anybody else noticing.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts it; only root may.</summary>
    public static async Task<SmallDisk> Mount(int mebibytes)
    {
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("grid-disk-").FullName);
        if (await Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m,mode=755", "tmpfs", disk.Path) is { Length: > 0 } refusal)
            throw new InvalidOperationException($"A full disk cannot be played here: mounting one needs root. {refusal}");
        return disk;
    }

    /// <summary>Leaves no byte free.</summary>
    public async Task Fill()
    {
        // Until nothing more goes: whatever is freed meanwhile is taken too.
        await using var file = new FileStream(Ballast, FileMode.Append);
        var block = new byte[1 << 20];
        foreach (var size in (int[])[1 << 20, 1 << 16, 1 << 12])
        {
            try
            {
                while (true)
                {
                    await file.WriteAsync(block.AsMemory(0, size));
                    await file.FlushAsync();
                }
            }
            catch (IOException)
            {
                // Full at this size; smaller pieces may still fit.
            }
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync()
    {
        await Run("umount", Path);
        Directory.Delete(Path);
    }

    private static async Task<string> Run(string program, params string[] arguments)
    {
        await using var run = await ChildProcess.Start(program, [program, .. arguments]);
        return await run.Ended() == 0 ? "" : run.Output;
    }
}
