// ./chaos --minutes N --seed S: breaks a grid for so long, and says in one line what that did to it.
using System.CommandLine;
using System.Globalization;
using ResponsibilityGrid.Nemesis;

var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 3 };
var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Random.Shared.Next() };
var parsed = new System.CommandLine.Command("chaos") { minutes, seed }.Parse(args);
if (parsed.Errors.Count > 0)
{
    Console.Error.WriteLine("Usage: ./chaos [--minutes N] [--seed S]");
    return 2;
}

var home = Environment.GetEnvironmentVariable("GRID_HOME") ?? Directory.GetCurrentDirectory();
var folder = Path.Combine(home, "artifacts", "chaos", $"{parsed.GetValue(seed)}");
if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
var watch = System.Diagnostics.Stopwatch.StartNew();
var verdict = await new NemesisRun(
    parsed.GetValue(seed), TimeSpan.FromMinutes(parsed.GetValue(minutes)), folder,
    line => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed:mm\\:ss} {line}"))).Run();
Console.WriteLine(verdict);
return verdict.IsProof ? 0 : 1;
