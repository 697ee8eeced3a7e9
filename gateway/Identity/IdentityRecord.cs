namespace ResponsibilityGrid.Gateway;

/// <summary>What happens about identity and has to be told later.</summary>
internal enum IdentityEvent
{
    /// <summary>Somebody came in.</summary>
    SignedIn,

    /// <summary>Somebody left.</summary>
    SignedOut,

    /// <summary>A name or password was wrong.</summary>
    SignInFailed,

    /// <summary>A code of an authenticator was wrong, or was used before.</summary>
    CodeFailed,

    /// <summary>Nobody is heard for a while.</summary>
    LockedOut,

    /// <summary>A password was set.</summary>
    PasswordSet,

    /// <summary>An authenticator was set up.</summary>
    AuthenticatorSet,

    /// <summary>A one-time link was used.</summary>
    LinkUsed,

    /// <summary>A one-time link was none, used before or past its time.</summary>
    LinkRefused,

    /// <summary>Links were sent out to the first administrators.</summary>
    LinksMade,

    /// <summary>A key that the account never had.</summary>
    KeyUnknown,

    /// <summary>A key past its day.</summary>
    KeyExpired,

    /// <summary>A key that nobody has approved yet.</summary>
    KeyNotApproved,

    /// <summary>A key that was ended.</summary>
    KeyRevoked,

    /// <summary>An issuer vouched for somebody who has no account here.</summary>
    StrangerRefused,

    /// <summary>An administrator's command on an account or a key was taken.</summary>
    Administered,
}

/// <summary>The one place where events about identity go: who, what, from where; when is the log's. Nothing of a secret stands in them.</summary>
internal sealed partial class IdentityRecord(ILogger<IdentityRecord> log, IHttpContextAccessor http)
{
    /// <summary>Notes an event about a subject.</summary>
    public void Note(IdentityEvent what, string subject, string detail = "")
    {
        var address = http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "-";
        if (what is IdentityEvent.SignedIn or IdentityEvent.SignedOut or IdentityEvent.PasswordSet or IdentityEvent.AuthenticatorSet or IdentityEvent.LinkUsed or IdentityEvent.LinksMade or IdentityEvent.Administered)
            Happened(what, subject, detail, address);
        else
            Refused(what, subject, detail, address);
    }

    [LoggerMessage(1, LogLevel.Information, "{What} {Subject} {Detail} from {Address}")]
    private partial void Happened(IdentityEvent what, string subject, string detail, string address);

    [LoggerMessage(2, LogLevel.Warning, "{What} {Subject} {Detail} from {Address}")]
    private partial void Refused(IdentityEvent what, string subject, string detail, string address);
}
