using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>An incident in March, recorded in June after a change of head in May, and a correction in July.</summary>
public sealed class AccountabilityTests
{
    private static readonly DateOnly March = new(2026, 3, 15);
    private static readonly ItemKey Key = new(City, List, "2026-1", $"{Branch}-1");

    [Fact]
    public async Task Who_answers_is_read_off_both_clocks()
    {
        await using var cluster = await GridCluster.Start(At(2026, 2, 1));
        await SupervisedGrid.Enter(cluster);
        await cluster.Unit(City, County).Record(new UnitFacts { Residents = [Resident("新"), Resident("真")] });
        await Change(cluster, At(2026, 4, 30), new UnitCommand { Act = Act.Vacate, Post = $"{Branch}-1", Person = $"P{Branch}-1", On = new DateOnly(2026, 4, 30) });
        await Change(cluster, At(2026, 5, 1), new UnitCommand { Act = Act.Appoint, Post = $"{Branch}-1", Person = "新", On = new DateOnly(2026, 5, 1), Paper = "干任〔2026〕5号" });
        cluster.Clock.SetUtcNow(At(2026, 6, 10));

        Assert.Equal([$"P{Branch}-1"], await Party(cluster, March, DateTimeOffset.MaxValue));
        Assert.Equal(["新"], await Party(cluster, new DateOnly(2026, 6, 10), DateTimeOffset.MaxValue));

        await Change(cluster, At(2026, 7, 5), new UnitCommand
        {
            Act = Act.CorrectFill, Post = $"{Branch}-1", Person = $"P{Branch}-1", Since = Start, Right = "真", On = new DateOnly(2026, 3, 1), Until = new DateOnly(2026, 3, 31), Paper = "更正〔2026〕7号",
        });

        Assert.Equal(["真"], await Party(cluster, March, DateTimeOffset.MaxValue));
        Assert.Equal([$"P{Branch}-1"], await Party(cluster, March, At(2026, 6, 10)));
        Assert.Equal([$"P{Branch}-1"], await Party(cluster, new DateOnly(2026, 4, 15), DateTimeOffset.MaxValue));
    }

    [Fact]
    public async Task Each_role_is_a_person_a_vacancy_or_nobody_ever_named()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);
        await cluster.Unit(City, Branch).Record(new UnitFacts { Links = [Link(LinkKind.AnswersFor, $"{County}-1", Branch)] });
        await cluster.Unit(City, Discipline).Record(new UnitFacts { Links = [Link(LinkKind.InCharge, $"{County}-1", Discipline)] });
        await Change(cluster, GridCluster.Noon, new UnitCommand { Act = Act.Vacate, Post = $"{Discipline}-1", Person = $"P{Discipline}-1", On = new DateOnly(2026, 6, 30) });

        var roles = (await Of(cluster, Key, new DateOnly(2026, 7, 1), DateTimeOffset.MaxValue))!.All;

        Assert.Equal(AccountableState.NoneDefined, roles.Single(r => r.Role == AccountableRole.Constraint).State);
        Assert.Equal(
            [(AccountableBasis.DedicatedHead, AccountableState.Vacant, null), (AccountableBasis.DedicatedInCharge, AccountableState.Person, $"P{County}-1"), (AccountableBasis.Stationed, AccountableState.Person, $"P{Officer}")],
            roles.Where(r => r.Role == AccountableRole.Supervision).Select(r => (r.Basis, r.State, r.Fill?.Person)));
        Assert.Equal(
            [(AccountableBasis.AnswersFor, $"P{County}-1"), (AccountableBasis.Head, $"P{Branch}-1"), (AccountableBasis.Head, $"P{County}-1"), (AccountableBasis.Head, $"P{City}-1")],
            roles.Where(r => r.Role == AccountableRole.Leader).Select(r => (r.Basis, r.Fill!.Person)));
        Assert.Null(await Of(cluster, Key with { Duty = "2026-9" }, March, DateTimeOffset.MaxValue));
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 4, 0, 0, TimeSpan.Zero);

    private static Resident Resident(string person) => new() { Person = person, Name = person };

    private static Link Link(LinkKind kind, string subject, string target) => new() { Kind = kind, Subject = subject, Target = target, Span = new Span { From = Start } };

    private static async Task<IEnumerable<string>> Party(GridCluster cluster, DateOnly on, DateTimeOffset known) =>
        (await Of(cluster, Key, on, known))!.All.Where(a => a.Role == AccountableRole.Party).Select(a => a.Fill!.Person);

    private static Task<AccountabilityView?> Of(GridCluster cluster, ItemKey key, DateOnly on, DateTimeOffset known) =>
        cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City)).GetAccountability(key, new Moment(on, known));

    private static async Task Change(GridCluster cluster, DateTimeOffset now, UnitCommand command)
    {
        if (cluster.Clock.GetUtcNow() < now) cluster.Clock.SetUtcNow(now);
        await cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(command with { Id = $"{command.Act}-{command.On}", Actor = new Actor { Code = $"{City}-1" } });
    }
}
