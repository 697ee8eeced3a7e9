namespace ResponsibilityGrid;

/// <summary>Persons whom a workbook brings to a grid that is founded: a code is one person's, whoever enters them.</summary>
internal sealed partial class UnitGrain
{
    /// <summary>Those of whom nothing is on record here yet.</summary>
    private List<string> Newcomers(UnitFacts facts)
    {
        if (!facts.AsCommands) return [];
        var known = _unit.Residents.Select(r => r.Person).ToHashSet();
        return [.. facts.Residents.Select(r => r.Person).Where(person => !known.Contains(person)).Distinct()];
    }

    /// <summary>Those among them whose codes are somebody else's.</summary>
    private async Task<List<FactRefusal>> TakenOf(UnitFacts facts)
    {
        var newcomers = Newcomers(facts);
        var taken = newcomers.Zip(await Waves.Ask(newcomers, person => PersonOf(person).IsTaken(Code))).Where(told => told.Second).Select(told => told.First).ToHashSet();
        return [.. facts.Residents.Index().Where(r => taken.Contains(r.Item.Person)).Select(r => new RefusedFact(FactKind.Person, r.Index, StructureRules.Taken(r.Item.Person)).Told())];
    }

    private IPersonGrain PersonOf(string person) => GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, person));
}
