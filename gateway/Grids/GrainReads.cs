using System.Globalization;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// What one request reads and sends. The same question is asked of the grains once, however many fields need its answer;
/// a grain that does not answer is asked again for a bounded time.
/// </summary>
public sealed class GrainReads(Grids grids, GridSettings installed, TimeProvider clock, IOptions<GraphQLLimits> limits)
{
    // Few questions, and hardly ever two at one moment.
    private readonly Dictionary<object, Task> asked = [];
    private readonly Retries retries = new(limits.Value.RetryFor);

    // Of one question about a list. Longer lists are asked in parts.
    private const int MostAtOnce = 500;

    /// <summary>The axes of a grid, whose names are shown.</summary>
    internal static GridSettings Axes { get; } = new();

    /// <summary>What the installation sets: the limits and the time zone.</summary>
    internal GridSettings Limits => installed;

    /// <summary>The date on the grid's wall.</summary>
    internal DateOnly Today => installed.DateAt(clock.GetUtcNow());

    /// <summary>The moment that two arguments mean; null is today as it is known now, which is answered from memory.</summary>
    internal Moment? At(DateOnly? asOf, DateTimeOffset? knownAt) =>
        knownAt is null && (asOf is null || asOf == Today) ? null : new Moment(asOf ?? Today, knownAt ?? DateTimeOffset.MaxValue);

    /// <summary>Where a code points at a moment; null when its grid does not exist.</summary>
    internal ValueTask<Place?> Find(string code, DateOnly? asOf = null, DateTimeOffset? knownAt = null) => grids.Find(code, At(asOf, knownAt));

    /// <summary>The same, where a missing grid is an error.</summary>
    internal async ValueTask<Place> Need(string code, DateOnly? asOf, DateTimeOffset? knownAt) =>
        await Find(code, asOf, knownAt) ?? throw GridRuleException.NotFound("单位", code);

    /// <summary>What is numbered within a unit, by the key in its global id: grid/unit/number.</summary>
    internal async Task<(Place Unit, int Number)?> FindNumbered(string key) =>
        key.Split('/') is [var grid, var unit, var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await Find($"{grid}/{unit}") is { } place
            ? (place, number) : null;

    internal Task<Overview> Overview(Place unit, string? list, bool isAlone) => Once(("overview", unit, list, isAlone), () =>
        unit.At is { } at ? Graph(unit.Grid).GetOverview(unit.Code, list, at) : Ledger(unit).GetOverview(list, isAlone));

    /// <summary>Null where the list is not in force.</summary>
    internal Task<CascadeView?> Cascade(Place unit, string list) => Once(("cascade", unit, list), async () =>
        (unit.At is { } at ? await Graph(unit.Grid).GetCascade(unit.Code, list, at) : await Ledger(unit).GetCascade(list)) is { Levels.Count: > 0 } view ? view : null);

    internal Task<ItemPage> Items(Place unit, ItemQuery query) => retries.Ask(() =>
        unit.At is { } at ? Graph(unit.Grid).ListItems(unit.Code, query, at) : Ledger(unit).ListItems(query));

    /// <summary>One unit; where it came with others, all of them at once.</summary>
    internal async Task<UnitView?> Unit(Place unit, UnitBatch? batch = null) => batch is not { Codes.Count: > 1 }
        ? await Once(("unit", unit), () => Graph(unit.Grid).GetUnit(unit.Code, unit.At, grids.Seen(unit.Grid)))
        : (await Once(("units", batch, unit.At), async () => (await Chunks(batch.Codes, codes => Graph(unit.Grid).GetUnits(codes, unit.At, grids.Seen(unit.Grid)))).SelectMany(views => views).OfType<UnitView>().ToDictionary(view => view.Unit.Code)))
            .GetValueOrDefault(unit.Code);

    /// <summary>A unit with a page of its items, in one call; without the page where its ledger has not seen the structure that this gateway has.</summary>
    internal async Task<(UnitView View, ItemPage? Page)?> UnitWith(Place unit, ItemQuery query)
    {
        try
        {
            var page = await Items(unit, query with { WithUnit = true });
            if (page.Unit is { } view && page.Structure >= grids.Seen(unit.Grid))
                return ((await Once(("unit", unit), () => Task.FromResult<UnitView?>(view)))!, page);
        }
        catch (GridRuleException refusal) when (refusal.Code == RefusalCode.NotFound)
        {
            // A unit that is not there may be so new that its silo has not heard of it.
        }

        return await Unit(unit) is { } alone ? (alone, null) : null;
    }

    internal Task<PersonView> Person(Place person) => Once(("person", person.Grid, person.Code), () =>
        grids.Grain<IPersonGrain>(GridKeys.Person(person.Grid, person.Code)).Get());

    internal Task<ItemView?> Item(ItemKey key, Moment? at) => Once(("item", key, at), async () =>
        (await Graph(key.Grid).GetItems([key], at))[0]);

    /// <summary>An item whose chain is asked for too: the chain begins with it, so that one call answers both.</summary>
    internal async Task<ItemView?> ItemOfChain(ItemKey key, Moment? at) =>
        (await Chain(key, at)).FirstOrDefault()?.Items.Find(item => item.Key == key) ?? await Item(key, at);

    /// <summary>What each item of a list refines, or what refines it. All that is found is a list again, so that a further step costs one call more.</summary>
    internal Task<ILookup<ItemKey, ResponsibilityItem>> Kin(ItemBatch batch, bool above) => Once(("kin", batch, above), async () =>
    {
        List<ItemKey> keys = [.. batch.Views.Select(view => view.Key).Distinct()];
        if (keys.Count == 0) return Enumerable.Empty<ResponsibilityItem>().ToLookup(item => item.View.Key);
        var found = await Chunks(keys, some => Graph(keys[0].Grid).GetKin(some, above, batch.At));
        var items = found.SelectMany(kin => kin.Items).DistinctBy(item => item.Key).ToDictionary(item => item.Key);
        var together = ItemBatch.Of(items.Values, batch.At);
        return keys.Zip(found.SelectMany(kin => kin.Of)).SelectMany(of => of.Second.Where(items.ContainsKey).Select(key => (of.First, Item: together.Item(items[key]))))
            .ToLookup(of => of.First, of => of.Item);
    });

    private static Task<TAnswer[]> Chunks<TKey, TAnswer>(List<TKey> keys, Func<List<TKey>, Task<TAnswer>> ask) =>
        Task.WhenAll(keys.Chunk(MostAtOnce).Select(some => ask([.. some])));

    internal Task<List<ChainLink>> Chain(ItemKey key, Moment? at) => Once(("chain", key, at), () => Graph(key.Grid).GetChain(key, at));

    internal Task<History> History(ItemKey key, string unit, int after, int first, Moment? at) => retries.Ask(() =>
        grids.Grain<IItemsGrain>(GridKeys.Unit(key.Grid, unit)).ListHistory(key, after, first, at));

    internal Task<List<GivenReminder>> Reminders(ItemKey key, string unit) => retries.Ask(() =>
        grids.Grain<IItemsGrain>(GridKeys.Unit(key.Grid, unit)).ListReminders(key));

    /// <summary>Null where there is no such post.</summary>
    internal async Task<QueueView?> Queue(Place post, int first)
    {
        try
        {
            return await retries.Ask(() => Graph(post.Grid).GetQueue(post.Code, first));
        }
        catch (GridRuleException refusal) when (refusal.Code == RefusalCode.NotFound)
        {
            return null;
        }
    }

    internal Task<GraphView> Drawing(Place root, GraphQuery query) => retries.Ask(() => Graph(root.Grid).GetGraph(query, root.At));

    /// <summary>A list's versions as far as they were issued at the moment; now with the draft.</summary>
    internal async Task<List<ListVersion>> List(Place list)
    {
        var all = await retries.Ask(() => grids.Grain<IResponsibilityListGrain>(GridKeys.List(list.Grid, list.Code)).ListVersions());
        return list.At is { } at ? all.FindAll(version => version.IssuedAt <= at.KnownAt) : all;
    }

    internal Task<List<Entry>> ListHistory(Place list) => Once(("history of list", list), () => Histories(list.Grid).OfList(list.Code));

    internal Task<List<string>> Grids() => Once("grids", () => grids.Grain<IGridRegisterGrain>(GridKeys.Register).List());

    internal Task<List<string>> ReadyGrids() => Once("ready", () => grids.Grain<IGridRegisterGrain>(GridKeys.Register).ListReady());

    internal Task<List<Entry>> History(Place unit, string? post) => Once(("history", unit, post), () =>
        post is null ? Histories(unit.Grid).OfUnit(unit.Code) : Histories(unit.Grid).OfPost(unit.Code, post));

    internal Task<UnitReply> SignHandover(string grid, UnitCommand command) => Send(command, () => Commands(grid).SignHandover(command));

    internal Task<UnitReply> IssueInterview(string grid, UnitCommand command) => Send(command, () => Commands(grid).IssueInterview(command));

    internal Task<RankingView> Ranking(Place unit, string? list) => retries.Ask(() => InterviewsOf(unit.Grid).GetRanking(unit.Code, list, unit.At));

    internal Task<List<Interview>> Interviews(Place unit) => retries.Ask(() => InterviewsOf(unit.Grid).ListInterviews(unit.Code));

    internal Task<HandoverPack?> Pack(Place post) => retries.Ask(() => Handovers(post.Grid).GetPack(post.Code));

    internal Task<List<Leaving>> Leavings(Place unit, bool unsignedOnly) => retries.Ask(() => Handovers(unit.Grid).ListLeavings(unit.Code, unsignedOnly));

    internal Task<ItemReply> Act(string grid, ItemCommand command) => Send(command, () => Commands(grid).Act(command));

    internal Task<UnitReply> Change(string grid, UnitCommand command) => Send(command, () => Commands(grid).Change(command));

    internal Task<Measure> Record(string grid, MeasureCommand command) => Send(command, () => Commands(grid).Record(command));

    internal Task<Inspection> Change(string grid, InspectionCommand command) => Send(command, () => Commands(grid).Change(command));

    internal Task<ListReply> Change(string grid, ListCommand command) => Send(command, () => Commands(grid).Change(command));

    internal Task<SupervisionAction> Record(string grid, ActionCommand command) => Send(command, () => Commands(grid).Record(command));

    internal Task<MatrixView> Matrix(Place unit, MatrixQuery query) => Once(("matrix", unit, query), () => Supervision(unit).GetMatrix(query));

    internal Task<AccountabilityView?> Accountability(ItemKey key, Moment at) => Once(("accountability", key, at), () => Oversight(key.Grid).GetAccountability(key, at));

    internal Task<List<Supervisor>> Supervisors(Place of, ItemKey? item) => retries.Ask(() => Oversight(of.Grid).ListSupervisors(of.Code, item, of.At));

    internal Task<WorkPage> Work(Place unit, int first, WorkItem? after) => retries.Ask(() => Oversight(unit.Grid).ListWork(unit.Code, first, after));

    internal Task<ReviewView> Review(Place unit, DateOnly from, DateOnly to, int first) => retries.Ask(() => Oversight(unit.Grid).GetReview(unit.Code, from, to, first));

    internal Task<List<Unsupervised>> Unsupervised(Place unit) => retries.Ask(() => Oversight(unit.Grid).ListUnsupervised(unit.Code));

    internal Task<OfficerCard?> Card(Place post, DateOnly month) => retries.Ask(() => Oversight(post.Grid).GetOfficerCard(post.Code, month));

    internal Task<List<OfficerCard>> Cards(Place unit, DateOnly month, int first) => retries.Ask(() => Oversight(unit.Grid).ListOfficerCards(unit.Code, month, first));

    internal Task<ProblemView> Change(string grid, ProblemCommand command) => Send(command, () => Commands(grid).Change(command));

    internal Task<ProblemPage> Problems(Place unit, ProblemQuery query) => retries.Ask(() => Oversight(unit.Grid).ListProblems(unit.Code, query));

    internal Task<List<Spread>> Spreads(Place unit, DateOnly from, DateOnly to, int first) => retries.Ask(() => Oversight(unit.Grid).ListSpreads(unit.Code, from, to, first));

    internal Task<ProblemView?> Problem(Place unit, int number) => Once(("problem", unit, number), () => grids.Grain<IProblemsGrain>(GridKeys.Problems(unit.Grid, unit.Code)).Get(number));

    internal Task<ReferralView> Change(string grid, ReferralCommand command) => Send(command, () => Commands(grid).Change(command));

    internal Task<ReferralPage> Referrals(string grid, ReferralQuery query) => retries.Ask(() => Oversight(grid).ListReferrals(query));

    internal Task<ReferralView?> Referral(Place to, int number) => Once(("referral", to, number), () => grids.Grain<IReferralsGrain>(GridKeys.Referrals(to.Grid, to.Code)).Get(number));

    internal Task<ReferralView?> Referral(Place to, string name) => Once(("referral", to, name), () => grids.Grain<IReferralsGrain>(GridKeys.Referrals(to.Grid, to.Code)).Find(name));

    internal Task<ForecastView> Foresee(string grid, ForecastQuery query) => retries.Ask(() => Oversight(grid).Foresee(query));

    internal Task<ActionPage> Actions(Place unit, ActionQuery query) => retries.Ask(() => Supervision(unit).ListActions(query));

    internal Task<FlagPage> Flags(string grid, FlagQuery query) => retries.Ask(() => Flags(grid).ListFlags(query));

    internal Task<FlagView?> Flag(string grid, string id) => Once(("flag", grid, id), () => Flags(grid).GetFlag(id));

    internal Task<FlagView> Decide(string grid, FlagCommand command) => Send(command, () => Commands(grid).Decide(command));

    internal Task<List<SupervisionAction>> Action(Place unit, int origin) => Once(("action", unit, origin), () => Supervision(unit).GetAction(origin));

    /// <summary>Changes the structure; whatever this gateway reads of a unit afterwards has the change in it.</summary>
    internal async Task<StructureReply> Change(string grid, StructureCommand command)
    {
        var reply = await Send(command, () => Commands(grid).Change(command));
        grids.Saw(grid, reply.Structure);
        return reply;
    }

    /// <summary>The grid that is meant; the only one where nobody says which.</summary>
    internal async ValueTask<Place?> GridOf(string? grid) => await grids.Find(grid is null ? "" : $"{grid}/{grid}") is { } place ? place.Of(place.Grid) : null;

    /// <summary>Grants of a grid and of the whole installation, each with the row that it stands in.</summary>
    internal async Task<List<(string Row, Grant Grant)>> Grants(string grid, string? unit, string? who)
    {
        var rows = await Task.WhenAll(((string[])[grid, GridKeys.EveryGrid]).Distinct().Select(async row =>
            (await retries.Ask(() => Rights(row).List(row == grid ? unit : null, who))).Select(grant => (row, grant))));
        return [.. rows.SelectMany(found => found)];
    }

    internal Task<GrantReply> Propose(string row, GrantCommand command) => Send(command, () => Rights(row).Propose(command));

    internal Task<GrantReply> Approve(string row, GrantCommand command) => Send(command, () => Rights(row).Approve(command));

    internal Task<GrantReply> End(string row, GrantCommand command) => Send(command, () => Rights(row).End(command));

    internal async Task<T> Send<T>(Command command, Func<Task<T>> send)
    {
        try
        {
            return await retries.Ask(send);
        }
        catch (Exception failure) when (failure is not GridRuleException || RetryRules.Passes(failure))
        {
            throw new UnansweredCommandException(command.Id, failure);
        }
    }

    private IRightsGrain Rights(string row) => grids.Grain<IRightsGrain>(GridKeys.Rights(row));

    private ICommandsGrain Commands(string grid) => grids.Grain<ICommandsGrain>(GridKeys.Grid(grid));

    private IGraphGrain Graph(string grid) => grids.Grain<IGraphGrain>(GridKeys.Grid(grid));

    private IOversightGrain Oversight(string grid) => grids.Grain<IOversightGrain>(GridKeys.Grid(grid));

    private ISupervisionGrain Supervision(Place unit) => grids.Grain<ISupervisionGrain>(GridKeys.Supervision(unit.Grid, unit.Code));

    private IFlagsGrain Flags(string grid) => grids.Grain<IFlagsGrain>(GridKeys.Flags(grid));

    private IInterviewsGrain InterviewsOf(string grid) => grids.Grain<IInterviewsGrain>(GridKeys.Grid(grid));

    private IHandoversGrain Handovers(string grid) => grids.Grain<IHandoversGrain>(GridKeys.Grid(grid));

    private IHistoryGrain Histories(string grid) => grids.Grain<IHistoryGrain>(GridKeys.Grid(grid));

    private ILedgerGrain Ledger(Place unit) => grids.Grain<ILedgerGrain>(GridKeys.Unit(unit.Grid, unit.Code));

    private Task<T> Once<T>(object question, Func<Task<T>> ask)
    {
        lock (asked)
        {
            if (asked.TryGetValue(question, out var known)) return (Task<T>)known;
            var asking = retries.Ask(ask);
            asked[question] = asking;
            return asking;
        }
    }
}
