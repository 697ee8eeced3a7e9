using System.Diagnostics;
using ResponsibilityGrid.Gateway;
using ResponsibilityGrid.Tests.Embedded;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class SchemaCommandTests
{
    [Fact]
    public async Task The_program_prints_the_reviewed_schema_and_starts_nothing()
    {
        var start = new ProcessStartInfo("dotnet", [EmbeddedProcess.Program, "schema"]) { RedirectStandardOutput = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        // Neither a database nor a silo is anywhere.
        start.Environment["Storage__ConnectionString"] = "Host=192.0.2.1";
        using var program = Process.Start(start)!;
        var printed = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, program.ExitCode);
        Golden.Matches(printed, "../../gateway/schema.graphql");
    }

    [Fact]
    public void What_it_does_not_know_is_one_sentence_and_exit_code_2()
    {
        using var errors = new StringWriter();

        Assert.Equal(2, SchemaCommand.Run(["--all"], Stream.Null, errors));
        Assert.StartsWith("参数有误：schema --all。", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, SchemaCommand.Run(["print"], Stream.Null, errors));
    }
}
