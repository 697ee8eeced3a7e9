namespace ResponsibilityGrid;

/// <summary>Every supervisor has a supervisor: of a unit on a line a staffed dedicated department above other than itself, the nearest first, and where there is none, whoever is in charge of it.</summary>
internal static class SecondOrderRules
{
    /// <summary>The units on a line whose own supervisor is missing or vacant.</summary>
    public static IEnumerable<Unsupervised> Units(Outline outline, IEnumerable<string> units, IReadOnlyDictionary<string, UnitSheet> sheets) =>
        from unit in units
        where outline.Unit(unit).Line is not null
        let found = ReasonOf(outline, unit, sheets)
        where found is not null
        select found;

    /// <summary>Posts that check each other, each pair once and told of the end that is among the units, whichever that is.</summary>
    public static IEnumerable<Unsupervised> MutualPairs(Outline outline, IEnumerable<string> units, IReadOnlyDictionary<string, UnitSheet> sheets)
    {
        var within = units.ToHashSet();
        var checks = sheets.Values.SelectMany(s => s.Links).Where(l => l.Kind == LinkKind.Checks).Select(l => (l.Subject, l.Target)).ToHashSet();
        return checks.Where(c => string.CompareOrdinal(c.Subject, c.Target) < 0 && checks.Contains((c.Target, c.Subject)))
            .Select(c => new[] { c, (Subject: c.Target, Target: c.Subject) }.Select(end => new Unsupervised(UnsupervisedReason.Mutual, outline.Post(end.Subject)?.Unit ?? "", end.Subject, end.Target)).FirstOrDefault(u => within.Contains(u.Unit)))
            .OfType<Unsupervised>().OrderBy(u => u.Post, StringComparer.Ordinal);
    }

    private static Unsupervised? ReasonOf(Outline outline, string unit, IReadOnlyDictionary<string, UnitSheet> sheets)
    {
        var dedicated = outline.Upwards(outline.EstablishmentOf(unit)).SelectMany(e => Survey.Members(outline, e)).Where(m => m != unit && outline.Unit(m).Line == outline.Settings.Lines[0]).ToList();
        if (dedicated.Count > 0)
            return dedicated.Exists(d => sheets[d].Seats.Exists(s => s.Holders.Count > 0)) ? null : new(UnsupervisedReason.Vacant, unit, null, dedicated[0]);
        var leaders = sheets[unit].Links.Where(l => l.Target == unit && l.Kind == LinkKind.InCharge).Select(l => l.Subject).ToList();
        if (leaders.Count == 0) return new(UnsupervisedReason.None, unit, null, null);
        return leaders.Exists(post => outline.Post(post) is { } place && sheets[place.Unit].Seats.Exists(s => s.Post.Code == post && s.Holders.Count > 0))
            ? null : new(UnsupervisedReason.Vacant, unit, null, leaders[0]);
    }
}
