namespace ResponsibilityGrid.Gateway;

/// <summary>The three separated administrators of a new installation: each gets a one-time link, told to whoever started it.</summary>
internal sealed class FirstLinks(IGrainFactory grains, TimeProvider clock, IssuerSettings settings, IdentityRecord record)
{
    /// <summary>The duties, in the order in which they are told.</summary>
    public static IReadOnlyList<Role> Duties { get; } = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.Auditor];

    /// <summary>Sends out the links that are still wanted, and tells them; a second gateway and a second start have nothing to tell. A silo that is busy is asked again.</summary>
    public async Task Tell(string gateway, Retries retries, CancellationToken stopping)
    {
        CallSigner.ActAs(Principal.System("start"));
        var made = Duties.ToDictionary(duty => duty, _ => OneTimeCode.New());
        var expires = clock.GetUtcNow() + OneTimeCode.Life;
        List<Invitation> wanted = [.. made.Select(m => new Invitation { Seal = OneTimeCode.Seal(m.Value), Duty = m.Key, Expires = expires })];
        var taken = await retries.Ask(() => grains.GetGrain<IAccountsGrain>(GridKeys.Accounts).Invite(wanted, [.. settings.Renew])).WaitAsync(stopping);
        if (taken.Count == 0) return;
        record.Note(IdentityEvent.LinksMade, string.Join(',', taken.Select(link => link.Duty)));
        Console.WriteLine($"以下一次性链接各用一次，{OneTimeCode.Life.TotalHours:0} 小时内有效，请分别交给三位管理员本人：");
        foreach (var link in taken) Console.WriteLine($"  {Labels.Of(link.Duty!.Value)}：{OneTimeCode.Link(gateway, made[link.Duty.Value])}");
    }
}
