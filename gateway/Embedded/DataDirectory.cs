namespace ResponsibilityGrid.Gateway;

/// <summary>The data directory, held by one process at a time.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _hold;

    private DataDirectory(FileStream hold) => _hold = hold;

    /// <summary>Makes the directory if need be and takes it.</summary>
    /// <exception cref="StartRefusedException">It cannot be written, or somebody else has it.</exception>
    public static DataDirectory Take(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            return new DataDirectory(new FileStream(Path.Combine(path, "grid.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException denied)
        {
            throw new StartRefusedException($"数据目录“{path}”不可写，请换一个目录或修改权限。", denied);
        }
        catch (IOException taken) when (Directory.Exists(path))
        {
            throw new StartRefusedException($"数据目录“{path}”正被另一个进程使用，或磁盘不可写。", taken);
        }
        catch (IOException failed)
        {
            throw new StartRefusedException($"无法建立数据目录“{path}”：路径无效或不可写。", failed);
        }
    }

    public void Dispose() => _hold.Dispose();
}
