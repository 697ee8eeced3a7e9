using System.Globalization;
using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>问题台账的一行；台账号不重复使用，办理经过只增不改 / A line of the problem ledger; its number is never used again, and its history only grows</summary>
[Name("Problem"), Implements(typeof(INode))]
public sealed partial class ShownProblem(Place place, ProblemView view) : INode
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => GlobalId.Of("Problem", $"{place.Grid}/{view.Problem.Unit}/{view.Problem.Number}");

    /// <summary>台账号，单位内从 1 起 / Its number in the unit's ledger, from 1 on</summary>
    public int Number => view.Problem.Number;

    /// <summary>版本，供 expectedVersion / Its version, good as expectedVersion</summary>
    public int Version => view.Problem.Version;

    /// <summary>状态 / The state</summary>
    public ProblemState State => view.Problem.State;

    /// <summary>状态，中文 / The state in Chinese</summary>
    public string StateLabel => Labels.Of(view.Problem.State);

    /// <summary>问题所在单位 / The unit that it concerns</summary>
    public Unit Unit => new(place.Of(view.Problem.Unit));

    /// <summary>问题 / What the problem is</summary>
    public string Text => view.Problem.Text;

    /// <summary>类别 / The category</summary>
    public string Category => view.Problem.Category;

    /// <summary>在哪个责任事项上发现 / The item that it was found at</summary>
    public ShownItemKey? Item => view.Problem.Item is { } item ? new(item) : null;

    /// <summary>由该单位的哪次监督发现 / The number of the unit's supervision action that found it</summary>
    public int? Action => view.Problem.Action;

    /// <summary>何日发现 / On which day it was found</summary>
    public DateOnly On => view.Problem.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Reported => view.Problem.Reported;

    /// <summary>认领或异议裁定的时限 / Until when it is claimed, or its dispute decided</summary>
    public DateOnly ClaimBy => view.Problem.ClaimBy;

    /// <summary>是否逾期未认领、未裁定；此时视为由事项岗位或单位负责人的岗位承担 / Whether nobody claimed or decided it in time; it then counts as owned by the item's post or the unit's head post</summary>
    public bool Lapsed => view.Lapsed;

    /// <summary>是否按时主动认领 / Whether the unit claimed it by itself and in time</summary>
    public bool Voluntary => view.Problem.Voluntary;

    /// <summary>责任单位；时限之内待认领的没有 / The unit responsible; none while it may still be claimed</summary>
    public Unit? Owner => view.OwnerUnit is { } unit ? new(place.Of(unit)) : null;

    /// <summary>承担责任的岗位的编码 / The code of the post responsible, where it is a post</summary>
    public string? OwnerPost => view.OwnerPost;

    /// <summary>整改安排；认领或交办之前没有 / Who puts it right and until when; none before it was claimed or assigned</summary>
    public ShownRectification? Rectification => view.Problem.Rectification is { } plan ? new(plan) : null;

    /// <summary>是否逾期未整改 / Whether it is past its due date and not submitted</summary>
    public bool Overdue => view.Overdue;

    /// <summary>根本原因 / The root cause</summary>
    public string? RootCause => view.Problem.RootCause;

    /// <summary>长效措施 / What keeps it from coming back</summary>
    public string? LastingMeasure => view.Problem.LastingMeasure;

    /// <summary>免予根本原因或长效措施的理由 / Why it was closed without a root cause or a lasting measure</summary>
    public string? Waiver => view.Problem.Waiver;

    /// <summary>提交人 / Who submitted the rectification</summary>
    public ShownActor? Submitter => view.Problem.Submitter is { } submitter ? new(submitter) : null;

    /// <summary>何日销号 / On which day it was closed</summary>
    public DateOnly? ClosedOn => view.Problem.ClosedOn;

    /// <summary>再犯的是哪一号；在看不见的台账中的为空 / The number of the problem that came back with this one; null in a ledger that the caller does not see</summary>
    public int? RecurrenceOf => view.Problem.RecurrenceOf;

    /// <summary>再犯的那一号在哪个单位的台账：并入本单位的单位，或事项的岗位原来所在的单位；在本单位台账中的为空 / In whose ledger that one stands: of a unit that merged into this one, or where the item's post stood before; null in the unit's own</summary>
    public string? RecurrenceUnit => view.Problem.RecurrenceUnit;

    /// <summary>以哪一号再犯；在看不见的台账中的为空 / The number of the problem with which this one came back; null in a ledger that the caller does not see</summary>
    public int? RecurredAs => view.Problem.RecurredAs;

    /// <summary>在哪个单位的台账再犯；在本单位台账中的为空 / In whose ledger it came back; null in the unit's own</summary>
    public string? RecurredUnit => view.Problem.RecurredUnit;

    /// <summary>因再犯提高了几级 / How many levels it rose by coming back</summary>
    public int Rise => view.Problem.Rise;

    /// <summary>由哪个单位及其上级交办和核查 / The lowest bureau that assigns and checks it</summary>
    public Unit CheckedFrom => new(place.Of(view.CheckedFrom));

    /// <summary>办理经过，先登记的在前 / Its history, what was recorded first comes first</summary>
    [Complexity(1, 5)]
    public IEnumerable<ShownEntry> History => view.Problem.Entries.Select(entry => new ShownEntry(entry));

    internal string Cursor => Gateway.Cursor.Encode(view.Place.Day.ToString("O", CultureInfo.InvariantCulture), view.Place.Unit, view.Place.Number.ToString(CultureInfo.InvariantCulture));

    internal static ProblemPlace? PlaceOf(string? cursor) =>
        Gateway.Cursor.Decode(cursor, 3) is [var day, var unit, var number] ? new ProblemPlace(Gateway.Cursor.Day(day), unit, Gateway.Cursor.Number(number)) : null;
}

/// <summary>整改安排 / Who puts a problem right, until when, on which track</summary>
[Name("Rectification")]
public sealed class ShownRectification(Rectification plan)
{
    /// <summary>责任单位的编码 / The code of the unit responsible</summary>
    public string Unit => plan.Unit;

    /// <summary>责任人的编码 / The code of the person responsible</summary>
    public string Person => plan.Person;

    /// <summary>责任人当日的姓名 / The person's name on that day</summary>
    public string Name => plan.Name;

    /// <summary>责任人的岗位 / The person's post</summary>
    public string? Post => plan.Post;

    /// <summary>整改时限 / Until when it is put right</summary>
    public DateOnly DueOn => plan.DueOn;

    /// <summary>立行立改还是长期整改 / At once, or in the long term</summary>
    public ProblemTrack Track => plan.Track;

    /// <summary>轨道，中文 / The track in Chinese</summary>
    public string TrackLabel => Labels.Of(plan.Track);

    /// <summary>长期整改的节点 / The milestones of the long term</summary>
    [Complexity(1, 3)]
    public IEnumerable<ShownMilestone> Milestones => plan.Milestones.Select(milestone => new ShownMilestone(milestone));
}

/// <summary>长期整改的一个节点 / A milestone of a long-term rectification</summary>
[Name("Milestone")]
public sealed class ShownMilestone(ProblemMilestone milestone)
{
    /// <summary>应完成之日 / When it is due</summary>
    public DateOnly DueOn => milestone.DueOn;

    /// <summary>完成之日 / When it was reached</summary>
    public DateOnly? DoneOn => milestone.DoneOn;
}
