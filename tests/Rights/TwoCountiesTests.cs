using System.Reflection;
using ResponsibilityGrid.Tests.Items;
using Xunit;
using static ResponsibilityGrid.Tests.Rights.RightsHost;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Rights;

/// <summary>A client with the valid pass of one county against every method of every grain of the other.</summary>
[Collection(nameof(RightsHost))]
public sealed class TwoCountiesTests(RightsHost host)
{
    // What is said of the other county and of nothing else.
    private static readonly string[] Foreign = [$"单位{Other}", $"P{SmallItems.Stranger}", $"人{SmallItems.Stranger}"];

    private const string Other = SmallItems.Other;

    public static TheoryData<string, string> Methods
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var method in Grains().SelectMany(grain => grain.GetMethods())) all.Add(method.DeclaringType!.Name, method.GetCustomAttribute<AliasAttribute>()!.Alias);
            return all;
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task One_countys_clerk_gets_nothing_of_the_other(string grain, string method)
    {
        var before = await RowsOfTheOther();
        foreach (var key in KeysOf(grain))
        {
            var told = await Told(grain, method, key, Clerk with { Acting = SmallItems.CountyHead });
            // What was asked for by its code may be told back.
            Assert.All(Foreign.Where(word => !key.EndsWith(word, StringComparison.Ordinal)), word => Assert.DoesNotContain(word, told));
        }

        Assert.Equal(before, await RowsOfTheOther());
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task Nobody_gets_anything_without_a_pass_or_a_grant(string grain, string method)
    {
        var needs = Grains().Single(g => g.Name == grain).GetMethods().Single(m => m.GetCustomAttribute<AliasAttribute>()!.Alias == method).GetCustomAttribute<NeedsAttribute>()!;
        foreach (var key in KeysOf(grain))
        {
            if (needs.Right is not Right.SignedIn) Assert.Equal("FORBIDDEN", await Told(grain, method, key, Nobody));
            // Whoever is of the cluster but has no key is nobody, not even as the program.
            Assert.Equal("UNAUTHENTICATED", await Told(grain, method, key, Principal.System("forged"), PassKeys.Random()));
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task The_three_administrators_get_no_business_data(string grain, string method)
    {
        foreach (var caller in (Principal[])[SysAdmin, SecAdmin, Auditor])
            foreach (var key in KeysOf(grain))
                Assert.DoesNotMatch("单位|人1", await Told(grain, method, key, caller));
    }

    /// <summary>What was answered, as text; of a refusal its code.</summary>
    private async Task<string> Told(string grain, string method, string key, Principal caller, PassKeys? keys = null)
    {
        var type = Grains().Single(g => g.Name == grain);
        var call = type.GetMethods().Single(m => m.GetCustomAttribute<AliasAttribute>()!.Alias == method);
        var reference = host.Cluster.Grains.GetGrain(type, key);
        TestPasses.ActAs(caller);
        TestPasses.Forge(keys is null ? null : Pass.Sign(keys, caller.From(DateTimeOffset.UtcNow)));

        try
        {
            var answer = (Task)call.Invoke(reference, [.. call.GetParameters().Select(Argument)])!;
            await answer;
            return answer.GetType().GetProperty("Result")?.GetValue(answer) is { } result ? System.Text.Json.JsonSerializer.Serialize(result, Plain) : "";
        }
        catch (GridRuleException refusal)
        {
            return ResponsibilityGrid.Gateway.GridErrors.UpperSnake(refusal.Code);
        }
        finally
        {
            TestPasses.ActAs(null);
            TestPasses.Forge(null);
        }
    }

    /// <summary>All that is on record of the other county, and who was granted what, as the program reads it.</summary>
    private async Task<string> RowsOfTheOther()
    {
        var (grains, structure) = (host.Cluster.Grains, await host.Cluster.Grid(City).GetStructure());
        var item = SmallItems.ItemOf(SmallItems.Stranger);
        object?[] rows =
        [
            structure.Units.Where(unit => unit.Code == Other || unit.Parent == Other), structure.Posts.Where(post => post.Unit == Other), structure.Lists,
            await host.Cluster.Unit(City, Other).GetSheet(null), await host.Cluster.Unit(City, Other).ListEntries(null), await host.Cluster.Unit(City, Other).ListLinks(SmallItems.Stranger),
            await host.Cluster.Unit(City, Other).ListLeavings(), await host.Cluster.Unit(City, Other).ListInterviews(),
            (await host.Cluster.Ledger(City, Other).ListItems(new ItemQuery { First = 100, OwnOnly = true })).Items, await grains.GetGrain<IResponsibilityItemGrain>(GridKeys.Item(item)).ListHistory(0, 100),
            await grains.GetGrain<ISupervisionGrain>(GridKeys.Supervision(City, Other)).ListAll(), (await grains.GetGrain<IProblemsGrain>(GridKeys.Problems(City, Other)).List(new ProblemQuery { First = 100 })).Problems,
            await grains.GetGrain<IReferralsGrain>(GridKeys.Referrals(City, Other)).List(), await grains.GetGrain<IInspectionsGrain>(GridKeys.Inspections(City, Other)).List(true),
            await grains.GetGrain<IMeasuresGrain>(GridKeys.Measures(City, Other)).ListOf($"P{SmallItems.Stranger}"), await grains.GetGrain<IPersonGrain>(GridKeys.Person(City, $"P{SmallItems.Stranger}")).Get(),
            await host.Cluster.List(City, List).ListVersions(), (await grains.GetGrain<IFlagsGrain>(GridKeys.Grid(City)).ListFlags(new FlagQuery { Unit = City, First = 100 })).Flags,
            await grains.GetGrain<IRightsGrain>(GridKeys.Rights(City)).GetNewer(0), await grains.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).GetNewer(0),
        ];
        return string.Join('\n', rows.Select(row => System.Text.Json.JsonSerializer.Serialize(row, Plain)));
    }

    private static IEnumerable<string> KeysOf(string grain) => grain switch
    {
        nameof(IUnitGrain) or nameof(ILedgerGrain) or nameof(IItemsGrain) => [GridKeys.Unit(City, Other)],
        nameof(ISupervisionGrain) => [GridKeys.Supervision(City, Other)],
        nameof(ISupervisionLogGrain) => [GridKeys.SupervisionLog(GridKeys.Supervision(City, Other), 1)],
        nameof(IProblemsGrain) => [GridKeys.Problems(City, Other)],
        nameof(IReferralsGrain) => [GridKeys.Referrals(City, Other)],
        nameof(IPersonGrain) => [GridKeys.Person(City, $"P{SmallItems.Stranger}")],
        nameof(IResponsibilityItemGrain) => [GridKeys.Item(SmallItems.ItemOf(SmallItems.Stranger))],
        nameof(IItemLogGrain) => [GridKeys.ItemLog(GridKeys.Item(SmallItems.ItemOf(SmallItems.Stranger)), 1)],
        nameof(IResponsibilityListGrain) => [GridKeys.List(City, List)],
        nameof(IMeasuresGrain) => [GridKeys.Measures(City, Other)],
        nameof(IInspectionsGrain) => [GridKeys.Inspections(City, Other)],
        nameof(IReadingsGrain) => [GridKeys.Readings(City, new DateOnly(2026, 11, 22), 1)],
        nameof(ISweeperGrain) => [GridKeys.Sweeper(City)],
        nameof(IRightsGrain) => [GridKeys.Rights(City)],
        nameof(IKeysGrain) => [GridKeys.Keys],
        nameof(IAccountsGrain) => [GridKeys.Accounts],
        nameof(IAccountGrain) => [GridKeys.Account("somebody")],
        nameof(IGridRegisterGrain) => [GridKeys.Register],
        _ => [GridKeys.Grid(City)],
    };

    /// <summary>Everything that can name the other county does.</summary>
    private static object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        { } type when type == typeof(string) => parameter.Name switch { "post" or "about" => SmallItems.Stranger, "list" => List, "who" or "command" or "grid" => "x", _ => Other },
        { } type when type == typeof(int) => 10,
        { } type when type == typeof(bool) => true,
        { } type when type == typeof(ItemKey) => SmallItems.ItemOf(SmallItems.Stranger),
        { } type when type == typeof(List<ItemKey>) => new List<ItemKey> { SmallItems.ItemOf(SmallItems.Stranger) },
        { } type when type == typeof(ItemQuery) => new ItemQuery { First = 100 },
        { } type when type == typeof(GraphQuery) => new GraphQuery { Root = Other, Depth = 3, Cap = 1000 },
        { } type when type == typeof(Moment) => new Moment(new DateOnly(2026, 11, 1), DateTimeOffset.MaxValue),
        { } type when type == typeof(Moment?) => null,
        { } type when type == typeof(DateOnly) => new DateOnly(2026, 11, 22),
        { } type when type == typeof(ItemCommand) => SmallItems.Command("foreign", Act.AcceptItem, SmallItems.ItemOf(SmallItems.Stranger), SmallItems.Stranger),
        { } type when type == typeof(UnitCommand) => new UnitCommand { Id = "foreign", Act = Act.Vacate, Unit = Other, Post = SmallItems.Stranger, Person = $"P{SmallItems.Stranger}", Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(StructureCommand) => new StructureCommand { Id = "foreign", Act = Act.CreatePost, Unit = Other, Post = "x", Name = "x", Layer = "岗位", Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(MatrixQuery) => new MatrixQuery(null, MatrixBy.Unit, new DateOnly(2026, 1, 1), new DateOnly(2026, 11, 1)),
        { } type when type == typeof(ActionQuery) => new ActionQuery { First = 100 },
        { } type when type == typeof(ActionCommand) => new ActionCommand { Id = "foreign", Unit = Other, Targets = [new SupervisionTarget { Kind = TargetKind.Post, Post = SmallItems.Stranger }], Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(ProblemQuery) => new ProblemQuery { First = 100 },
        { } type when type == typeof(ProblemCommand) => new ProblemCommand { Id = "foreign", Act = Act.ReportProblem, Unit = Other, Text = "x", Category = "学风", Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(ReferralQuery) => new ReferralQuery { To = Other, From = Other, First = 100 },
        { } type when type == typeof(ReferralCommand) => new ReferralCommand { Id = "foreign", Act = Act.AnswerReferral, To = Other, Number = 1, Accepted = true, Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(ListCommand) => new ListCommand { Id = "foreign", List = List, Duties = Foreign2027, Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(MeasureCommand) => new MeasureCommand { Id = "foreign", Person = $"P{SmallItems.Stranger}", Basis = "x", Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(InspectionCommand) => new InspectionCommand { Id = "foreign", Act = Act.PlanInspection, Unit = Other, StartsOn = new DateOnly(2026, 12, 1), Scope = "x", Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(FlagCommand) => new FlagCommand { Id = "foreign", Flag = FlagRules.IdOf(FlagSource.Report, SmallItems.ItemOf(SmallItems.Stranger).ToString(), 1), Stance = FlagStance.Dispute, Text = "x", Actor = SmallItems.Someone(SmallItems.Stranger) },
        { } type when type == typeof(FlagQuery) => new FlagQuery { Unit = Other, First = 100 },
        { } type when type == typeof(ForecastQuery) => new ForecastQuery { On = new DateOnly(2026, 12, 1), Post = SmallItems.Stranger, First = 100 },
        { } type when type == typeof(GrantCommand) => new GrantCommand { Id = "foreign", Who = Clerk.Subject, Role = Role.Clerk, Over = Other, Grant = "x" },
        { } type when type == typeof(AccountCommand) => new AccountCommand { Id = "foreign", Act = Act.CreateAccount, Account = new Account { Name = "foreign" } },
        { } type when type == typeof(KeyCommand) => new KeyCommand { Id = "foreign", Account = new ServiceAccount { Id = "foreign", Name = "x", Role = "clerk" }, Expires = GridCluster.Noon.AddDays(30) },
        { } type when type == typeof(UnitFacts) => Facts(Place(Other, "岗位", 9)),
        { } type when type == typeof(PersonDetails) => new PersonDetails { Telephone = "13800000000" },
        { } type when type == typeof(List<UnitEntry>) => new List<UnitEntry> { Unit("129", Other, 3, UnitKind.Branch) },
        { } type when type == typeof(List<PostEntry>) => new List<PostEntry> { Place(Other, "岗位", 9) },
        { } type when type == typeof(List<Duty>) => Foreign2027,
        { } type when type == typeof(List<string>) => new List<string> { Other },
        { } type when type == typeof(Actor) || type == typeof(WorkItem) => null,
        { } type when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) => Activator.CreateInstance(type),
        { IsClass: true } type when type.GetConstructor([]) is not null => Activator.CreateInstance(type),
        { IsValueType: true } type => Activator.CreateInstance(type),
        _ => null,
    };

    private static readonly List<Duty> Foreign2027 = [Duty("2027-1", "主要负责人", [1, 2, 3], new DateOnly(2027, 6, 30))];

    private static readonly System.Text.Json.JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IEnumerable<Type> Grains() => typeof(GridKeys).Assembly.GetExportedTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));
}
