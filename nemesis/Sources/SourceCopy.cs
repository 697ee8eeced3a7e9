using System.Diagnostics;

namespace ResponsibilityGrid.Nemesis.Sources;

/// <summary>The product's sources once more, to be planted in and built; what was built there stays, so that the next build is short.</summary>
internal sealed class SourceCopy(string home, string folder)
{
    private static readonly string[] Folders = ["grains", "silo", "gateway"];
    private static readonly string[] Settings = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json", ".editorconfig"];

    /// <summary>Where the build leaves the programs.</summary>
    public string Programs => Path.Combine(folder, "artifacts", "bin");

    /// <summary>Makes the copy equal to the sources but for some places. Only what differs is written.</summary>
    /// <exception cref="PlaceLostException">A place is not there any more.</exception>
    public void Plant(params IEnumerable<Edit> changes)
    {
        var files = Folders.SelectMany(FilesIn).Concat(Settings).ToHashSet();
        foreach (var gone in Folders.Where(name => Directory.Exists(Path.Combine(folder, name))).SelectMany(name => FilesIn(name, folder)).Where(file => !files.Contains(file)).ToList())
            File.Delete(Path.Combine(folder, gone));
        var edits = changes.ToLookup(edit => edit.File);
        foreach (var file in files)
        {
            var text = File.ReadAllText(Path.Combine(home, file));
            foreach (var edit in edits[file]) text = edit.In(text);
            Write(Path.Combine(folder, file), text);
        }
    }

    /// <summary>Builds silo and gateway.</summary>
    /// <exception cref="InvalidOperationException">It does not build; with what the compiler said.</exception>
    public async Task Build()
    {
        // What is planted need not be tidy; and a compiler that is still warm takes seconds.
        string[] lenient = ["-p:RunAnalyzersDuringBuild=false", "-p:EnforceCodeStyleInBuild=false", "-p:TreatWarningsAsErrors=false", "-p:UseSharedCompilation=true"];
        var start = new ProcessStartInfo("dotnet", ["build", "gateway", "-c", "Release", "-v", "quiet", "--nologo", .. lenient]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var build = Process.Start(start)!;
        var said = await build.StandardOutput.ReadToEndAsync();
        await build.WaitForExitAsync();
        if (build.ExitCode != 0) throw new InvalidOperationException($"It does not build:\n{said}");
    }

    private IEnumerable<string> FilesIn(string name) => FilesIn(name, home);

    private static IEnumerable<string> FilesIn(string name, string root) =>
        Directory.EnumerateFiles(Path.Combine(root, name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file));

    private static void Write(string file, string text)
    {
        if (File.Exists(file) && File.ReadAllText(file) == text) return;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
