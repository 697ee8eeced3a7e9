using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class GatewayAuditTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task The_61_audits_of_GraphQL_over_HTTP_pass()
    {
        var folder = Folder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            Assert.Equal((0, ""), await Run(folder, "npm", "ci", "--silent", "--no-audit", "--no-fund"));

        var (code, output) = await Run(folder, "node", "audit.mjs", host.Url.ToString());
        Assert.True(code == 0, output);
    }

    private static async Task<(int Code, string Output)> Run(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    private static string Folder([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "audits");
}
