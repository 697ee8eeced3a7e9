namespace ResponsibilityGrid;

/// <summary>A fact that a rule refuses, by its place among those given.</summary>
internal sealed record RefusedFact(FactKind Of, int Place, GridRuleException Why)
{
    public FactRefusal Told() => new(Of, Place, Why.Field ?? "", Why.Message, Why.Rule);

    /// <summary>What a check says of a fact; nothing where it may stand.</summary>
    public static IEnumerable<RefusedFact> By(FactKind of, int place, Action check)
    {
        try
        {
            check();
            return [];
        }
        catch (GridRuleException why)
        {
            return [new(of, place, why)];
        }
    }
}
