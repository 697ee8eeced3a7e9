using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>开立账号，并得到一次性链接，由其持有人自设密码；属于在册人员的，经安全管理员批准后才能用。系统管理员用。两次 grain 调用
    /// / Makes an account, and a one-time link by which its holder sets a password; of a person on record it is good once a security administrator has approved it. For system administrators. Two grain calls</summary>
    /// <param name="input">何账号，属于何人 / Which account, and whose</param>
    public static Task<AccountPayload> CreateAccount([FromServices] AccountDesk desk, [FromUserContext] Caller caller, CreateAccountInput input) => desk.Change(
        caller, input, new AccountCommand { Act = Act.CreateAccount, Account = new Account { Name = input.Account.Trim().ToLowerInvariant(), Issuer = input.Issuer, IssuerSubject = input.Subject } }, input.Person);

    /// <summary>锁定或解锁账号，五秒内其会话全部结束；系统管理员用。一次 grain 调用 / Locks an account or opens it again; its sessions are over within five seconds. For system administrators. One grain call</summary>
    /// <param name="input">何账号 / Which account</param>
    public static Task<AccountPayload> LockAccount([FromServices] AccountDesk desk, [FromUserContext] Caller caller, LockAccountInput input) =>
        desk.Change(caller, input, new AccountCommand { Act = Act.LockAccount, Account = new Account { Name = input.Account }, Lock = input.Locked ?? true });

    /// <summary>重置账号：会话结束，原密码作废，并得到新的一次性链接，经安全管理员批准后才能用；系统管理员用。两次 grain 调用
    /// / Resets an account: its sessions are over, its password is good no more, and there is another one-time link, good once a security administrator has approved it. For system administrators. Two grain calls</summary>
    /// <param name="input">何账号 / Which account</param>
    public static Task<AccountPayload> ResetAccount([FromServices] AccountDesk desk, [FromUserContext] Caller caller, ResetAccountInput input) =>
        desk.Change(caller, input, new AccountCommand { Act = Act.ResetAccount, Account = new Account { Name = input.Account } });

    /// <summary>关闭账号，不再启用，其名不再使用；系统管理员用。一次 grain 调用 / Closes an account for good; its name is not used again. For system administrators. One grain call</summary>
    /// <param name="input">何账号 / Which account</param>
    public static Task<AccountPayload> CloseAccount([FromServices] AccountDesk desk, [FromUserContext] Caller caller, CloseAccountInput input) =>
        desk.Change(caller, input, new AccountCommand { Act = Act.CloseAccount, Account = new Account { Name = input.Account } });

    /// <summary>发放密钥，密钥只显示这一次；为在册服务账号增发的，经安全管理员批准后才起作用。系统管理员用。两次 grain 调用
    /// / Makes a key, which is shown this once; another one of a service account on record is good once a security administrator has approved it. For system administrators. Two grain calls</summary>
    /// <param name="input">何服务账号，何时失效 / Which service account, and when the key ends</param>
    public static Task<KeyPayload> CreateKey([FromServices] AccountDesk desk, [FromUserContext] Caller caller, CreateKeyInput input)
    {
        var key = ApiKey.New(input.Account is { } known && ApiKey.IsId(known) ? known : Guid.NewGuid().ToString("N")[..12]);
        var account = new ServiceAccount { Id = input.Account ?? key.Account, Name = input.Name ?? "", Role = input.Role ?? "", Over = input.Line };
        return desk.Change(caller, input, new KeyCommand { Account = account, Expires = input.Expires }, key, input.Over);
    }

    /// <summary>撤销密钥，五秒内失效；系统管理员用。一次 grain 调用 / Ends keys; they open nothing five seconds later. For system administrators. One grain call</summary>
    /// <param name="input">何服务账号的何密钥 / Which keys of which service account</param>
    public static Task<KeyPayload> RevokeKey([FromServices] AccountDesk desk, [FromUserContext] Caller caller, RevokeKeyInput input) =>
        desk.Change(caller, input, new KeyCommand { Account = new ServiceAccount { Id = input.Account }, Number = input.Key }, null, null);
}

/// <summary>开立何账号 / Which account to make</summary>
public sealed record CreateAccountInput : CommandInput
{
    /// <summary>账号名：2 到 32 个小写字母、数字或 . - _，未曾用过 / Its name: 2 to 32 small letters, digits or . - _, never used before</summary>
    public string Account { get; init; } = "";

    /// <summary>所属人员的编码；有多个网格时写成 网格/编码。不写则不属于在册人员 / The code of the person whose it is, as grid/code where there are several grids. Left out, it is nobody's on record</summary>
    public string? Person { get; init; }

    /// <summary>在统一身份认证登录的，其签发者；不写则在本系统设密码 / The issuer at which it signs in; left out, a password is set here</summary>
    public string? Issuer { get; init; }

    /// <summary>签发者所称的身份 / How the issuer names its holder</summary>
    public string? Subject { get; init; }
}

/// <summary>锁定何账号 / Which account to lock</summary>
public sealed record LockAccountInput : CommandInput
{
    /// <summary>账号名 / Its name</summary>
    public string Account { get; init; } = "";

    /// <summary>锁定还是解锁，默认锁定 / Whether to lock it or to open it again; locked unless said otherwise</summary>
    public bool? Locked { get; init; }
}

/// <summary>重置何账号 / Which account to reset</summary>
public sealed record ResetAccountInput : CommandInput
{
    /// <summary>账号名 / Its name</summary>
    public string Account { get; init; } = "";
}

/// <summary>关闭何账号 / Which account to close</summary>
public sealed record CloseAccountInput : CommandInput
{
    /// <summary>账号名 / Its name</summary>
    public string Account { get; init; } = "";
}

/// <summary>发放何密钥 / Which key to make</summary>
public sealed record CreateKeyInput : CommandInput
{
    /// <summary>已有服务账号的编号，为其发放第二个密钥，待批准；不写则新立服务账号 / A service account on record, which gets a second key, to be approved; left out, there is a new one</summary>
    public string? Account { get; init; }

    /// <summary>新服务账号的名称 / The name of a new service account</summary>
    public string? Name { get; init; }

    /// <summary>新服务账号拟任的角色：office、issuer、clerk、holder、discipline、functional、inspector / The role that a new one is meant for: office, issuer, clerk, holder, discipline, functional, inspector</summary>
    public string? Role { get; init; }

    /// <summary>拟任范围：单位编码，holder 为岗位编码；有多个网格时写成 网格/编码 / Over which unit, or of holder the post that it acts for, as grid/code where there are several grids</summary>
    public string? Over { get; init; }

    /// <summary>拟任的职能线，functional 用 / The line, of functional</summary>
    public string? Line { get; init; }

    /// <summary>何时失效，至多一年 / When the key ends, a year from now at most</summary>
    public DateTimeOffset Expires { get; init; }
}

/// <summary>撤销何密钥 / Which keys to end</summary>
public sealed record RevokeKeyInput : CommandInput
{
    /// <summary>服务账号的编号 / The service account</summary>
    public string Account { get; init; } = "";

    /// <summary>密钥的序号；不写则全部 / The number of the key; left out, all of them</summary>
    public int? Key { get; init; }
}

/// <summary>账号上一项指令的结果 / What came of a command on an account</summary>
public sealed class AccountPayload(CommandInput input, ShownAccount? account, string? link, UserError? refusal = null) : CommandPayload(input, refusal)
{
    /// <summary>账号；被拒绝时为空 / The account; null where it was refused</summary>
    public ShownAccount? Account => account;

    /// <summary>一次性链接，只显示这一次；不产生链接的指令没有 / The one-time link, shown this once; none for commands that make none</summary>
    public string? Link => link;
}

/// <summary>密钥上一项指令的结果 / What came of a command on a key</summary>
public sealed class KeyPayload : CommandPayload
{
    private readonly ApiKey? key;

    internal KeyPayload(CommandInput input, ShownServiceAccount? account, ApiKey? key, UserError? refusal = null) : base(input, refusal) => (Account, this.key) = (account, key);

    /// <summary>服务账号；被拒绝时为空 / The service account; null where it was refused</summary>
    public ShownServiceAccount? Account { get; }

    /// <summary>密钥，只显示这一次；重复的指令不再显示 / The key, shown this once; not again for a repeated command</summary>
    public string? Key => key?.Text;
}
