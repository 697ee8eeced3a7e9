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

        new("correction-in-place-of-the-last", "A correction takes the place of the one before it.", [Wrong.Lost], () => new Questions(),
            new Edit($"{Supervision}.cs", "Actions = [.. _state.Actions, action] };", "Actions = [.. _state.Actions.Where(a => a.Corrects is null || a.Corrects != action.Corrects), action] };")),

        new("rejected-dispute-accepts", "A dispute that is rejected leaves the item accepted instead of waiting for it.", [Wrong.Altered], () => new Questions(),
            new Edit("grains/Grains/Items/ItemRules.Steps.cs", "Act.RejectDispute => new([ItemState.Disputed], ItemState.Pending,", "Act.RejectDispute => new([ItemState.Disputed], ItemState.Accepted,")),

        new("flag-dedupe-dropped", "A word on a flag is taken again though it stands.", [Wrong.Doubled], () => new Questions(),
            new Edit("grains/Grains/Flags/FlagsGrain.cs", "var told = _decisions.Find(d => command.IsTold(d.Command, d.Digest));", "var told = _decisions.Find(d => d.Number < 0);")),

        new("line-from-today", "A unit is on its line from today, whatever day was named.", [Wrong.Altered], () => new Questions(),
            new Edit("grains/Grains/Grids/StructureRules.Lines.cs", "structure.Units.From(unit.Code, on,", "structure.Units.From(unit.Code, structure.Settings.DateAt(now),")),

        new("called-in-twice", "An interview by the numbers of one day is issued as often as somebody asks for it.", [Wrong.Doubled], () => new Questions(),
            new Edit("grains/Grains/Supervision/RankingRules.cs", "i.AsOf == proposal.AsOf && i.List == proposal.List) is { } before)", "i.AsOf == proposal.AsOf && i.List == proposal.List) is { Number: < 0 } before)")),
    ];
}
