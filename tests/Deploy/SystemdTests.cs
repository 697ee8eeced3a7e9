using System.Diagnostics;
using Xunit;

namespace ResponsibilityGrid.Tests.Deploy;

public sealed class SystemdTests
{
    private static readonly string[] Units = ["responsibility-grid-migrate.service", "responsibility-grid-silo.service", "responsibility-grid-gateway.service"];

    [Fact]
    public void Every_line_is_a_section_a_setting_or_a_comment() =>
        Assert.All(Units, unit => Assert.All(File.ReadLines(Path.Combine(Deployment.Folder, "systemd", unit)), line => Assert.Matches(@"^($|#.*|\[(Unit|Service|Install)\]|[A-Z]\w*=\S.*)$", line)));

    [Fact]
    public void The_unit_files_are_what_systemd_takes()
    {
        if (!File.Exists("/usr/bin/systemd-analyze")) return; // not every machine runs systemd; the test above holds everywhere
        var folder = Directory.CreateTempSubdirectory("grid-units-");
        try
        {
            // The program's own path, or systemd complains that there is none.
            foreach (var unit in Units) File.WriteAllText(Path.Combine(folder.FullName, unit), File.ReadAllText(Path.Combine(Deployment.Folder, "systemd", unit)).Replace("/usr/bin/dotnet", Environment.ProcessPath!));
            using var verify = Process.Start(new ProcessStartInfo("/usr/bin/systemd-analyze", ["verify", .. Units.Select(unit => Path.Combine(folder.FullName, unit))]) { RedirectStandardError = true })!;
            var said = verify.StandardError.ReadToEnd();
            verify.WaitForExit();

            Assert.DoesNotContain("responsibility-grid", said);
            Assert.Equal(0, verify.ExitCode);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_schema_comes_first_and_a_silo_that_ended_badly_is_tried_again()
    {
        var (migrate, silo, gateway) = (Deployment.Lines(Units[0]), Deployment.Lines(Units[1]), Deployment.Lines(Units[2]));

        Assert.Equal("oneshot", migrate["Type"].Single());
        Assert.EndsWith("ResponsibilityGrid.Silo.dll migrate", migrate["ExecStart"].Single());
        Assert.Contains(Units[0], silo["After"].Single().Split(' '));
        Assert.Contains(Units[1], gateway["After"].Single().Split(' '));
        Assert.All((ILookup<string, string>[])[silo, gateway], unit => Assert.Equal(("on-failure", "0", "SIGTERM"), (unit["Restart"].Single(), unit["StartLimitIntervalSec"].Single(), unit["KillSignal"].Single())));
    }

    [Fact]
    public void The_files_that_a_unit_reads_are_there_as_examples() =>
        Assert.All(Units.SelectMany(unit => Deployment.Lines(unit)["EnvironmentFile"]), file => Assert.True(File.Exists(Path.Combine(Deployment.Folder, "systemd", Path.GetFileName(file)))));

    [Fact]
    public void The_example_settings_are_such_as_the_programs_take()
    {
        var configuration = Deployment.Settings(((string[])["database.env", "silo.env"]).SelectMany(Deployment.Lines).Select(line => (line.Key, line.Single())));

        StorageCheck.RequirePrivate(StorageSettings.From(configuration));
        Assert.Equal((11111, 30000), (ClusteringSettings.From(configuration).SiloPort, ClusteringSettings.From(configuration).GatewayPort));
    }
}
