namespace ResponsibilityGrid.Gateway;

/// <summary>What happens about identity and has to be told later: who, what, about whom, when.</summary>
internal enum IdentityEvent
{
    /// <summary>A key that the account never had, or no longer has.</summary>
    KeyUnknown,

    /// <summary>A key past its day.</summary>
    KeyExpired,

    /// <summary>A key that was ended.</summary>
    KeyRevoked,
}

/// <summary>The one place where events about identity go: today the log, where nothing of a secret stands.</summary>
internal sealed partial class IdentityRecord(ILogger<IdentityRecord> log, IHttpContextAccessor http)
{
    /// <summary>Notes an event about a subject.</summary>
    public void Note(IdentityEvent what, string subject, string detail = "") =>
        Noted(what, subject, detail, http.HttpContext?.Connection.RemoteIpAddress?.ToString() ?? "-");

    [LoggerMessage(1, LogLevel.Warning, "{What} {Subject} {Detail} from {Address}")]
    private partial void Noted(IdentityEvent what, string subject, string detail, string address);
}
