using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>The service accounts and what is kept of their keys. One row, of which every gateway holds a copy for some seconds.</summary>
[Alias("IKeysGrain"), GrainInterfaceType("keys")]
public interface IKeysGrain : IGrainWithStringKey
{
    /// <summary>All service accounts, if the row is newer than a version; nothing otherwise. Answered from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("GetNewer")]
    Task<ServiceAccounts?> GetNewer(int version);

    /// <summary>All service accounts, for an administrator to look at.</summary>
    [Needs(Right.ManageAccounts), AlwaysInterleave, Alias("List")]
    Task<List<ServiceAccount>> List();

    /// <summary>The service accounts with a key that waits to be approved, for whoever may do that; with such keys alone.</summary>
    [Needs(Right.ApproveGrants), AlwaysInterleave, Alias("ListAwaiting")]
    Task<List<ServiceAccount>> ListAwaiting();

    /// <summary>Enters a service account with its first key, or gives one on record another key. The same command again is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it; nothing was changed.</exception>
    [Needs(Right.ManageAccounts), Alias("Create")]
    Task<ServiceAccount> Create(KeyCommand command);

    /// <summary>Approves another key of a service account, which somebody else made; before then it opens nothing. The same command again is answered as the first time.</summary>
    /// <exception cref="GridRuleException">A rule forbids it; nothing was changed.</exception>
    [Needs(Right.ApproveGrants), Alias("Approve")]
    Task<ServiceAccount> Approve(KeyCommand command);

    /// <summary>Ends one key of a service account, or all of them. The same command again is answered as the first time.</summary>
    /// <exception cref="GridRuleException">There is no such key.</exception>
    [Needs(Right.ManageAccounts), Alias("Revoke")]
    Task<ServiceAccount> Revoke(KeyCommand command);

    /// <summary>Puts service accounts in the place of those with their ids, keys and all.</summary>
    [Needs(Right.System), Alias("Enter")]
    Task Enter(List<ServiceAccount> accounts);

    /// <summary>Notes on which day a key was used; a day on record is not written again.</summary>
    [Needs(Right.System), Alias("NoteUse")]
    Task NoteUse(string account, int key, DateOnly day);
}
