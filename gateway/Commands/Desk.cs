using System.IO.Hashing;
using System.Text.Json;

namespace ResponsibilityGrid.Gateway;

/// <summary>Where commands are signed and handed in. In whose name somebody may act is decided in the silo.</summary>
public static class Desk
{
    /// <summary>The header that names the post or person in whose name the caller acts.</summary>
    public const string ActorHeader = "Grid-Actor";

    /// <summary>The command with its id, its digest and the code of its actor; who that is, is found out in the silo.</summary>
    internal static T Sign<T>(Caller caller, CommandInput input, T command) where T : Command => Sign(caller, input, command, ActorOf(caller));

    /// <summary>A command of the signed-in account itself, in nobody's name.</summary>
    internal static T SignAsSelf<T>(Caller caller, CommandInput input, T command) where T : Command => Sign(caller, input, command, caller.Principal?.Subject ?? "");

    /// <summary>A command in the name that the caller gave; of an account that belongs to nobody, and that named nobody, its own.</summary>
    internal static T SignAsNamedOrSelf<T>(Caller caller, CommandInput input, T command) where T : Command =>
        Sign(caller, input, command, caller.Principal is { } principal ? principal.Acting ?? principal.Person ?? principal.Subject : "");

    private static T Sign<T>(Caller caller, CommandInput input, T command, string actor) where T : Command
    {
        if (input.CommandId is { } id && id.Length is 0 or > 64)
            throw GridRuleException.BadUserInput("指令编号须为 1 到 64 个字符。", "The command id must have 1 to 64 characters.", "commandId");
        if (input.Paper?.Length > 200)
            throw GridRuleException.BadUserInput("依据文号超过 200 字，请核对。", "The paper's name is longer than 200 characters.", "paper");
        // Every command has an id before it is sent, so that it can be sent again: by the gateway, and by a caller who was told it.
        var name = input.CommandId ?? Guid.NewGuid().ToString("N");
        caller.Commands.Add(name);
        // The mark is the caller's own affair: another one does not make another command.
        var asked = JsonSerializer.SerializeToUtf8Bytes<object[]>([input.GetType().Name, actor, input with { ClientMutationId = null, CommandId = name }]);
        return command with
        {
            Id = name,
            Digest = XxHash64.HashToUInt64(asked),
            ExpectedVersion = (input as VersionedInput)?.ExpectedVersion,
            Actor = new Actor { Code = actor },
            Paper = input.Paper,
        };
    }

    /// <summary>What came of a command. Refusals by rule are part of the answer; bad requests, missing rights and failures are errors.</summary>
    internal static async Task<TPayload> Answer<TReply, TPayload>(Caller caller, Func<Task<TReply>> act, Func<TReply, TPayload> done, Func<UserError, TPayload> refused)
    {
        try
        {
            return done(await act());
        }
        catch (GridRuleException refusal) when (UserError.IsPartOfTheAnswer(refusal))
        {
            return refused(new UserError(refusal, caller));
        }
    }

    /// <summary>The post or person named, else the person whose account it is.</summary>
    private static string ActorOf(Caller caller) =>
        (caller.Principal?.Acting ?? caller.Principal?.Person) is { Length: > 0 } actor
            ? actor
            : throw GridRuleException.Unauthenticated($"须在请求头 {ActorHeader} 中写明办理人：岗位或人员的编码。", $"Say in the header {ActorHeader} who acts: the code of a post or a person.");
}
