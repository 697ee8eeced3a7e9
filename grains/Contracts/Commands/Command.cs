namespace ResponsibilityGrid;

/// <summary>What every command carries: which one it is, who acts, when it is true and on which paper it rests.</summary>
[GenerateSerializer, Immutable, Alias("Command")]
public abstract record Command
{
    /// <summary>Made by the caller. The same id again is answered as the first time, for at least 24 hours.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>A digest of everything that was asked; the same id with another digest is a conflict.</summary>
    [Id(1)] public ulong Digest { get; init; }

    /// <summary>The version that the caller has seen; not looked at where absent.</summary>
    [Id(2)] public int? ExpectedVersion { get; init; }

    [Id(3)] public Actor Actor { get; init; } = new();

    /// <summary>From which day on it is true; today where nobody said. A past day marks the entry as late.</summary>
    [Id(4)] public DateOnly? On { get; init; }

    /// <summary>The document that it rests on (依据文号).</summary>
    [Id(5)] public string? Paper { get; init; }

    /// <summary>Who sent it, as their pass says. Set by the grain that took it in, whatever a caller wrote; absent for the program itself.</summary>
    [Id(6)] public Principal? Caller { get; init; }

    /// <summary>Whether something was written down for this command: the same, told once more.</summary>
    /// <exception cref="GridRuleException">The id was used for something else.</exception>
    public bool IsTold(string command, ulong digest)
    {
        if (command != Id) return false;
        return digest == Digest ? true : throw GridRuleException.Conflict(
            $"指令编号“{Id}”已用于另一项内容，请换一个编号。",
            $"The command id \"{Id}\" was used for something else; take another one.",
            "commandId");
    }
}
