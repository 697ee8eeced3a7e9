using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace ResponsibilityGrid.Tests.Embedded;

/// <summary>A data directory that does not exist yet, in a folder that goes with the test.</summary>
internal sealed partial class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("grid-data-");

    public string Parent => folder.FullName;

    public string Path => System.IO.Path.Combine(Parent, "grid");

    public string Database => System.IO.Path.Combine(Path, "grid.db");

    /// <summary>What the database holds of units, ledgers and persons: each row's name and content but for the instant of the import, in the order of names.</summary>
    public string[] Rows()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand("SELECT GrainTypeString, GrainIdExtensionString, PayloadBinary FROM OrleansStorage", connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add($"{reader.GetString(0)} {reader.GetString(1)} {Encoding.UTF8.GetString((byte[])reader[2])}");
        return [.. rows.Where(row => row.Split(' ')[1][0] is 'u' or 'p').Select(WithoutInstants).Order(StringComparer.Ordinal)];
    }

    /// <summary>Reminding goes by the clock and on its own, and an import says when it was; what a start leaves behind is the rest.</summary>
    private static string WithoutInstants(string row) => Reminders().Replace(Imported().Replace(row, "$1"), "");

    [GeneratedRegex("\"Reminders\":\\[[^\\]]*\\]")]
    private static partial Regex Reminders();

    [GeneratedRegex("(\"Act\":\"ImportWorkbook\".*?\"Recorded\":)\"[^\"]*\"")]
    private static partial Regex Imported();

    public void Dispose() => folder.Delete(recursive: true);
}
