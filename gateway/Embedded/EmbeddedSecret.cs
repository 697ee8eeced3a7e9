using System.Security.Cryptography;

namespace ResponsibilityGrid.Gateway;

/// <summary>The secret of an embedded grid, which nobody has configured: made by its first start, kept beside the database, readable by its owner alone.</summary>
internal static class EmbeddedSecret
{
    public const string File = "identity.secret";

    /// <summary>The setting <see cref="SecretRing.Setting"/> of a data directory.</summary>
    public static string Of(string directory)
    {
        var path = Path.Combine(directory, File);
        if (!System.IO.File.Exists(path)) PrivateFile.Write(path, $"embedded={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}");
        return System.IO.File.ReadAllText(path).Trim();
    }
}

/// <summary>Files that only their owner may read, from their first byte on.</summary>
internal static class PrivateFile
{
    /// <summary>Puts a text in the place of whatever is there, whole or not at all.</summary>
    public static void Write(string path, string text)
    {
        var beside = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(beside, options)) writer.Write(text);
        System.IO.File.Move(beside, path, overwrite: true);
    }
}
