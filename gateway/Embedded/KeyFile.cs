namespace ResponsibilityGrid.Gateway;

/// <summary>
/// The key under which an embedded grid keeps details of persons: a file of the data directory that only its owner reads, never in the database.
/// A backup of the database alone does not open them.
/// </summary>
internal static class KeyFile
{
    private const string Name = "data.keys";

    /// <summary>The ring of keys in the form of the setting; made with the first start. A line added on top seals from the next start on, older ones still open.</summary>
    /// <exception cref="StartRefusedException">It can be neither read nor made.</exception>
    public static string Open(string directory)
    {
        var path = Path.Combine(directory, Name);
        try
        {
            if (!File.Exists(path)) Make(path);
            return string.Join(',', File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)));
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"无法读写数据密钥文件“{path}”。", failed);
        }
    }

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        // Elsewhere the directory's own rights decide.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        using var text = new StreamWriter(file);
        text.WriteLine(DataKeys.Make());
    }
}
