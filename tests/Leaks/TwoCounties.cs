using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Leaks;

/// <summary>How county B differs from what it is in the grid that others are compared with.</summary>
public enum CountyB
{
    AsItIs,

    /// <summary>Names, titles, persons, words, restricted facts: all that no total counts.</summary>
    Renamed,

    /// <summary>More units, posts, persons and items.</summary>
    Larger,
}

/// <summary>A city over county A (110) and county B (120), each with an office and a branch; what happens in B depends on the variant, what happens elsewhere does not.</summary>
internal sealed partial class TwoCounties : IAsyncDisposable
{
    public const string A = "110", B = "120";

    /// <summary>The city's department that both counties refer findings to.</summary>
    public const string Legal = "100D1";

    private const string Alike = "逐项核对台账并补齐附件，问题当场交办到人";

    private readonly HttpClient _http = new();
    private readonly Dictionary<string, string> _keys = [];
    private readonly CountyB _variant;
    private GridCluster _cluster = null!;
    private WebApplication _app = null!;

    private TwoCounties(CountyB variant) => _variant = variant;

    public ISchema Schema => _app.Services.GetRequiredService<ISchema>();

    public GridCluster Cluster => _cluster;

    public static async Task<TwoCounties> Start(CountyB variant = CountyB.AsItIs)
    {
        var grid = new TwoCounties(variant);
        grid._cluster = await GridCluster.Start();
        await grid.Enter();
        // At the same instant in every variant, before anything is done.
        await grid._cluster.Grains.GetGrain<ISweeperGrain>(GridKeys.Sweeper(City)).Sweep();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TestPasses.Keys);
        builder.AddGateway().Services.AddSingleton(grid._cluster.Grains).AddSingleton<TimeProvider>(grid._cluster.Clock).AddGridHealth()
            // What is asked here is wider than anybody needs.
            .Configure<GraphQLLimits>(limits => (limits.MaxCost, limits.MaxSelections, limits.MaxExpandedSelections, limits.MaxTokens, limits.MaxAliases, limits.RetryFor) = (1_000_000, 5000, 5000, 20_000, 100, TimeSpan.FromSeconds(1)));
        grid._app = builder.Build();
        grid._app.MapGateway();
        await grid._app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
        await grid._app.StartAsync(TestContext.Current.CancellationToken);
        foreach (var (role, over) in Roles.Concat(Narrower)) grid._keys[role] = await grid.Key(role, over);
        grid._keys[TestKey.All] = await TestKey.Make(grid._app.Services, account: "t-all");
        await grid.Live();
        // When a key was last used is noted behind the answer; afterwards it is the same in every variant.
        foreach (var (role, _) in Roles.Concat(Narrower)) await grid.Ask(role, "{ __typename }");
        await GridCluster.WaitUntil(() => grid.Ask("sysadmin", "{ keys { nodes { keys { lastUsed } } } }"), keys => !keys.Contains("null", StringComparison.Ordinal), keys => keys);
        await grid._cluster.WaitUntilSettled(City);
        return grid;
    }

    /// <summary>A key of each role; those that are over something are over county A, or over all.</summary>
    public static IReadOnlyList<(string Role, string? Over)> Roles { get; } =
    [
        ("clerk", A), ("holder", $"{A}-1"), ("discipline:A", A), ("discipline", null), ("office", null), ("inspector", null), ("functional", "法制"), ("functional:A", "法制"), ("issuer", null), ("sysadmin", null), ("secadmin", null), ("auditor", null),
    ];

    /// <summary>Others of county A, who see less than the whole of it: of its branch, of its department, of a line in the branch.</summary>
    public static IReadOnlyList<(string Role, string? Over)> Narrower { get; } =
        [("clerk:branch", Branch), ("holder:branch", $"{Branch}-2"), ("holder:department", $"{A}D1-1"), ("functional:branch", "法制")];

    /// <summary>The whole answer, without the date and the id of the trace.</summary>
    public async Task<string> Ask(string role, string query, object? variables = null, bool byGet = false, string? actor = null, string? purpose = "检查")
    {
        var address = new Uri(_app.Urls.Single() + "/graphql");
        using var request = byGet ? new HttpRequestMessage(HttpMethod.Get, $"{address}?query={Uri.EscapeDataString(query)}") : new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { query, variables }) };
        request.Headers.Authorization = new("Bearer", _keys[role]);
        if (actor is not null) request.Headers.Add("Grid-Actor", actor);
        if (purpose is not null) request.Headers.Add("Grid-Purpose", Uri.EscapeDataString(purpose));
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Transfer-Encoding")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order();
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{Trace().Replace(body, "")}";
    }

    /// <summary>The data of an answer that has to be without errors.</summary>
    public async Task<JsonElement> Data(string role, string query, object? variables = null, string? actor = null, string? purpose = "检查")
    {
        var answer = await Ask(role, query, variables, actor: actor, purpose: purpose);
        var body = JsonDocument.Parse(answer[answer.IndexOf('{')..]).RootElement;
        Assert.False(body.TryGetProperty("errors", out var errors), $"{errors}");
        return body.GetProperty("data");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        await _cluster.DisposeAsync();
    }

    /// <summary>Of an account that is called the same in every variant.</summary>
    private async Task<string> Key(string role, string? over)
    {
        var (key, now, name) = (ApiKey.New($"t-{role.Replace(':', '-').ToLowerInvariant()}"), _cluster.Clock.GetUtcNow(), role.Split(':')[0]);
        await _cluster.Grains.GetGrain<IKeysGrain>(GridKeys.Keys).Enter([new ServiceAccount
        {
            Id = key.Account, Name = role, Role = name, Over = over,
            Keys = [new ServiceKey { Number = 1, Seal = _app.Services.GetRequiredService<SecretRing>().Seal(key), Created = now, Expires = now.AddDays(30), LastUsed = DateOnly.FromDateTime(now.Date) }],
        }]);
        var grant = Grant.AtStart($"key:{key.Account}", SampleGrants.RoleOf(name), role switch { "functional" => null, "functional:A" => A, "functional:branch" => Branch, _ => over }, name is "functional" ? over : null, now);
        await _cluster.Grains.GetGrain<IRightsGrain>(GridKeys.Rights(GridKeys.EveryGrid)).Enter([grant]);
        return key.Text;
    }

    private async Task Enter()
    {
        List<UnitEntry> units = [Unit(City, null, 1), Unit(Legal, City, 1, UnitKind.Department) with { Line = "法制" }, .. Tree(A), .. Tree(B).Select(u => _variant == CountyB.Renamed ? u with { Name = $"别名{u.Code}" } : u)];
        List<PostEntry> places = [Place(City), Place(Legal, "部门负责人"), .. Seats(A), .. Seats(B)];
        if (_variant == CountyB.Larger)
        {
            units.Add(Unit("122", B, 3, UnitKind.Branch));
            places.AddRange([Place("122"), Place("122", "岗位", 2), Place("121", "岗位", 3)]);
        }

        await _cluster.Grid(City).Enter(units, places);
        foreach (var unit in places.GroupBy(p => p.Unit)) await _cluster.Unit(City, unit.Key).Record(FactsOf(unit.Key, [.. unit]));
        foreach (var (person, telephone) in new[] { ($"P{A}-1", "13900000110"), (_variant == CountyB.Renamed ? $"QP{B}-1" : $"P{B}-1", _variant == CountyB.AsItIs ? "13900000120" : "13900000121") })
            await _cluster.Grains.GetGrain<IPersonGrain>(GridKeys.Person(City, person)).EnterDetails(new PersonDetails { IdentityNumber = "11010519491231002X", Telephone = telephone });
        await _cluster.List(City, List).Draft([.. Duties.Select(d => d with { FunctionalLine = "法制", Standard = "会议召开", Evidence = "纪要" })], newVersion: false, whole: false);
        await _cluster.Issue(City, List);
        await _cluster.WaitUntilSettled(City);
    }

    private static List<UnitEntry> Tree(string county) =>
        [Unit(county, City, 2), Unit($"{county}D1", county, 2, UnitKind.Department) with { Line = "日常" }, Unit($"{county[..2]}1", county, 3, UnitKind.Branch)];

    private static List<PostEntry> Seats(string county) => [Place(county), Place($"{county}D1", "岗位"), Place($"{county[..2]}1"), Place($"{county[..2]}1", "岗位", 2)];

    private UnitFacts FactsOf(string unit, PostEntry[] places)
    {
        var facts = Facts(places);
        return _variant == CountyB.Renamed && unit.StartsWith("12", StringComparison.Ordinal)
            ? facts with
            {
                Posts = facts.Posts.ConvertAll(p => p with { Title = $"别名{p.Title}" }),
                Fills = facts.Fills.ConvertAll(f => f with { Person = $"Q{f.Person}", Name = $"别名{f.Person}", Paper = "某发〔2026〕9号" }),
                Residents = facts.Residents.ConvertAll(r => r with { Person = $"Q{r.Person}", Name = $"别名{r.Person}" }),
            }
            : facts;
    }

    /// <summary>As many commands in each variant, one second apart, so that what is recorded elsewhere is recorded at the same instants.</summary>
    private async Task Live()
    {
        var (isOther, person) = (_variant != CountyB.AsItIs, _variant == CountyB.Renamed ? "QP" : "P");
        foreach (var (county, words, who) in new[] { (A, "已排查", "P"), (B, isOther ? "另有安排" : "已排查", person) })
        {
            await Do("acceptItem", new { item = Item($"{county}-1"), commandId = $"{county}-accept" }, $"{county}-1");
            await Do("reportItem", new { item = Item($"{county}-1"), percent = 40, text = words, evidence = (string[])["台账"], commandId = $"{county}-report" }, $"{county}-1");
            await Do("reportProblem", new { unit = county, text = words, category = "工作纪律", item = new { list = List, duty = "2026-1", post = $"{county}-1" }, commandId = $"{county}-problem" }, $"{county}-1");
            await Do("claimProblem", new { problem = new { key = new { unit = county, number = 1 } }, person = $"{county}-1", dueOn = "2026-12-30", track = "LONG_TERM", milestones = (string[])["2026-12-10", "2026-12-20"], commandId = $"{county}-claim" }, $"{county}-1");
            await Do("recordAction", new { kind = "INSPECT", clean = false, text = words, evidence = (string[])["照片"], paper = words, targets = new[] { new { post = $"{county}-1" } }, commandId = $"{county}-look" }, $"{county}D1-1");
            await Do("correctAction", new { action = GlobalId.Of("SupervisionAction", $"{City}/{county}/1"), reason = words, commandId = $"{county}-correct" }, $"{county}D1-1");
            // Each county has a flag of its own; and as it is, a report in B is like those in A, which nobody in A is to notice.
            foreach (var n in Enumerable.Range(0, 2))
                await Do("reportItem", new { item = Item($"{county}-1"), percent = 40 + n, text = $"{n}月{(county == A ? Alike : "走访企业收集意见，已转相关股室办理并逐户回访结果")}", commandId = $"{county}-alike-{n}" }, $"{county}-1");
            await Do("reportItem", new { item = Item($"{county}-1"), percent = 50, text = county == B && !isOther ? Alike : words, commandId = $"{county}-third" }, $"{county}-1");
            var dispute = await Send(county == A ? "clerk" : TestKey.All, "decideFlag", new { flag = FlagOf(county), stance = "DISPUTE", reason = words, paper = words, commandId = $"{county}-dispute" }, $"{county}-1");
            Assert.Equal("[]", dispute.GetProperty("decideFlag").GetProperty("userErrors").ToText());
            var (branch, left) = ($"{county[..2]}1", $"{who}{county[..2]}1-2");
            await Do("addAssist", new { item = Item($"{county}-1"), post = $"{branch}-1", text = words, paper = words, commandId = $"{county}-assist" }, $"{county}-1");
            await Do("acceptItem", new { item = Item($"{branch}-2", "2026-2"), commandId = $"{branch}-accept" }, $"{branch}-2");
            await Do("vacate", new { post = $"{branch}-2", person = left, on = "2026-11-21", reason = words, disposeAll = "KEPT_WITH_POST", commandId = $"{branch}-leave" }, $"{county}-1");
            await Do("signHandover", new { post = $"{branch}-2", person = left, commandId = $"{branch}-sign" }, $"{county}-1");
            await Do("appoint", new { post = $"{branch}-2", person = left, from = "2026-11-22", paper = words, commandId = $"{branch}-back" }, $"{county}-1");
            foreach (var n in Enumerable.Range(0, 6))
            {
                // In B as many commands fail as others succeed.
                var kind = county == B && isOther && n > 1 ? "nobody" : $"{who}{county}-1";
                await Send("discipline", "recordMeasure", new { person = kind, kind = "TALK", basis = words, paper = words, commandId = $"{county}-measure-{n}" }, null);
            }

            // In B as it is, as many commands fail as others refer, and move, elsewhere.
            await Send(TestKey.All, "refer", new { action = new { unit = county, number = 1 }, to = county == B && isOther ? "nobody" : Legal, dueOn = "2026-12-30", text = words, commandId = $"{county}-refer" }, $"{county}D1-1");
            await Do("createUnit", new { code = $"{county}N", name = words, parent = county, kind = "BRANCH", commandId = $"{county}-unit" }, $"{City}-1");
            await Do("createPost", new { unit = $"{county}N", code = $"{county}N-1", title = words, layer = "岗位", commandId = $"{county}-post" }, $"{City}-1");
            await Do("createPerson", new { code = $"{who}{county}N-1", name = words, home = $"{county}N", commandId = $"{county}-person" }, $"{City}-1");
            await Do("appoint", new { post = $"{county}N-1", person = $"{who}{county}N-1", from = "2026-11-22", paper = words, commandId = $"{county}-seat" }, $"{City}-1");
            // Who leads, and who checks whom, within the county.
            await Do("link", new { kind = "ANSWERS_FOR", subject = $"{City}-1", target = county, paper = words, commandId = $"{county}-leads" }, $"{City}-1");
            await Do("link", new { kind = "CHECKS", subject = $"{branch}-1", target = $"{county}-1", paper = words, commandId = $"{county}-checks" }, $"{City}-1");
            foreach (var (n, line) in ((string[])["日常", "法制", "日常"]).Index())
                await Send(TestKey.All, "assignLine", new { unit = county == A || isOther ? $"{county}N" : "nobody", line, commandId = $"{county}-line-{n}" }, $"{City}-1");
            await Send("discipline", "planInspection", new { unit = county, startsOn = "2026-11-22", scope = words, commandId = $"{county}-now" }, null);
            await Send("discipline", "planInspection", new { unit = county, startsOn = isOther && county == B ? "2026-11-22" : "2026-12-24", scope = words, commandId = $"{county}-later" }, null);
        }

        await Send("sysadmin", "createAccount", new { account = "zhang", commandId = "account" }, null);
        // After all that happened in B or did not, so that what is counted in common is another number.
        await Do("recordAction", new { kind = "INSPECT", clean = false, text = "已排查", targets = new[] { new { post = "111-1" } }, commandId = "110-look-2" }, $"{A}D1-1");
        await Do("refer", new { action = new { unit = "111", number = 1 }, to = Legal, dueOn = "2026-12-30", text = "已排查", commandId = "110-refer-2" }, $"{A}D1-1");
        await Do("moveUnit", new { unit = $"{A}N", parent = "111", commandId = "110-move" }, $"{City}-1");
        foreach (var n in (int[])[8, 9]) await Do("createPost", new { unit = A, code = $"{A}-{n}", title = "已排查", layer = "班子成员", commandId = $"110-post-{n}" }, $"{City}-1");
        await Do("closePost", new { post = $"{A}-9", heir = $"{A}-8", on = "2026-12-31", commandId = "110-post-3" }, $"{City}-1");
        // Somebody of B checks somebody of A (制约), of which A does not hear whom.
        await Do("link", new { kind = "CHECKS", subject = _variant == CountyB.AsItIs ? $"{B}-1" : "121-1", target = $"{A}-1", commandId = "110-link" }, $"{City}-1");
    }

    /// <summary>The flag of a county's first report that is like another one: the third entry of its head's item.</summary>
    public static string FlagOf(string county) => GlobalId.Of("Flag", $"{City}/{FlagRules.IdOf(FlagSource.Report, new ItemKey(City, List, "2026-1", $"{county}-1").ToString(), 3)}");

    public static object Item(string post, string duty = "2026-1") => new { key = new { list = List, duty, post } };

    private async Task Do(string mutation, object input, string actor)
    {
        var payload = (await Send(TestKey.All, mutation, input, actor)).GetProperty(mutation);
        Assert.Equal("[]", payload.GetProperty("userErrors").ToText());
    }

    private Task<JsonElement> Send(string role, string mutation, object input, string? actor)
    {
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        return Data(role, $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ userErrors {{ message }} }} }}", new { input }, actor);
    }

    [GeneratedRegex(",?\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
