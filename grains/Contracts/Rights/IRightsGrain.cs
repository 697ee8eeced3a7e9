using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>The grants of a grid, or with the key of every grid those of the whole installation. The only writer of them.</summary>
[Alias("IRightsGrain"), GrainInterfaceType("rights")]
public interface IRightsGrain : IGrainWithStringKey
{
    /// <summary>Enters grants that the start of an installation rests on, as approved. Those whose id is known change nothing.</summary>
    [Needs(Right.System), Alias("Enter")]
    Task Enter(List<Grant> grants);

    /// <summary>The grants if they are newer than a version; nothing otherwise.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetNewer")]
    Task<Grants?> GetNewer(int version);

    /// <summary>Proposes a grant; it gives nothing until somebody else approves it. One row write.</summary>
    /// <exception cref="GridRuleException">A rule forbids it.</exception>
    [Needs(Right.ProposeGrants), Alias("Propose")]
    Task<GrantReply> Propose(GrantCommand command);

    /// <summary>Approves a grant that somebody else proposed. One row write.</summary>
    /// <exception cref="GridRuleException">A rule forbids it.</exception>
    [Needs(Right.ApproveGrants), Alias("Approve")]
    Task<GrantReply> Approve(GrantCommand command);

    /// <summary>Ends a grant, or withdraws a proposal. One row write; no silo honours it five seconds later.</summary>
    /// <exception cref="GridRuleException">A rule forbids it.</exception>
    [Needs(Right.EndGrants), Alias("End")]
    Task<GrantReply> End(GrantCommand command);

    /// <summary>Grants over a unit or above it, or of a subject: all of them for whoever deals with grants, one's own for everybody else.</summary>
    [Needs(Right.SignedIn, Over.Sight), AlwaysInterleave, Alias("List")]
    Task<List<Grant>> List(string? unit, string? who);
}
