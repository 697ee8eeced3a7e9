using System.Runtime.CompilerServices;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>Compares a text with a checked-in file; <c>GOLDEN=write</c> rewrites the file, and the change is then read in review.</summary>
internal static class Golden
{
    public static void Matches(string actual, string file, [CallerFilePath] string test = "")
    {
        var path = Path.GetFullPath(file, Path.GetDirectoryName(test)!);
        if (Environment.GetEnvironmentVariable("GOLDEN") == "write")
            File.WriteAllText(path, actual);

        Assert.True(File.Exists(path), $"{path} is missing; GOLDEN=write makes it.");
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }
}
