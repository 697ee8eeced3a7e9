using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>Which accounts there are and which one-time links are out. One row, of which every gateway holds a copy for some seconds.</summary>
[Alias("IAccountsGrain"), GrainInterfaceType("accounts")]
public interface IAccountsGrain : IGrainWithStringKey
{
    /// <summary>All accounts, if the row is newer than a version; nothing otherwise. Answered from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetNewer")]
    Task<Accounts?> GetNewer(int version);

    /// <summary>All accounts, for an administrator to look at.</summary>
    [Needs(Right.ManageAccounts), AlwaysInterleave, Alias("List")]
    Task<List<Account>> List();

    /// <summary>The accounts that wait to be approved, for whoever may do that.</summary>
    [Needs(Right.ApproveGrants), AlwaysInterleave, Alias("ListAwaiting")]
    Task<List<Account>> ListAwaiting();

    /// <summary>Makes, locks, opens, resets or closes an account. The same command again is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it; nothing was changed.</exception>
    [Needs(Right.ManageAccounts), Alias("Change")]
    Task<Account> Change(AccountCommand command);

    /// <summary>Approves an account that somebody else reset, or made for a person on record; before then nobody comes in by it. The same command again is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it; nothing was changed.</exception>
    [Needs(Right.ApproveGrants), Alias("Approve")]
    Task<Account> Approve(AccountCommand command);

    /// <summary>
    /// Sends out links for those duties that nobody has and for which no link is out; answers with those taken. Whoever has a duty that is to be
    /// renewed loses the account first.
    /// </summary>
    [Needs(Right.System), Alias("Invite")]
    Task<List<Invitation>> Invite(List<Invitation> first, List<Role> renew);

    /// <summary>The link of a code, while it is good.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("FindInvitation")]
    Task<Invitation?> FindInvitation(string seal);

    /// <summary>Uses a link up and answers with its account, which is made now if it is a first administrator's.</summary>
    /// <exception cref="GridRuleException">The link is used, past its time or none; or somebody has the name.</exception>
    [Needs(Right.System), Alias("Redeem")]
    Task<Account> Redeem(string seal, string name);

    /// <summary>Ends all sessions of an account.</summary>
    [Needs(Right.System), Alias("EndSessions")]
    Task<Account> EndSessions(string name);
}

/// <summary>One account's proof of who its holder is, and how often somebody has tried.</summary>
[Alias("IAccountGrain"), GrainInterfaceType("account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>The proof; an empty one where there is no such account.</summary>
    [Needs(Right.System), Alias("GetProof")]
    Task<Proof> GetProof();

    /// <summary>Stores the proof; false where another one was stored since it was read.</summary>
    [Needs(Right.System), Alias("PutProof")]
    Task<bool> PutProof(Proof proof);

    /// <summary>Counts a try before it is made, so that many at once count as many; until when no try is heard, if it is so.</summary>
    [Needs(Right.System), Alias("Try")]
    Task<DateTimeOffset?> Try();

    /// <summary>Forgets the tries: one of them was right, or an administrator says so.</summary>
    [Needs(Right.System), Alias("Forgive")]
    Task Forgive();
}
