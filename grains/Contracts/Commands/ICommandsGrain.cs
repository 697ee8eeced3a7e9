namespace ResponsibilityGrid;

/// <summary>
/// Where commands come in: finds out who acts and hands each to the grain that owns what it changes. Stateless, on every
/// silo, keyed by grid. A command names its actor by code alone; a refused one has changed nothing.
/// </summary>
[Alias("ICommandsGrain"), GrainInterfaceType("commands")]
public interface ICommandsGrain : IGrainWithStringKey
{
    /// <summary>One step in the life of an item. One row write.</summary>
    /// <exception cref="GridRuleException">The item does not stand, a rule forbids the step, or somebody else was first.</exception>
    [Needs(Right.OwnItems, Over.Sight), Alias("Act")]
    Task<ItemReply> Act(ItemCommand command);

    /// <summary>A change of who sits where, of links or persons. One row write.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first.</exception>
    [Needs(Right.Keep, Over.Sight), Alias("ChangeUnit")]
    Task<UnitReply> Change(UnitCommand command);

    /// <summary>A signature under a hand-over, by whoever left, follows, or stands above. One row write.</summary>
    /// <exception cref="GridRuleException">There is no such hand-over, or it is not theirs to sign.</exception>
    [Needs(Right.SignedIn, Over.Sight), Alias("SignHandover")]
    Task<UnitReply> SignHandover(UnitCommand command);

    /// <summary>An interview of whoever heads a unit at the bottom, by whoever keeps the unit above it. Ranks its like anew; one row write.</summary>
    /// <exception cref="GridRuleException">None is proposed for that day, or it was issued already.</exception>
    [Needs(Right.Keep, Over.Sight), Alias("IssueInterview")]
    Task<UnitReply> IssueInterview(UnitCommand command);

    /// <summary>A change of the tree, of the places of posts or of the lists in force. Durable when answered.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first.</exception>
    [Needs(Right.Keep, Over.Sight), Alias("ChangeStructure")]
    Task<StructureReply> Change(StructureCommand command);

    /// <summary>A light measure taken with a person, or one put right. One row write.</summary>
    /// <exception cref="GridRuleException">The caller may not, or a rule forbids it.</exception>
    [Needs(Right.ReadRestricted, Over.Sight), Alias("RecordMeasure")]
    Task<Measure> Record(MeasureCommand command);

    /// <summary>An inspection planned, begun or with something found. One row write.</summary>
    /// <exception cref="GridRuleException">The caller may not, or a rule forbids it.</exception>
    [Needs(Right.Inspect, Over.Sight), Alias("ChangeInspection")]
    Task<Inspection> Change(InspectionCommand command);

    /// <summary>Duties for the draft of a list. One row write.</summary>
    /// <exception cref="GridRuleException">A rule forbids it.</exception>
    [Needs(Right.Issue), Alias("ChangeList")]
    Task<ListReply> Change(ListCommand command);

    /// <summary>Who the caller is to the history, as a command finds it out; of somebody who is nobody on record here, the account.</summary>
    /// <exception cref="GridRuleException">The caller may not act in the name that was given.</exception>
    [Needs(Right.Issue), Alias("GetImporter")]
    Task<Actor> GetImporter();

    /// <summary>A supervision action, or its correction, by a unit on its line. One row write.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first.</exception>
    [Needs(Right.OwnItems, Over.Sight), Alias("RecordAction")]
    Task<SupervisionAction> Record(ActionCommand command);

    /// <summary>One step in the life of a problem. One row write.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first.</exception>
    [Needs(Right.OwnItems, Over.Sight), Alias("ChangeProblem")]
    Task<ProblemView> Change(ProblemCommand command);

    /// <summary>A finding referred to another department, or the answer to one. One row write.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first.</exception>
    [Needs(Right.OwnItems, Over.Sight), Alias("ChangeReferral")]
    Task<ReferralView> Change(ReferralCommand command);

    /// <summary>What somebody says of a flag: those it points at, or a unit that supervises it. One row write.</summary>
    /// <exception cref="GridRuleException">The flag is not there or not to be seen, or a rule forbids it.</exception>
    [Needs(Right.OwnItems, Over.Sight), Alias("DecideFlag")]
    Task<FlagView> Decide(FlagCommand command);
}
