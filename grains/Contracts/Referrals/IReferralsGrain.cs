using Orleans.Concurrency;

namespace ResponsibilityGrid;

/// <summary>What was referred to one department, and its only writer. Beside the department's other rows on the same silo.</summary>
[Alias("IReferralsGrain"), GrainInterfaceType("referrals")]
public interface IReferralsGrain : IGrainWithStringKey
{
    /// <summary>A step by a resolved actor. One row write; the same command again writes nothing and is answered with the referral as it stands.</summary>
    /// <exception cref="GridRuleException">A rule forbids it, or somebody else was first; nothing was changed.</exception>
    [Needs(Right.System), Alias("Change")]
    Task<ReferralView> Change(ReferralCommand command);

    /// <summary>Everything that was referred to the department, from memory.</summary>
    [Needs(Right.System), AlwaysInterleave, Alias("List")]
    Task<List<ReferralView>> List();

    /// <summary>A referral as it stands today; none where there is no such one for the caller. By number only for whoever sees the whole department.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("Get")]
    Task<ReferralView?> Get(int number);

    /// <summary>The same of the referral that is called so.</summary>
    [Needs(Right.Read, Over.Sight), AlwaysInterleave, Alias("Find")]
    Task<ReferralView?> Find(string name);
}

/// <summary>A referral with the way that it went by the clock: the department, and each unit that it rose to, with the first day there.</summary>
[GenerateSerializer, Immutable, Alias("ReferralView")]
public sealed record ReferralView([property: Id(0)] Referral Referral, [property: Id(1)] List<ReferralStep> Route, [property: Id(2)] int AgeDays)
{
    /// <summary>Where it stands in a list.</summary>
    public ReferralPlace Place => new(Referral.DueOn, Referral.To, Referral.Name ?? $"{Referral.Number:D9}");
}

/// <summary>Where a referral lay from a day on.</summary>
[GenerateSerializer, Immutable, Alias("ReferralStep")]
public sealed record ReferralStep([property: Id(0)] string Unit, [property: Id(1)] DateOnly Since);

/// <summary>Which referrals. What is absent does not narrow.</summary>
[GenerateSerializer, Immutable, Alias("ReferralQuery")]
public sealed record ReferralQuery
{
    /// <summary>Those referred to this department, or risen to this unit.</summary>
    [Id(0)] public string? To { get; init; }

    /// <summary>Those that this unit found.</summary>
    [Id(1)] public string? From { get; init; }

    [Id(2)] public ReferralState? State { get; init; }

    [Id(3)] public ReferralPlace? After { get; init; }

    [Id(4)] public int First { get; init; }
}

/// <summary>A place in a list of referrals: by the day until which they are answered, then by department and name.</summary>
[GenerateSerializer, Immutable, Alias("ReferralPlace")]
public readonly record struct ReferralPlace([property: Id(0)] DateOnly Day, [property: Id(1)] string To, [property: Id(3)] string Name);

/// <summary>Some referrals, and how many there are in all.</summary>
[GenerateSerializer, Immutable, Alias("ReferralPage")]
public sealed record ReferralPage([property: Id(0)] List<ReferralView> Referrals, [property: Id(1)] int Total);
