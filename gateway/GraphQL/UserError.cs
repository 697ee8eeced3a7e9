namespace ResponsibilityGrid.Gateway;

/// <summary>操作被拒绝的原因 / Why a command was refused</summary>
public sealed class UserError
{
    /// <summary>A refusal in the caller's language.</summary>
    public UserError(GridRuleException refusal, Caller caller)
    {
        Code = refusal.Code;
        Rule = GridErrors.Known(refusal.Rule);
        Message = caller.Say(refusal.Message, refusal.English);
        Field = refusal.Field;
        Current = refusal.Current;
    }

    /// <summary>Whether a refusal belongs into the payload: by rule, not found, or overtaken. Bad requests, missing rights and failures are errors.</summary>
    internal static bool IsPartOfTheAnswer(GridRuleException refusal) => refusal.Code is RefusalCode.Refused or RefusalCode.NotFound or RefusalCode.Conflict;

    /// <summary>稳定的代码，供程序判断 / A stable code to branch on</summary>
    public RefusalCode Code { get; }

    /// <summary>被违反的规则，代码为 REFUSED 时给出 / The rule that forbids it, where the code is REFUSED</summary>
    public Rule? Rule { get; }

    /// <summary>给人看的说明 / A sentence for a person</summary>
    public string Message { get; }

    /// <summary>所涉及的输入字段 / The input it is about, if one</summary>
    public string? Field { get; }

    /// <summary>现行版本，版本不符时给出 / The current version, where the one named is not</summary>
    public int? Current { get; }
}
