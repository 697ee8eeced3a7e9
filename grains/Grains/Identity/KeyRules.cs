namespace ResponsibilityGrid;

/// <summary>What may become of service accounts and their keys.</summary>
internal static class KeyRules
{
    /// <summary>Keys of one account that may be live together: the old one and the new one while it is being rolled out.</summary>
    public const int LiveTogether = 2;

    /// <summary>The state with a service account entered, or with another key for one on record.</summary>
    public static KeysState Create(KeysState state, KeyCommand command, DateTimeOffset now)
    {
        var known = state.Accounts.Find(a => a.Id == command.Account.Id);
        if (known is null && !ApiKey.IsId(command.Account.Id)) throw GridRuleException.NotFound("服务账号", command.Account.Id, "account");
        if (known is null && string.IsNullOrWhiteSpace(command.Account.Name))
            throw new GridRuleException(Rule.NameMalformed, "请写明服务账号的名称。", "Give the service account a name.", "name");
        if (known is null && !ServiceAccount.Roles.Contains(command.Account.Role))
            throw new GridRuleException(Rule.RoleUnknown, $"服务账号的角色须是 {string.Join("、", ServiceAccount.Roles)} 之一。", $"The role of a service account is one of {string.Join(", ", ServiceAccount.Roles)}.", "role");
        if (known?.Keys.Count(key => key.IsOut(now)) >= LiveTogether)
            throw new GridRuleException(Rule.TooManyKeys, $"服务账号“{known.Id}”已有 {LiveTogether} 个有效密钥，请先撤销一个。", $"The service account \"{known.Id}\" has {LiveTogether} live keys; revoke one first.", "account");
        if (command.Expires <= now || command.Expires > now.AddYears(1))
            throw new GridRuleException(Rule.KeyLifetime, "密钥的有效期须在今后一年之内。", "A key must expire within a year from now.", "expires");
        var account = known ?? command.Account with { Keys = [] };
        var key = new ServiceKey { Number = account.Keys.Count + 1, Seal = command.Seal, Created = now, CreatedBy = command.Actor.Code, Expires = command.Expires, IsProposed = known is not null };
        return Note(With(state, account with { Keys = [.. account.Keys, key] }), command, Act.CreateKey, account.Id, key.Number, now);
    }

    /// <summary>The state with a further key of a service account approved.</summary>
    public static KeysState Approve(KeysState state, KeyCommand command, DateTimeOffset now)
    {
        var account = state.Accounts.Find(a => a.Id == command.Account.Id) ?? throw GridRuleException.NotFound("服务账号", command.Account.Id, "account");
        var key = account.Key(command.Number ?? 0) ?? throw GridRuleException.NotFound("密钥", $"{command.Number}", "key");
        if (!key.IsProposed || !key.IsOut(now))
            throw new GridRuleException(Rule.WrongState, $"密钥 {key.Number} 不待批准。", $"The key {key.Number} waits for no approval.", "key");
        if (key.CreatedBy == command.Actor.Code)
            throw new GridRuleException(Rule.OwnApproval, "不能批准自己发放的密钥，请由另一位安全管理员批准。", "Nobody approves a key of their own making; another security administrator does.", "key");
        return Note(With(state, account with { Keys = [.. account.Keys.Select(k => k == key ? key with { IsProposed = false } : k)] }), command, Act.ApproveKey, account.Id, key.Number, now);
    }

    /// <summary>The service accounts with a key that waits to be approved, and such keys alone.</summary>
    public static List<ServiceAccount> Awaiting(KeysState state, DateTimeOffset now) =>
        [.. state.Accounts.Select(account => account with { Keys = account.Keys.FindAll(key => key.IsProposed && key.IsOut(now)) }).Where(account => account.Keys.Count > 0)];

    /// <summary>The state with one key of a service account ended, or all of them.</summary>
    public static KeysState Revoke(KeysState state, KeyCommand command, DateTimeOffset now)
    {
        var account = state.Accounts.Find(a => a.Id == command.Account.Id) ?? throw GridRuleException.NotFound("服务账号", command.Account.Id, "account");
        if (command.Number is { } number && account.Key(number) is null) throw GridRuleException.NotFound("密钥", $"{number}", "key");
        var keys = account.Keys.Select(key => key.Revoked is null && (command.Number ?? key.Number) == key.Number ? key with { Revoked = now, RevokedBy = command.Actor.Code } : key);
        return Note(With(state, account with { Keys = [.. keys] }), command, Act.RevokeKey, account.Id, command.Number ?? 0, now);
    }

    /// <summary>The state with service accounts in the place of those with their ids.</summary>
    public static KeysState Enter(KeysState state, List<ServiceAccount> accounts) => accounts.Aggregate(state, With);

    /// <summary>The state with a day of use noted; the same object where it is on record.</summary>
    public static KeysState NoteUse(KeysState state, string account, int number, DateOnly day) =>
        state.Accounts.Find(a => a.Id == account) is { } known && known.Key(number) is { } key && !(key.LastUsed >= day)
            ? With(state, known with { Keys = [.. known.Keys.Select(k => k == key ? key with { LastUsed = day } : k)] })
            : state;

    private static KeysState With(KeysState state, ServiceAccount account) => state with
    {
        Version = state.Version + 1,
        Accounts = state.Accounts.Exists(a => a.Id == account.Id) ? [.. state.Accounts.Select(a => a.Id == account.Id ? account : a)] : [.. state.Accounts, account],
    };

    private static KeysState Note(KeysState state, KeyCommand command, Act act, string account, int key, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var entry = Journal.Note(command, act, today, today, now) with { Number = state.Entries.Count + 1, Subject = account, Version = key };
        return state with { Entries = [.. state.Entries, entry] };
    }
}
