namespace ResponsibilityGrid.Gateway;

/// <summary>Where administrators' commands on accounts and keys are handed in.</summary>
public sealed class AccountDesk
{
    private readonly IGrainFactory grains;
    private readonly GrainReads reads;
    private readonly AccountBook book;
    private readonly KeyChecks keys;
    private readonly SecretRing secrets;
    private readonly IdentityRecord record;
    private readonly TimeProvider clock;

    internal AccountDesk(IGrainFactory grains, GrainReads reads, AccountBook book, KeyChecks keys, SecretRing secrets, IdentityRecord record, TimeProvider clock) =>
        (this.grains, this.reads, this.book, this.keys, this.secrets, this.record, this.clock) = (grains, reads, book, keys, secrets, record, clock);

    private IAccountsGrain Accounts => grains.GetGrain<IAccountsGrain>(GridKeys.Accounts);

    private IKeysGrain Keys => grains.GetGrain<IKeysGrain>(GridKeys.Keys);

    internal async Task<List<Account>> ListAccounts(bool awaiting)
    {
        return await new Retries().Ask(() => awaiting ? Accounts.ListAwaiting() : Accounts.List());
    }

    internal async Task<List<ShownServiceAccount>> ListKeys(bool awaiting)
    {
        return [.. (await new Retries().Ask(() => awaiting ? Keys.ListAwaiting() : Keys.List())).Select(account => new ShownServiceAccount(account, clock.GetUtcNow()))];
    }

    /// <summary>A command on an account; with the link that it makes, if it makes one.</summary>
    internal Task<AccountPayload> Change(Caller caller, CommandInput input, AccountCommand command, string? person = null)
    {
        var code = command.Act is Act.CreateAccount or Act.ResetAccount && command.Account.Issuer is null ? OneTimeCode.New() : null;
        var signed = Desk.SignAsSelf(caller, input, command with { Invitation = code is null ? null : new Invitation { Seal = OneTimeCode.Seal(code), Expires = clock.GetUtcNow() + OneTimeCode.Life } });
        return Desk.Answer(
            caller,
            async () =>
            {
                var owner = person is null ? default : await PersonOf(person);
                var account = await reads.Send(signed, () => command.Act is Act.ApproveAccount ? Accounts.Approve(signed) : Accounts.Change(signed with { Account = signed.Account with { Grid = owner.Grid ?? "", Person = owner.Code } }));
                // Told once: a command that is repeated made its link the first time, and that is the one that counts.
                var isNew = code is not null && await CallSigner.AsGateway(() => Accounts.FindInvitation(OneTimeCode.Seal(code))) is not null;
                book.Forget();
                record.Note(IdentityEvent.Administered, account.Subject, $"{command.Act} by {signed.Actor.Code}");
                return (Account: account, Link: isNew ? OneTimeCode.Link(caller.Host, code!) : null);
            },
            done => new AccountPayload(input, new ShownAccount(done.Account), done.Link),
            refused => new AccountPayload(input, null, null, refused));
    }

    /// <summary>The approval of a key.</summary>
    internal Task<KeyPayload> Approve(Caller caller, CommandInput input, KeyCommand command)
    {
        var signed = Desk.SignAsSelf(caller, input, command);
        return Desk.Answer(
            caller,
            async () =>
            {
                var account = await reads.Send(signed, () => Keys.Approve(signed));
                keys.Forget();
                record.Note(IdentityEvent.Administered, account.Subject, $"{Act.ApproveKey} by {signed.Actor.Code}");
                return account;
            },
            account => new KeyPayload(input, new ShownServiceAccount(account, clock.GetUtcNow()), null),
            refused => new KeyPayload(input, null, null, refused));
    }

    /// <summary>A command on a key; with the key that it makes, if it makes one.</summary>
    internal Task<KeyPayload> Change(Caller caller, CommandInput input, KeyCommand command, ApiKey? key, string? over)
    {
        var signed = Desk.SignAsSelf(caller, input, command with { Seal = key is null ? "" : secrets.Seal(key) });
        return Desk.Answer(
            caller,
            async () =>
            {
                var place = over is null ? default : await reads.Find(over) ?? throw GridRuleException.NotFound("单位或岗位", over, "over");
                var scoped = signed with { Account = signed.Account with { Grid = place.Grid ?? "", Over = place.Code ?? signed.Account.Over } };
                var account = await reads.Send(scoped, () => key is null ? Keys.Revoke(scoped) : Keys.Create(scoped));
                keys.Forget();
                record.Note(IdentityEvent.Administered, account.Subject, $"{(key is null ? Act.RevokeKey : Act.CreateKey)} by {signed.Actor.Code}");
                return (Account: account, Key: account.Keys.Exists(kept => kept.Seal == signed.Seal) ? key : null);
            },
            done => new KeyPayload(input, new ShownServiceAccount(done.Account, clock.GetUtcNow()), done.Key),
            refused => new KeyPayload(input, null, null, refused));
    }

    private async Task<Place> PersonOf(string person)
    {
        // Whoever may not make accounts is refused before anything is looked up; whoever may sees no persons, and learns whether there is one.
        await new Retries().Ask(Accounts.List);
        var place = await reads.Find(person) ?? throw GridRuleException.NotFound("人员", person, "person");
        var found = await CallSigner.AsGateway(() => grains.GetGrain<IPersonGrain>(GridKeys.Person(place.Grid, place.Code)).Get());
        return found.Name.Length > 0 ? place : throw GridRuleException.NotFound("人员", person, "person");
    }
}
