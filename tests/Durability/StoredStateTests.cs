using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace ResponsibilityGrid.Tests;

/// <summary>What stands in the rows: yesterday's has to be read by today's code, and a change of form is seen in review.</summary>
public sealed class StoredStateTests : IDisposable
{
    private static readonly Span Since = new() { From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 12, 31), Recorded = DateTimeOffset.UnixEpoch, Superseded = DateTimeOffset.UnixEpoch.AddDays(1) };
    private static readonly Duty Duty = new()
    {
        Code = "2026-01-01", Aspect = "责任落实", Title = "召开会议", Layer = "党委", Levels = [1, 2], Standard = "会议召开", Evidence = "纪要",
        DueOn = new DateOnly(2026, 3, 15), FunctionalLine = "法制", Delegable = true, KeyFew = true, Refines = "2026-01-02", ChangedIn = 1,
    };

    private static readonly ItemKey Key = new("370700", "2026", "2026-01-01", "370700-01");
    private static readonly Actor Actor = new() { Code = "P1", Post = "370700-01", Person = "P1", Name = "某某0001", Unit = "370700", For = "P2" };
    private static readonly Charge Charge = new()
    {
        Key = Key with { Duty = "2026-01-01~00000001" }, Parent = Key, Origin = Key, Steps = 1, Title = "召开会议", Measure = "先行排查", Evidence = "台账",
        DueOn = Since.From, Limit = Since.From, By = Actor, On = Since.From, Command = "c1", Paper = "某发〔2026〕1号", Under = 1,
    };
    private static readonly Entry Entry = new()
    {
        Number = 1, Act = Act.ReportItem, Who = Actor, On = Since.From, Until = Since.To, Recorded = DateTimeOffset.UnixEpoch, Late = true, Paper = "某发〔2026〕1号", Text = "已开会", Subject = "370700-01", Other = "P1",
        Percent = 40, Evidence = ["纪要"], State = ItemState.InProgress, DueOn = Since.To, Version = 2, Command = "c1", Digest = 1, By = "account:a", Imported = true,
    };

    private static readonly SupervisionAction Action = new()
    {
        Unit = "370702001", Number = 2, Corrects = 1, Version = 2, Withdrawn = true, By = "370702D01", Line = "专责", Officer = "370702001-03", Who = Actor,
        Targets = [new SupervisionTarget { Kind = TargetKind.Item, Post = "370702001-04", List = "2026", Duty = "2026-01-01", Aspect = "责任落实" }],
        Kind = SupervisionKind.SpotCheck, Clean = true, On = Since.From, Recorded = DateTimeOffset.UnixEpoch, Late = true, Text = "未见异常", Evidence = ["照片"], Duty = "监督", Task = "盯程序",
        Paper = "某发〔2026〕1号", Command = "c1", Digest = 1,
    };

    private static readonly FlagDecision Decision = new()
    {
        Number = 1, Flag = "00000000000000ff", Kind = FlagKind.PassThrough, Stance = FlagStance.Dismiss, Who = Actor, Text = "各自书写", On = Since.From, Recorded = DateTimeOffset.UnixEpoch, Late = true,
        Paper = "某纪〔2026〕1号", Records = ["00000000000000ff"], Units = ["370702"], Command = "c1", Digest = 1, By = "account:a",
    };

    private readonly IHost _host = Host();

    public static TheoryData<string> Names => [.. States.Keys];

    private static Dictionary<string, object> States => new()
    {
        ["grid"] = new GridState
        {
            Grid = "370700", Version = 3,
            Units = [new UnitEntry { Code = "370700", Name = "某市局", Level = 1, Kind = UnitKind.Bureau, Line = "专责", Span = Since }],
            Posts = [new PostEntry { Code = "370700-01", Unit = "370700", Layer = "党委", Span = Since, Heir = "370700-02" }],
            Lists = [new ListEntry { List = "2026", Version = 1, Span = Since }],
            Entries = [Entry],
            Errand = new StructureCommand { Id = "c2", Digest = 7, Act = Act.CloseUnit, Unit = "370702", On = new DateOnly(2026, 6, 30), Heirs = [new Heir("370702-01", "370703-01")], Told = "不可转派的事项：2026-01-01" },
        },
        ["grid-register"] = new GridRegisterState { Grids = ["370700"], Ready = ["370700"] },
        ["rights"] = new RightsState
        {
            Version = 1,
            Grants =
            [
                new Grant
                {
                    Id = "g1", Who = "post:370702-01", Role = Role.Clerk, Over = "370702", Line = "法制", Span = Since, Paper = "某发〔2026〕1号", ProposedBy = "account:a", Proposed = DateTimeOffset.UnixEpoch,
                    ApprovedBy = "account:b", Approved = DateTimeOffset.UnixEpoch, EndedBy = "account:c", Ended = DateTimeOffset.UnixEpoch,
                },
            ],
            Entries = [Entry],
        },
        ["accounts"] = new AccountsState
        {
            Version = 2,
            Accounts = [new Account { Name = "wang", Duty = Role.Auditor, Grid = "370700", Person = "P1", Issuer = "https://id.example", IssuerSubject = "7", Generation = 3, Locked = true, Closed = true, Created = DateTimeOffset.UnixEpoch, CreatedBy = "account:a", Resets = 1, ProposedBy = "account:c" }],
            Invitations = [new Invitation { Seal = "s", Account = "wang", Duty = Role.Auditor, Expires = DateTimeOffset.UnixEpoch }],
            Entries = [Entry with { Act = Act.CreateAccount }],
        },
        ["account"] = new AccountState
        {
            Proof = new Proof { Version = 4, Password = "p", Earlier = ["q"], Since = DateTimeOffset.UnixEpoch, Authenticator = "t", UsedCodes = ["000000"], Resets = 1 },
            Tries = 2, LastTry = DateTimeOffset.UnixEpoch,
        },
        ["keys"] = new KeysState
        {
            Version = 2,
            Accounts = [new ServiceAccount
            {
                Id = "hr", Name = "某系统", Role = "clerk", Grid = "370700", Over = "370702",
                Keys = [new ServiceKey { Number = 1, Seal = "a:b", Created = DateTimeOffset.UnixEpoch, CreatedBy = "account:a", Expires = DateTimeOffset.UnixEpoch.AddDays(1), Revoked = DateTimeOffset.UnixEpoch, RevokedBy = "account:b", LastUsed = Since.From, IsProposed = true }],
            }],
            Entries = [Entry with { Act = Act.CreateKey }],
        },
        ["unit"] = new UnitState
        {
            Version = 2,
            Posts = [new Post { Code = "370700-01", Title = "党委", Layer = "党委", KeyFew = true, Span = Since }],
            Fills = [new Fill { Post = "370700-01", Person = "P1", Name = "某某0001", Kind = FillKind.Acting, Shared = true, Reason = "分工", Paper = "干任〔2026〕1号", Span = Since }],
            Links = [new Link { Kind = LinkKind.AnswersFor, Subject = "370700-01", Target = "370702", Span = Since, Paper = "某发〔2026〕1号" }],
            Residents = [new Resident { Person = "P1", Name = "某某0001", Span = Since }],
            Outbox = ["P1"],
            Entries = [Entry],
            Brought = [Entry with { Number = 2, Act = Act.Vacate }],
            Leavings =
            [
                new Leaving
                {
                    Post = "370700-01", Person = "P1", Name = "某某0001", On = Since.From, Recorded = DateTimeOffset.UnixEpoch, Command = "c1", Paper = "某发〔2026〕1号", Unit = "370700",
                    Disposals = [new Disposal { Item = Key, Kind = DisposalKind.Given, Post = "370700-02", Reason = "调往他处" }],
                    Leaver = new Signature(Actor, Since.From, DateTimeOffset.UnixEpoch), Taker = new Signature(Actor, Since.From, DateTimeOffset.UnixEpoch), Open = new LeftOpen(1, 2, 3, 4),
                },
            ],
            Interviews =
            [
                new Interview
                {
                    Number = 1, Unit = "370702", AsOf = Since.From, List = "2026", Among = 13, By = Actor, Recorded = DateTimeOffset.UnixEpoch, Paper = "某发〔2026〕1号", Text = "限期整改", Command = "c1",
                    Facts = new RankedUnit
                    {
                        Unit = "370702", Items = 40, Closed = 10, Overdue = 30, Rank = 13, IsProposed = true,
                        Head = new Interviewee("370702-02", "局长", "P1", "某某0001"), DisciplineHead = new Interviewee("370702-03", "纪检组长", "P2", "某某0002"),
                    },
                },
            ],
            Stays = [new Stay { Post = "370700-01", Other = "370702", From = new DateOnly(2026, 1, 1), To = new DateOnly(2026, 6, 30) }],
        },
        ["ledger"] = new LedgerState
        {
            Adopted = [new AdoptedList { List = "2026", Version = 1 }],
            Reminders = [new Reminder { List = "2026", DueOn = Since.From, Rung = Rung.Overdue, On = Since.From, At = DateTimeOffset.UnixEpoch }],
        },
        ["item"] = new ResponsibilityItemState
        {
            Life = new ItemLife
            {
                Key = Key, Revision = 3, Version = 2, Percent = 40, Moved = DateTimeOffset.UnixEpoch, LastMoved = DateTimeOffset.UnixEpoch.AddDays(1), Reminded = DateTimeOffset.UnixEpoch, Submitter = "P1", Assists = [new Assist { Post = "370700D01-01", Paper = "某发〔2026〕1号", Span = Since }], Children = 1, Charge = Charge,
                Changes = [new LifeChange { On = Since.From, At = DateTimeOffset.UnixEpoch, State = ItemState.InProgress, DueOn = Since.To, Under = 1 }],
            },
            Entries = [Entry],
            Logs = 1,
            Charges = [Charge],
        },
        ["item-log"] = new ItemLogState { Entries = [Entry] },
        ["supervision"] = new SupervisionState { Logs = 1, Actions = [Action] },
        ["problems"] = new ProblemsState
        {
            Problems =
            [
                new Problem
                {
                    Unit = "370702001", Number = 2, Version = 5, State = ProblemState.Failed, Text = "值班脱岗", Category = "工作纪律", Item = Key, Action = 3, On = Since.From, Reported = DateTimeOffset.UnixEpoch, ClaimBy = Since.From, Voluntary = true,
                    Rectification = new Rectification { Unit = "370702001", Person = "P1", Name = "某某0001", Post = "370702001-04", DueOn = Since.From, Track = ProblemTrack.LongTerm, Milestones = [new ProblemMilestone(Since.From, Since.From)] },
                    RootCause = "无人顶班", LastingMeasure = "轮值表", Waiver = "已撤岗", Submitter = Actor, ClosedOn = Since.From, RecurrenceOf = 1, RecurrenceUnit = "370702002", RecurredAs = 3, RecurredUnit = "370702003", Rise = 1, Entries = [Entry with { Act = Act.ReportProblem }],
                },
            ],
        },
        ["referrals"] = new ReferralsState
        {
            Referrals =
            [
                new Referral
                {
                    To = "370700D01", Number = 1, Name = "0123456789abcdef01234567", Version = 3, State = ReferralState.Returned, Unit = "370702001", Targets = Action.Targets, Credits = [new ReferralCredit("370700D02", "法制", 2, Since.From)],
                    DueOn = Since.From, On = Since.From, Entries = [Entry with { Act = Act.Refer }],
                },
            ],
        },
        ["supervision-log"] = new SupervisionLogState { Actions = [Action] },
        ["flags"] = new FlagsState { Logs = 1, Decisions = [Decision] },
        ["flag-log"] = new FlagLogState { Decisions = [Decision] },
        ["list"] = new ResponsibilityListState { Versions = [new ListVersion { List = "2026", Number = 1, IssuedAt = DateTimeOffset.UnixEpoch, InForceFrom = new DateOnly(2026, 1, 1), Duties = [Duty], Revision = 1 }], Entries = [Entry with { Act = Act.DraftList }] },
        ["measures"] = new MeasuresState { Measures = [new Measure { Number = 2, Person = "P1", Kind = MeasureKind.WrittenReview, Basis = "值班脱岗", Paper = "某纪〔2026〕1号", Who = Actor, On = Since.From, Recorded = DateTimeOffset.UnixEpoch, Late = true, Corrects = 1, Withdrawn = true, Command = "c1", Digest = 1, Unit = "370700", By = "account:a" }] },
        ["inspections"] = new InspectionsState
        {
            Inspections =
            [
                new Inspection
                {
                    Key = "00000000000000ff", Unit = "370700", StartsOn = Since.From, Begun = DateTimeOffset.UnixEpoch, Scope = "值班", Text = "四不两直", Entries = [Entry with { Act = Act.PlanInspection }],
                    Findings = [new Finding { Number = 1, Text = "台账缺页", Who = Actor, On = Since.From, Recorded = DateTimeOffset.UnixEpoch, Paper = "某纪〔2026〕1号" }],
                },
            ],
        },
        ["readings"] = new ReadingsState { Readings = [new Reading { Number = 1, At = DateTimeOffset.UnixEpoch, Subject = "account:a", Reader = "P2", Person = "P1", Unit = "370700", Fields = [RestrictedField.Measures], Purpose = "出具廉政意见" }] },
        ["person"] = new PersonState { Seatings = [new Seating { Unit = "370700", Version = 1, Home = new Resident { Person = "P1", Name = "某某0001", Span = Since }, Fills = [], Stays = [] }], Claim = new Claim { Unit = "370700", Command = "c1", At = DateTimeOffset.UnixEpoch }, IdentityNumber = "d1.AAAA", Telephone = "d1.BBBB" },
    };

    [Theory, MemberData(nameof(Names))]
    public void A_state_is_stored_in_the_form_on_record(string name)
    {
        var json = Serializer.Serialize(States[name]).ToString();

        Golden.Matches(JsonSerializer.Serialize(JsonDocument.Parse(json), Readable) + "\n", $"state-v1/{name}.json");
    }

    [Theory, MemberData(nameof(Names))]
    public void A_state_stored_in_the_first_form_is_still_read_whole(string name)
    {
        var stored = BinaryData.FromString(File.ReadAllText(PathOf($"state-v1/{name}.json")));

        var read = typeof(StateSerializer).GetMethod(nameof(StateSerializer.Deserialize))!.MakeGenericMethod(States[name].GetType()).Invoke(Serializer, [stored]);

        Assert.Equivalent(States[name], read, strict: true);
    }

    public static TheoryData<string> OlderNames => [.. States.Keys.Where(name => File.Exists(PathOf($"state-v1/before-commands/{name}.json")))];

    [Theory, MemberData(nameof(OlderNames))]
    public void A_row_from_before_there_were_commands_loses_nothing(string name)
    {
        var stored = File.ReadAllText(PathOf($"state-v1/before-commands/{name}.json"));

        var read = typeof(StateSerializer).GetMethod(nameof(StateSerializer.Deserialize))!.MakeGenericMethod(States[name].GetType()).Invoke(Serializer, [BinaryData.FromString(stored)])!;

        Kept(JsonNode.Parse(stored)!, JsonNode.Parse(Serializer.Serialize(read).ToString())!);
    }

    [Fact]
    public void Every_state_of_every_grain_is_on_record() =>
        Assert.Equal(
            typeof(GridGrains).Assembly.GetTypes().SelectMany(type => type.GetConstructors()).SelectMany(constructor => constructor.GetParameters())
                .SelectMany(parameter => parameter.GetCustomAttributes(typeof(PersistentStateAttribute), false)).Cast<PersistentStateAttribute>().Select(state => state.StateName).Order(),
            States.Keys.Order());

    public void Dispose() => _host.Dispose();

    // Built, not started: its serializer is the product's, and needs no database.
    private static IHost Host()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Configuration["Storage:Provider"] = "sqlite";
        builder.Configuration["Storage:File"] = "unused.db";
        builder.Services.AddSingleton(TestPasses.Keys);
        builder.UseOrleans(silo => silo.AddGridSilo(builder.Configuration).AddEmbeddedClustering());
        return builder.Build();
    }

    private static JsonSerializerOptions Readable => new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private StateSerializer Serializer => _host.Services.GetRequiredService<StateSerializer>();

    /// <summary>Whatever the one says the other says as well; it may say more.</summary>
    private static void Kept(JsonNode before, JsonNode after)
    {
        if (before is JsonObject told)
            foreach (var (member, value) in told.Where(m => m.Value is not null)) Kept(value!, after[member]!);
        else if (before is JsonArray list)
            foreach (var (value, other) in list.Zip(after.AsArray())) Kept(value!, other!);
        else Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    private static string PathOf(string file, [CallerFilePath] string here = "") => Path.GetFullPath(file, Path.GetDirectoryName(here)!);
}
