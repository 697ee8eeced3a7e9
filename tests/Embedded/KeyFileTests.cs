using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Embedded;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grid-keys-").FullName;

    [Fact]
    public void It_is_made_once_and_only_its_owner_reads_it()
    {
        var first = KeyFile.Open(_folder);

        Assert.Equal(first, KeyFile.Open(_folder));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "data.keys")));
    }

    [Fact]
    public void A_line_on_top_seals_from_then_on_and_the_older_one_still_opens()
    {
        var kept = DataKeys.Parse(KeyFile.Open(_folder)).Seal("13812345678", "place");
        var path = Path.Combine(_folder, "data.keys");
        File.WriteAllText(path, $"{DataKeys.Make()}\n{File.ReadAllText(path)}");

        var keys = DataKeys.Parse(KeyFile.Open(_folder));

        Assert.False(keys.IsNewest(kept));
        Assert.Equal("13812345678", keys.Open(kept, "place"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
