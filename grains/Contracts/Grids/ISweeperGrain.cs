namespace ResponsibilityGrid;

/// <summary>Goes through a grid once a day and after every change of its structure, so that no item needs a timer of its own. One a grid.</summary>
[Alias("ISweeperGrain"), GrainInterfaceType("sweeper")]
public interface ISweeperGrain : IGrainWithStringKey
{
    /// <summary>Has every ledger remind its people of what is due. Idempotent: who was reminded on a rung is not reminded on it again. Returns the number of records made.</summary>
    /// <exception cref="GridRuleException">All were asked, and some could not: whoever sends the sweeper sends it again.</exception>
    [Needs(Right.System), Alias("Sweep")]
    Task<int> Sweep();
}
