namespace ResponsibilityGrid;

/// <summary>The numbers of another moment: by the tree of its day, out of what had been recorded by then.</summary>
internal sealed partial class SupervisionGrain
{
    private async Task<MatrixView> Recount(MatrixQuery query, Outline outline, Sight sight)
    {
        if (outline.Find(Code) is null) throw GridRuleException.NotFound("单位", Code);
        List<string> branches = [.. outline.Children(Code).Select(child => child.Code), .. outline.Former(Code)];
        var withins = branches.ConvertAll(branch => Within(outline, branch).ToList());
        List<string> units = [Code, .. withins.SelectMany(within => within)];
        var cells = units.Zip(await Waves.Ask(units, unit => SupervisionOf(unit).ListAll()), (unit, actions) => (unit, Cells: Coverages.Of(Looks.Of(actions.Where(a => a.Recorded <= outline.At.KnownAt)), outline.At.AsOf, outline.Settings).FindAll(cell => Coverages.IsTold(cell.Key.Sender, sight, outline))))
            .ToLookup(counted => counted.unit, counted => counted.Cells);
        var below = branches.Zip(withins, (branch, within) => new Coverage { Unit = branch, Cells = Coverages.Add(within.SelectMany(unit => cells[unit]).SelectMany(c => c)) }).ToList();
        var duties = await DutiesAt(outline, query.List);
        return Coverages.Matrix(query, outline, Code, [.. cells[Code].SelectMany(c => c)], below, [.. duties.SelectMany(d => d.Duties)]) with { Settled = true };
    }

    /// <summary>A unit with what hung below it on the day, and what hung there when it ended.</summary>
    private static IEnumerable<string> Within(Outline outline, string unit) =>
        outline.Children(unit).Select(child => child.Code).Concat(outline.Former(unit)).SelectMany(branch => Within(outline, branch)).Prepend(unit);
}
