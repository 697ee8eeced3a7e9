using System.Globalization;
using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一次移送：发现的问题交给另一个部门；沉默不会使它了结 / A finding handed to another department; silence never ends it</summary>
[Name("Referral"), Implements(typeof(INode))]
public sealed partial class ShownReferral(Place place, ReferralView view) : INode
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => GlobalId.Of("Referral", $"{place.Grid}/{view.Referral.To}/{view.Referral.Name ?? $"{view.Referral.Number}"}");

    /// <summary>在接收部门的编号；看不见该部门全部的为空，请用 id / Its number in the department; null for whoever does not see all of the department and goes by the id</summary>
    public int? Number => view.Referral.Number is > 0 and var number ? number : null;

    /// <summary>版本，供 expectedVersion / Its version, good as expectedVersion</summary>
    public int Version => view.Referral.Version;

    /// <summary>状态 / The state</summary>
    public ReferralState State => view.Referral.State;

    /// <summary>状态，中文 / The state in Chinese</summary>
    public string StateLabel => Labels.Of(view.Referral.State);

    /// <summary>移送给哪个部门 / The department that it was referred to</summary>
    public Unit To => new(place.Of(view.Referral.To));

    /// <summary>现在由哪个单位答复：逾期未答复的已升至上一级 / The unit that answers now: unanswered, it rose</summary>
    public Unit At => new(place.Of(view.Route[^1].Unit));

    /// <summary>由哪些单位发现，先移送的在前 / Who found it, the first who referred it first</summary>
    [Complexity(1, 2)]
    public IEnumerable<ShownCredit> Credits => view.Referral.Credits.Select(credit => new ShownCredit(credit));

    /// <summary>被监督的单位 / The unit that was looked at</summary>
    public Unit Unit => new(place.Of(view.Referral.Unit));

    /// <summary>对象 / The targets</summary>
    [Complexity(1, 3)]
    public IEnumerable<ShownTarget> Targets => view.Referral.Targets.Select(target => new ShownTarget(target));

    /// <summary>何日移送 / On which day it was referred</summary>
    public DateOnly On => view.Referral.On;

    /// <summary>答复时限 / Until when it is answered</summary>
    public DateOnly DueOn => view.Referral.DueOn;

    /// <summary>移送至今的天数 / Days since it was referred</summary>
    public int AgeDays => view.AgeDays;

    /// <summary>经过的单位，各自何日起 / The units that it lay with, and since when</summary>
    [Complexity(1, 2)]
    public IEnumerable<ShownReferralStep> Route => view.Route.Select(step => new ShownReferralStep(step));

    /// <summary>办理经过，先登记的在前 / Its history, what was recorded first comes first</summary>
    [Complexity(1, 3)]
    public IEnumerable<ShownEntry> History => view.Referral.Entries.Select(entry => new ShownEntry(entry));

    internal string Cursor => Gateway.Cursor.Encode(view.Place.Day.ToString("O", CultureInfo.InvariantCulture), view.Place.To, view.Place.Name);

    internal static ReferralPlace? PlaceOf(string? cursor) =>
        Gateway.Cursor.Decode(cursor, 3) is [var day, var unit, var name] ? new ReferralPlace(Gateway.Cursor.Day(day), unit, name) : null;
}

/// <summary>发现同一事实的一个单位 / A unit that found the fact</summary>
[Name("ReferralCredit")]
public sealed class ShownCredit(ReferralCredit credit)
{
    /// <summary>单位编码 / The unit's code</summary>
    public string Unit => credit.Unit;

    /// <summary>监督线 / The line</summary>
    public string Line => credit.Line;

    /// <summary>监督的编号 / The number of the action</summary>
    public int Action => credit.Action;

    /// <summary>何日发现 / On which day</summary>
    public DateOnly On => credit.On;
}

/// <summary>移送经过的一个单位 / A unit that a referral lay with</summary>
[Name("ReferralStep")]
public sealed class ShownReferralStep(ReferralStep step)
{
    /// <summary>单位编码 / The unit's code</summary>
    public string Unit => step.Unit;

    /// <summary>何日起 / Since when</summary>
    public DateOnly Since => step.Since;
}
