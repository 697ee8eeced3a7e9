namespace ResponsibilityGrid;

/// <summary>What may become of accounts and of the links to them.</summary>
internal static class AccountRules
{
    /// <summary>The state with an administrator's command taken.</summary>
    public static AccountsState Change(AccountsState state, AccountCommand command, DateTimeOffset now)
    {
        var name = command.Account.Name;
        var account = command.Act is Act.CreateAccount
            ? Created(state, command, now)
            : state.Find(name) is { Closed: false } known ? Changed(known, command) : throw GridRuleException.NotFound("账号", name, "account");
        var links = state.Invitations.Where(link => link.Account != name || command.Act is Act.LockAccount);
        // No other act is looked at by a second person.
        if (command is { Act: Act.CreateAccount or Act.ResetAccount, Invitation: { } invitation }) links = links.Append(invitation with { Account = name, Duty = null });
        return Note(With(state, account) with { Invitations = [.. links] }, command, command.Act, now);
    }

    /// <summary>The state with an account approved that somebody else reset, or made for a person on record.</summary>
    public static AccountsState Approve(AccountsState state, AccountCommand command, DateTimeOffset now)
    {
        var account = state.Find(command.Account.Name) is { Closed: false } known ? known : throw GridRuleException.NotFound("账号", command.Account.Name, "account");
        if (account.ProposedBy is not { } proposer)
            throw new GridRuleException(Rule.WrongState, $"账号“{account.Name}”不待批准。", $"The account \"{account.Name}\" waits for no approval.", "account");
        if (proposer == command.Actor.Code)
            throw new GridRuleException(Rule.OwnApproval, "不能批准自己开立或重置的账号，请由另一位安全管理员批准。", "Nobody approves what they made or reset themselves; another security administrator does.", "account");
        return Note(With(state, account with { ProposedBy = null }), command, Act.ApproveAccount, now);
    }

    /// <summary>The state without the accounts and links of some duties, so that links for them go out; the same object where there are none.</summary>
    public static AccountsState Renew(AccountsState state, List<Role> duties)
    {
        var next = state.Invitations.Exists(link => IsOf(link.Duty)) ? state with { Invitations = [.. state.Invitations.Where(link => !IsOf(link.Duty))] } : state;
        return state.Accounts.Where(a => !a.Closed && IsOf(a.Duty)).Aggregate(next, (next, account) => With(next, account with { Closed = true, Generation = account.Generation + 1 }));

        bool IsOf(Role? duty) => duty is { } role && duties.Contains(role);
    }

    /// <summary>The state with those links out whose duty nobody has and no good link is out for; the same object where there is none.</summary>
    public static AccountsState Invite(AccountsState state, List<Invitation> first, DateTimeOffset now)
    {
        var open = first.Where(link => !state.Accounts.Exists(a => a.Duty == link.Duty && !a.Closed) && !state.Invitations.Exists(l => l.Duty == link.Duty && now < l.Expires)).ToList();
        return open.Count == 0 ? state : state with { Invitations = [.. state.Invitations.Where(l => !open.Exists(o => o.Duty == l.Duty)), .. open] };
    }

    /// <summary>The state with a link used up.</summary>
    public static AccountsState Redeem(AccountsState state, string seal, string name, DateTimeOffset now)
    {
        var link = Good(state, seal, now) ?? throw GridRuleException.NotThere("一次性链接无效、已使用或已过期，请向系统管理员索取新的链接。", "The one-time link is not valid, used up or past its time; ask a system administrator for another one.", "code");
        var rest = state with { Invitations = [.. state.Invitations.Where(l => l != link)] };
        if (link.Account is { } invited)
            return state.Find(invited) is not { Closed: false, Issuer: null } known ? throw GridRuleException.NotFound("账号", invited)
                : known.ProposedBy is null ? With(rest, known with { Generation = known.Generation + 1 })
                : throw new GridRuleException(Rule.WrongState, "此链接须先经安全管理员批准才能使用。", "The link is good once a security administrator has approved it.", "code");
        return With(rest, New(state, new Account { Name = name, Duty = link.Duty, Created = now, CreatedBy = "system:start" }));
    }

    /// <summary>The link of a digest while it is good.</summary>
    public static Invitation? Good(AccountsState state, string seal, DateTimeOffset now) => state.Invitations.Find(link => link.Seal == seal && now < link.Expires);

    /// <summary>The state with all sessions of an account ended.</summary>
    public static AccountsState EndSessions(AccountsState state, string name) =>
        state.Find(name) is { } account ? With(state, account with { Generation = account.Generation + 1 }) : throw GridRuleException.NotFound("账号", name);

    /// <summary>The state with a try counted, or until when nobody is heard.</summary>
    public static (AccountState Next, DateTimeOffset? Until) Try(AccountState state, DateTimeOffset now)
    {
        var (tries, last, until) = TryRules.Count(state.Tries, state.LastTry, now);
        return (state with { Tries = tries, LastTry = last }, until);
    }

    /// <summary>Whether a text can be the name of an account: told apart by eye, typed on any keyboard.</summary>
    public static bool IsName(string name) =>
        name.Length is >= 2 and <= 32 && name[0] is not ('.' or '-' or '_') && name.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-' or '_');

    private static Account Created(AccountsState state, AccountCommand command, DateTimeOffset now) =>
        // A person may hold posts, and grants follow from them; an account of nobody has what is granted to it from now on, which is approved as well.
        New(state, command.Account with { Duty = null, ProposedBy = command.Account.Person is null ? null : command.Actor.Code, Created = now, CreatedBy = command.Actor.Code });

    private static Account New(AccountsState state, Account account)
    {
        if (!IsName(account.Name))
            throw new GridRuleException(Rule.NameMalformed, "账号名须为 2 到 32 个小写字母、数字或 . - _，以字母或数字开头。", "An account's name has 2 to 32 small letters, digits or . - _ and begins with a letter or digit.", "name");
        if (state.Find(account.Name) is not null)
            throw new GridRuleException(Rule.CodeTaken, $"账号名“{account.Name}”已用过，请换一个。", $"The name \"{account.Name}\" was used before; choose another one.", "name");
        if (account.Person is { } person && state.Accounts.Exists(a => !a.Closed && a.Person == person && a.Grid == account.Grid))
            throw new GridRuleException(Rule.AccountExists, "此人已有账号，一人一号。", "The person has an account already; one each.", "person");
        if (account.IssuerSubject is { } subject && state.Accounts.Exists(a => !a.Closed && a.Issuer == account.Issuer && a.IssuerSubject == subject))
            throw new GridRuleException(Rule.AccountExists, "该统一认证身份已对应另一账号。", "Another account signs in with that identity.", "subject");
        return account;
    }

    private static Account Changed(Account account, AccountCommand command) => command.Act switch
    {
        Act.CloseAccount when command.Actor.Code == account.Subject => throw Own(),
        Act.LockAccount when command.Actor.Code == account.Subject => throw Own(),
        // Whoever makes the link could sign in by it, and would hold two duties.
        Act.ResetAccount when account.Duty is not null => throw new GridRuleException(
            Rule.NotResettable, "管理员账号不能由他人重置；请运维人员以 Identity:Renew 另发一次性链接。", "Nobody resets an administrator's account; the operator sends out another link by Identity:Renew.", "account"),
        Act.ResetAccount when account.Issuer is not null => throw new GridRuleException(
            Rule.NotResettable, "此账号在统一身份认证登录，在本系统没有密码；请由其签发者重置。", "The account signs in at an issuer and has no password here; have it reset there.", "account"),
        Act.CloseAccount => account with { Closed = true, Generation = account.Generation + 1 },
        Act.LockAccount => account with { Locked = command.Lock, Generation = account.Generation + 1 },
        Act.ResetAccount => account with { Generation = account.Generation + 1, Resets = account.Resets + 1, ProposedBy = command.Actor.Code },
        _ => throw new ArgumentException($"{command.Act} is nothing that is done to an account.", nameof(command)),
    };

    private static GridRuleException Own() => new(Rule.OwnAccount, "不能锁定或关闭自己的账号。", "Nobody locks or closes their own account.", "account");

    private static AccountsState Note(AccountsState state, AccountCommand command, Act act, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return state with { Entries = [.. state.Entries, Journal.Note(command, act, today, today, now) with { Number = state.Entries.Count + 1, Subject = command.Account.Name }] };
    }

    private static AccountsState With(AccountsState state, Account account) => state with
    {
        Version = state.Version + 1,
        Accounts = state.Find(account.Name) is null ? [.. state.Accounts, account] : [.. state.Accounts.Select(a => a.Name == account.Name ? account : a)],
    };
}
