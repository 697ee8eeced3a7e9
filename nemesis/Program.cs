// ./chaos --minutes N --seed S --only KIND: breaks a grid for so long, and says in one line what that did to it.
// ./mutants --only NAME: plants slips in the product, and says which of them nobody noticed.
using System.CommandLine;
using System.Globalization;
using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Faults;
using ResponsibilityGrid.Nemesis.Mutants;
using ResponsibilityGrid.Nemesis.Sources;

var home = Environment.GetEnvironmentVariable("GRID_HOME") ?? Directory.GetCurrentDirectory();
var watch = System.Diagnostics.Stopwatch.StartNew();

var minutes = new Option<double>("--minutes") { DefaultValueFactory = _ => 3 };
var seed = new Option<int>("--seed") { DefaultValueFactory = _ => Random.Shared.Next() };
var only = new Option<string[]>("--only") { AllowMultipleArgumentsPerToken = true };
var chaos = new RootCommand { minutes, seed, only };
chaos.SetAction(async (parsed, _) =>
{
    var folder = Path.Combine(home, "artifacts", "chaos", $"{parsed.GetValue(seed)}");
    if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    var (names, time) = (parsed.GetValue(only) ?? [], TimeSpan.FromMinutes(parsed.GetValue(minutes)));
    if (names.Except(Schedule.All.Select(kind => kind().GetType().Name)).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"There is no kind {unknown}. There are: {string.Join(", ", Schedule.All.Select(kind => kind().GetType().Name).Distinct())}");
        return 2;
    }

    IReadOnlyList<Func<IFault>> kinds = names.Length > 0 ? [.. Schedule.All.Where(kind => names.Contains(kind().GetType().Name))] : time == TimeSpan.Zero ? Schedule.Essential : Schedule.All;
    var verdict = await new NemesisRun(parsed.GetValue(seed), kinds, time, folder, new SourceCopy(home, Path.Combine(home, "artifacts", "next")), Say).Run();
    Console.WriteLine(verdict);
    return verdict.IsProof ? 0 : 1;
});

var planted = new Option<string[]>("--only") { AllowMultipleArgumentsPerToken = true };
var mutants = new System.CommandLine.Command("mutants") { planted };
mutants.SetAction(async (parsed, _) =>
{
    var names = parsed.GetValue(planted) ?? [];
    if (names.Except(All.Mutants.Select(mutant => mutant.Name)).FirstOrDefault() is { } unknown)
    {
        Console.Error.WriteLine($"There is no mutant {unknown}. There are:\n{string.Join('\n', All.Mutants.Select(mutant => $"  {mutant.Name}: {mutant.Breaks}"))}");
        return 2;
    }

    var chosen = All.Mutants.Where(mutant => names.Length == 0 || names.Contains(mutant.Name)).ToList();
    var caught = await new MutantRun(home, Path.Combine(home, "artifacts", "mutants"), seed: 7, Say).Run(chosen);
    Console.WriteLine($"{chosen.Count} mutants, {caught} caught, {chosen.Count - caught} survived");
    return caught == chosen.Count ? 0 : 1;
});
chaos.Add(mutants);

var asked = chaos.Parse(args);
if (asked.Errors.Count == 0) return await asked.InvokeAsync();
Console.Error.WriteLine("Usage: ./chaos [--minutes N] [--seed S] [--only KIND ...]\n       ./mutants [--only NAME ...]");
return 2;

void Say(string line) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed:mm\\:ss} {line}"));
