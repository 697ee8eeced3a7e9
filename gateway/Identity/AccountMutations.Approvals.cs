using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>批准为在册人员开立或重置的账号，批准之前不能登录；安全管理员用，不得为开立或重置者。一次 grain 调用
    /// / Approves an account that was reset, or made for a person on record; before then nobody comes in by it. For a security administrator who did neither. One grain call</summary>
    /// <param name="input">何账号 / Which account</param>
    public static Task<AccountPayload> ApproveAccount([FromServices] AccountDesk desk, [FromUserContext] Caller caller, ApproveAccountInput input) =>
        desk.Change(caller, input, new AccountCommand { Act = Act.ApproveAccount, Account = new Account { Name = input.Account } });

    /// <summary>批准为在册服务账号增发的密钥，批准之前不起作用；安全管理员用，不得为发放者。一次 grain 调用
    /// / Approves another key of a service account on record; before then it opens nothing. For a security administrator who did not make it. One grain call</summary>
    /// <param name="input">何服务账号的何密钥 / Which key of which service account</param>
    public static Task<KeyPayload> ApproveKey([FromServices] AccountDesk desk, [FromUserContext] Caller caller, ApproveKeyInput input) =>
        desk.Approve(caller, input, new KeyCommand { Account = new ServiceAccount { Id = input.Account }, Number = input.Key });
}

/// <summary>批准何账号 / Which account to approve</summary>
public sealed record ApproveAccountInput : CommandInput
{
    /// <summary>账号名 / Its name</summary>
    public string Account { get; init; } = "";
}

/// <summary>批准何密钥 / Which key to approve</summary>
public sealed record ApproveKeyInput : CommandInput
{
    /// <summary>服务账号的编号 / The service account</summary>
    public string Account { get; init; } = "";

    /// <summary>密钥的序号 / The number of the key</summary>
    public int Key { get; init; }
}
