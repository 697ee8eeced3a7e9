using System.IO.Compression;
using System.Text;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// A zip file that has been proved harmless. What it says of its own sizes is not believed: everything is inflated once, counted
/// and thrown away, before anything of it is kept.
/// </summary>
internal static class WorkbookArchive
{
    public const long MostBytes = 256L << 20;
    public const int MostEntries = 1_000;
    public const int MostRatio = 200;

    // Below this any ratio is harmless, and an almost empty sheet compresses very well.
    private const long FreeBytes = 1L << 20;

    /// <summary>Opens the archive, or refuses it as a bomb. The stream must be seekable and stays open.</summary>
    public static ZipArchive Open(Stream stream)
    {
        // Latin-1 keeps the bytes of names without the UTF-8 flag, so that their encoding can be told afterwards.
        var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);

        if (archive.Entries.Count > MostEntries)
            throw Bomb($"压缩包里有 {archive.Entries.Count} 个文件，最多允许 {MostEntries} 个。");

        var total = 0L;
        var buffer = new byte[81920];
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            var size = 0L;
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                size += read;
                total += read;
                if (total > MostBytes || (size > FreeBytes && size > entry.CompressedLength * MostRatio))
                    throw Bomb($"压缩包解压后过大（上限 {MostBytes >> 20} MiB，压缩比上限 {MostRatio}），请重新打包后上传。");
            }
        }

        return archive;
    }

    /// <summary>The file name of an entry without its folders; Chinese Windows writes names in its own encoding.</summary>
    public static string FileName(ZipArchiveEntry entry)
    {
        var path = entry.FullName.Any(c => c > 0xFF) ? entry.FullName : CsvSheet.Decode(Encoding.Latin1.GetBytes(entry.FullName));
        return path.Split('/', '\\')[^1];
    }

    public static byte[] Content(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static WorkbookRefusedException Bomb(string message) => new(new("", 0, "", FaultCode.ZipBomb, message, ""));
}
