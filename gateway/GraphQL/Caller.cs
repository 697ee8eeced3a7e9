using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using GraphQL;
using GraphQLParser.AST;

namespace ResponsibilityGrid.Gateway;

/// <summary>What a resolver may know of the one who asks; a parameter marked <c>[FromUserContext]</c> receives it.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The engine hands its per-request context on as a dictionary; nobody reads it as one.")]
public sealed class Caller : Dictionary<string, object?>
{
    private readonly HttpContext? http;
    private bool? english;
    private Principal? principal;

    /// <summary>A caller without HTTP behind it: the start-up, a test.</summary>
    public Caller() { }

    internal Caller(HttpContext http) => this.http = http;

    /// <summary>Whether the caller would rather read English than Chinese.</summary>
    public bool PrefersEnglish => english ??= http is not null && Language.PrefersEnglish(http.Request.Headers.AcceptLanguage);

    /// <summary>Who asks and in whose name; nothing for the start-up, and where no identity is established.</summary>
    internal Principal? Principal => principal ??= http is null ? null : Callers.PrincipalOf(http);

    /// <summary>The gateway's address, as the caller wrote it.</summary>
    internal string Host => http is null ? "" : $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>The id under which the log knows this request.</summary>
    public string TraceId => Activity.Current?.TraceId.ToHexString() ?? http?.TraceIdentifier ?? "start";

    /// <summary>The sentence in the caller's language.</summary>
    public string Say(string chinese, string sameInEnglish) => PrefersEnglish ? sameInEnglish : chinese;

    /// <summary>What kind of operation it is; null while its document has not been opened.</summary>
    internal OperationType? Operation { get; set; }

    /// <summary>When the operation was read; its time counts from then.</summary>
    internal long Began { get; set; } = Stopwatch.GetTimestamp();

    /// <summary>The ids of the commands that the operation has signed.</summary>
    internal List<string> Commands { get; } = [];

    /// <summary>The command whose outcome an error leaves open: the only one; of several the last, where everything broke off at once.</summary>
    internal string? CommandOf(ExecutionError error) => Commands is [.., var last] && (Commands.Count == 1 || error.Path is null) ? last : null;

    /// <summary>What the operation's commands come to, by their keys in the reply.</summary>
    internal Dictionary<string, Task<object?>> Sent => field ??= [];

    /// <summary>What the operation was found to cost; null while it has not been weighed.</summary>
    internal double? Cost { get; set; }
}
