using Microsoft.AspNetCore.Identity;

namespace ResponsibilityGrid.Gateway;

/// <summary>How far somebody who wants to come in has got.</summary>
internal abstract record Step
{
    /// <summary>What was given is wrong; nothing is said of what it was.</summary>
    internal sealed record Wrong : Step;

    /// <summary>Nobody is heard until then.</summary>
    internal sealed record Wait(DateTimeOffset Until) : Step;

    /// <summary>A code of the authenticator is still wanted; with its secret where it is still to be set up.</summary>
    internal sealed record Code(string Ticket, string? Secret) : Step;

    /// <summary>The password is too old, and another one is wanted first.</summary>
    internal sealed record NewPassword(string Ticket, IReadOnlyList<IdentityError> Refusals) : Step;

    /// <summary>Come in.</summary>
    internal sealed record In(Account Account) : Step;
}
