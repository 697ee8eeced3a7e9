using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

/// <summary>An incident in March, recorded in June after a change of head in May, and a correction in July.</summary>
public sealed class AccountabilityTests
{
    private static readonly DateOnly March = new(2026, 3, 15), Today = new(2026, 11, 22);
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
    public async Task A_list_issued_in_July_from_March_on_was_not_known_in_June()
    {
        await using var cluster = await GridCluster.Start(At(2026, 2, 1));
        await SupervisedGrid.Enter(cluster);
        List<Duty> changed = [SmallGrid.Duty("2026-1", "主要负责人", [1, 2, 3], new(2026, 6, 30)) with { FunctionalLine = "人事" }, SmallGrid.Duty("2026-9", "主要负责人", [3], new(2026, 9, 30))];
        cluster.Clock.SetUtcNow(At(2026, 7, 5));
        await cluster.List(City, List).Draft(changed, newVersion: true, whole: false);
        await cluster.Grid(City).Change(new StructureCommand { Id = "july", Act = Act.IssueList, List = List, On = new DateOnly(2026, 3, 1), Actor = new Actor { Code = $"{City}-1" } });
        await Patience.Until("the second version", () => Of(cluster, Key with { Duty = "2026-9" }, March, DateTimeOffset.MaxValue));

        Assert.Equal([$"P{Personnel}-1"], await Functional(DateTimeOffset.MaxValue, March));
        Assert.Empty(await Functional(At(2026, 6, 10), March));
        Assert.Empty(await Functional(DateTimeOffset.MaxValue, new DateOnly(2026, 2, 28)));
        Assert.Null(await Of(cluster, Key with { Duty = "2026-9" }, March, At(2026, 6, 10)));

        async Task<IEnumerable<string>> Functional(DateTimeOffset known, DateOnly on) =>
            (await Of(cluster, Key, on, known))!.All.Where(a => a.Basis == AccountableBasis.FunctionalHead).Select(a => a.Fill!.Person);
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

    /// <summary>F6: nobody is the inside supervisor of their own department's items; of the topmost one only whoever is in charge of it could be.</summary>
    [Fact]
    public async Task Of_a_dedicated_departments_own_items_the_next_one_above_answers()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);
        await cluster.List(City, List).Draft([SmallGrid.Duty("2026-3", "部门负责人", [1, 2], new(2026, 6, 30)) with { FunctionalLine = "党建" }], newVersion: true, whole: false);
        await cluster.Issue(City, List);
        await cluster.Unit(City, Dedicated).Record(new UnitFacts { Links = [Link(LinkKind.InCharge, $"{City}-1", Dedicated) with { Paper = "分工〔2026〕1号" }] });

        var (county, city, own) = (await Supervision(Discipline), await Supervision(Dedicated), await Supervision(PartyBuilding));

        Assert.Equal([(AccountableBasis.DedicatedHead, $"P{Dedicated}-1"), (AccountableBasis.DedicatedInCharge, $"P{City}-1"), (AccountableBasis.FunctionalHead, $"P{PartyBuilding}-1")], county.Select(r => (r.Basis, r.Fill!.Person)));
        Assert.Equal([(AccountableBasis.DedicatedInCharge, $"P{City}-1"), (AccountableBasis.FunctionalHead, $"P{PartyBuilding}-1")], city.Select(r => (r.Basis, r.Fill!.Person)));
        Assert.Equal("分工〔2026〕1号", city[0].Link!.Paper);
        // The line's own department has nobody of its line above it, which is no gap in the line.
        Assert.Equal([AccountableBasis.DedicatedHead, AccountableBasis.DedicatedInCharge], own.Select(r => r.Basis));

        async Task<List<Accountable>> Supervision(string unit) =>
            [.. (await Heard(cluster, new ItemKey(City, List, "2026-3", $"{unit}-1"))).All.Where(r => r.Role == AccountableRole.Supervision)];
    }

    [Fact]
    public async Task Where_nobody_is_in_charge_or_no_department_is_on_the_line_it_says_so()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);
        await cluster.List(City, List).Draft([SmallGrid.Duty("2026-4", "岗位", [4], new(2026, 6, 30)) with { FunctionalLine = "审计" }], newVersion: true, whole: false);
        await cluster.Issue(City, List);

        var missing = (await Heard(cluster, new ItemKey(City, List, "2026-4", $"{Branch}-2"))).All
            .Where(r => r.Role == AccountableRole.Supervision && r.State == AccountableState.NoneDefined);

        Assert.Equal([(AccountableBasis.DedicatedInCharge, Discipline), (AccountableBasis.FunctionalHead, Branch)], missing.Select(r => (r.Basis, r.Unit)));
    }

    [Fact]
    public async Task Whoever_is_in_charge_of_the_dedicated_department_does_not_supervise_themselves()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);
        await cluster.List(City, List).Draft([SmallGrid.Duty("2026-5", "主要负责人", [2], new(2026, 6, 30))], newVersion: true, whole: false);
        await cluster.Issue(City, List);
        await cluster.Unit(City, Discipline).Record(new UnitFacts { Links = [Link(LinkKind.InCharge, $"{County}-1", Discipline)] });

        var supervision = (await Heard(cluster, new ItemKey(City, List, "2026-5", $"{County}-1"))).All.Where(r => r.Role == AccountableRole.Supervision);

        Assert.Equal([(AccountableBasis.DedicatedHead, $"P{Discipline}-1"), (AccountableBasis.DedicatedInCharge, null)], supervision.Select(r => (r.Basis, r.Fill?.Person)));
        Assert.Equal(AccountableState.NoneDefined, supervision.Last().State);
    }

    [Fact]
    public async Task Whoever_is_in_charge_of_a_department_answers_as_its_leader()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);
        await cluster.List(City, List).Draft([SmallGrid.Duty("2026-6", "部门负责人", [2], new(2026, 6, 30))], newVersion: true, whole: false);
        await cluster.Issue(City, List);
        await cluster.Unit(City, Discipline).Record(new UnitFacts { Links = [Link(LinkKind.InCharge, $"{County}-1", Discipline) with { Paper = "分工〔2026〕2号" }] });

        var leaders = (await Heard(cluster, new ItemKey(City, List, "2026-6", $"{Discipline}-1"))).All.Where(r => r.Role == AccountableRole.Leader);

        Assert.Equal(
            [(AccountableBasis.InCharge, $"P{County}-1", "分工〔2026〕2号"), (AccountableBasis.Head, $"P{Discipline}-1", null), (AccountableBasis.Head, $"P{County}-1", null), (AccountableBasis.Head, $"P{City}-1", null)],
            leaders.Select(r => (r.Basis, r.Fill!.Person, r.Link?.Paper)));
    }

    /// <summary>Somebody was to check the post and nobody sat there; that is another finding than that nobody ever was to.</summary>
    [Fact]
    public async Task A_check_by_a_post_that_was_vacant_is_vacant()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);
        await cluster.Unit(City, Branch).Record(new UnitFacts { Links = [Link(LinkKind.Checks, $"{Branch}-2", $"{Branch}-1")] });
        await Change(cluster, GridCluster.Noon, new UnitCommand { Act = Act.Vacate, Post = $"{Branch}-2", Person = $"P{Branch}-2", On = new DateOnly(2026, 6, 30) });

        var (then, before) = (await Check(new DateOnly(2026, 7, 1)), await Check(new DateOnly(2026, 6, 30)));

        Assert.Equal((AccountableState.Vacant, AccountableBasis.Checks, $"{Branch}-2", $"P{Branch}-1", null), (then.State, then.Basis, then.Post!.Code, then.Head!.Person, then.Fill));
        Assert.Equal((AccountableState.Person, $"P{Branch}-2"), (before.State, before.Fill!.Person));

        async Task<Accountable> Check(DateOnly on) => (await Of(cluster, Key, on, DateTimeOffset.MaxValue))!.All.Single(r => r.Role == AccountableRole.Constraint);
    }

    [Fact]
    public async Task An_item_that_does_not_stand_at_the_post_has_nobody_to_answer_for_it()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);

        Assert.NotNull(await Heard(cluster, Key with { Duty = "2026-2", Post = $"{Branch}-2" }));
        // Another layer, another level, and a child that nobody ever made.
        Assert.Null(await Of(cluster, Key with { Duty = "2026-2" }, Today, DateTimeOffset.MaxValue));
        Assert.Null(await Of(cluster, Key with { Post = $"{Branch}-2" }, Today, DateTimeOffset.MaxValue));
        Assert.Null(await Of(cluster, Key with { Duty = "2026-1~00000001" }, Today, DateTimeOffset.MaxValue));
    }

    [Fact, OnBothDatabases]
    public async Task The_paper_of_a_link_is_kept_from_the_command_and_by_an_import_that_says_nothing_of_it()
    {
        await using var cluster = await GridCluster.Start();
        await SupervisedGrid.Enter(cluster);
        await Change(cluster, GridCluster.Noon, new UnitCommand { Act = Act.Link, Link = LinkKind.Checks, Subject = $"{Branch}-2", Target = $"{Branch}-1", On = Start, Paper = "制约〔2026〕1号" });
        Assert.Equal(0, await cluster.Unit(City, Branch).Record(new UnitFacts { Links = [Link(LinkKind.Checks, $"{Branch}-2", $"{Branch}-1")] }));
        await cluster.Restart();

        var checks = (await Of(cluster, Key, Today, DateTimeOffset.MaxValue))!.All.Single(r => r.Role == AccountableRole.Constraint);

        Assert.Equal((AccountableState.Person, "制约〔2026〕1号"), (checks.State, checks.Link!.Paper));
    }

    private static DateTimeOffset At(int year, int month, int day) => new(year, month, day, 4, 0, 0, TimeSpan.Zero);

    private static Resident Resident(string person) => new() { Person = person, Name = person };

    private static Link Link(LinkKind kind, string subject, string target) => new() { Kind = kind, Subject = subject, Target = target, Span = new Span { From = Start } };

    private static async Task<IEnumerable<string>> Party(GridCluster cluster, DateOnly on, DateTimeOffset known) =>
        (await Of(cluster, Key, on, known))!.All.Where(a => a.Role == AccountableRole.Party).Select(a => a.Fill!.Person);

    private static Task<AccountabilityView?> Of(GridCluster cluster, ItemKey key, DateOnly on, DateTimeOffset known) =>
        cluster.Grains.GetGrain<IOversightGrain>(GridKeys.Grid(City)).GetAccountability(key, new Moment(on, known));

    /// <summary>Of an item of a list that a silo may not have heard of yet.</summary>
    private static Task<AccountabilityView> Heard(GridCluster cluster, ItemKey key) => Patience.Until($"{key}", () => Of(cluster, key, Today, DateTimeOffset.MaxValue));

    private static async Task Change(GridCluster cluster, DateTimeOffset now, UnitCommand command)
    {
        if (cluster.Clock.GetUtcNow() < now) cluster.Clock.SetUtcNow(now);
        await cluster.Grains.GetGrain<ICommandsGrain>(GridKeys.Grid(City)).Change(command with { Id = $"{command.Act}-{command.On}", Actor = new Actor { Code = $"{City}-1" } });
    }
}
