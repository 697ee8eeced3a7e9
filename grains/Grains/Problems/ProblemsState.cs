namespace ResponsibilityGrid;

/// <summary>A unit's problem ledger, in the order of the numbers. Nothing is ever taken out.</summary>
internal sealed record ProblemsState
{
    public int Schema { get; init; } = 1;

    public List<Problem> Problems { get; init; } = [];
}
