using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

internal static partial class All
{
    private const string Supervision = "grains/Grains/Supervision/SupervisionGrain";

    private static Mutant[] OfOversight =>
    [
        new("look-dedupe-dropped", "A unit's supervision takes an action again that it has on record.", [Wrong.Doubled], () => new Questions(),
            new Edit($"{Supervision}.cs", "if (_commands.TryGetValue(command.Id, out var told) && command.IsTold(command.Id, told.Digest)) return await Find(told.Number);\n", "")),

        new("matrix-keeps-the-first-word", "A unit does not take newer numbers of a child that it has heard before.", [Wrong.Miscounted], () => new Questions(),
            new Edit($"{Supervision}.Climb.cs", "if (!child.IsNewerThan(_below.GetValueOrDefault(child.Unit))) return;", "if (_below.ContainsKey(child.Unit)) return;")),

        new("problem-dedupe-dropped", "A unit's ledger takes a problem again that it holds.", [Wrong.Doubled], () => new Questions(),
            new Edit("grains/Grains/Problems/ProblemsGrain.cs", "if (ProblemRules.Find(_state, command) is { } known) return Show(known, outline);\n", "")),

        new("claimed-and-nobodys", "A problem that was claimed is nobody's until its deadline has passed.", [Wrong.Unowned], () => new Questions(),
            new Edit("grains/Grains/Problems/ProblemViews.cs", "problem.Rectification is { } plan ?", "problem.Rectification is { } plan && lapsed ?")),
    ];
}
