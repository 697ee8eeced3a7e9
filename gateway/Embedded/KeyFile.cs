namespace ResponsibilityGrid.Gateway;

/// <summary>
/// The keys under which an embedded grid keeps details of persons: a file of the data directory that only its owner reads, never in the database.
/// A backup of the database alone does not open them.
/// </summary>
internal static class KeyFile
{
    public const string File = "data.keys";

    /// <summary>The setting <see cref="DataKeys.Setting"/> of a data directory, made with the first start. A line added on top seals from the next start on, older ones still open.</summary>
    public static string Open(string directory)
    {
        var path = Path.Combine(directory, File);
        if (!System.IO.File.Exists(path)) PrivateFile.Write(path, DataKeys.Make());
        return string.Join(',', System.IO.File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)));
    }
}
