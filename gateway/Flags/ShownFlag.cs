using System.Globalization;
using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一条线索及其证据，每次查询时算出；由人核定，系统不作处理 / A hint with its evidence, worked out with every question: for a person to judge, nothing follows by itself</summary>
[Name("Flag"), Implements(typeof(INode))]
public sealed partial class ShownFlag(Place place, FlagView view) : INode
{
    /// <summary>全局标识，取自其中最先登记的记录 / The global id, that of its first record</summary>
    [Id]
    public string Id => GlobalId.Of("Flag", $"{place.Grid}/{view.Id}");

    /// <summary>种类 / What it is about</summary>
    public FlagKind Kind => view.Kind;

    /// <summary>种类，中文 / What it is about, in Chinese</summary>
    public string KindLabel => Labels.Of(view.Kind);

    /// <summary>状态，随最后一次意见 / Where it stands, by what was said of it last</summary>
    public FlagState State => view.State;

    /// <summary>状态，中文 / Where it stands, in Chinese</summary>
    public string StateLabel => Labels.Of(view.State);

    /// <summary>版本，每有一次意见加一，供 expectedVersion / One more with everything said of it; good as expectedVersion</summary>
    public int Version => view.Version;

    /// <summary>最低的相似度，百分比 / The least similarity among its records, in percent</summary>
    public int Similarity => view.Similarity;

    /// <summary>去掉姓名、日期、单位、数字和套话之后的文字，取第一条记录 / What is left of the first text without names, dates, units, numbers and set phrases</summary>
    public string CommonText => view.Common;

    /// <summary>记录数 / How many records there are</summary>
    public int RecordCount => view.Count;

    /// <summary>最后一次意见之后新增的记录数 / How many came after what was said of it last</summary>
    public int RecordsSince => view.Since;

    /// <summary>证据，先登记的在前，至多 200 条 / The evidence, what was recorded first comes first; at most 200</summary>
    [Complexity(5, 5)]
    public IEnumerable<ShownFlagRecord> Records => view.Records.Select(record => new ShownFlagRecord(place, record));

    /// <summary>线索所指的岗位或人员，他们可以提出异议 / At whom it points; they may dispute it</summary>
    [Complexity(5, 1)]
    public IEnumerable<ShownActor> Flagged => view.Flagged.Select(who => new ShownActor(who));

    /// <summary>二传手：在这一天之前（含）自己有了行动，线索就消失 / Of a pass-through: an act of one's own up to this day takes it away</summary>
    public DateOnly? ClearedUntil => view.Until;

    /// <summary>历次异议和认定 / What was said of it, the oldest first</summary>
    [Complexity(2, 2)]
    public IEnumerable<ShownFlagDecision> Decisions => view.Decisions.Select(decision => new ShownFlagDecision(decision));

    internal string Cursor => Gateway.Cursor.Encode(view.Count.ToString(CultureInfo.InvariantCulture), view.Id);
}

/// <summary>作为证据的一段文字 / A text that is evidence</summary>
[Name("FlagRecord")]
public sealed class ShownFlagRecord(Place place, FlagRecord record)
{
    /// <summary>来处 / Where it comes from</summary>
    public FlagSource Source => record.Source;

    /// <summary>来处，中文 / Where it comes from, in Chinese</summary>
    public string SourceLabel => Labels.Of(record.Source);

    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(record.Unit));

    /// <summary>责任事项；监督记录没有 / The item; none of a supervision action</summary>
    public ShownItemKey? Item => record.Item is { } key ? new(key) : null;

    /// <summary>监督记录的全局标识 / The global id of the supervision action</summary>
    [Id]
    public string? Action => record.Source == FlagSource.Action ? GlobalId.Of("SupervisionAction", $"{place.Grid}/{record.Unit}/{record.Number}") : null;

    /// <summary>在事项历史或单位监督中的编号 / Its number in the item's history, or among the unit's actions</summary>
    public int Number => record.Number;

    /// <summary>谁写的 / Who wrote it</summary>
    public ShownActor Who => new(record.Who);

    /// <summary>何日 / On which day</summary>
    public DateOnly On => record.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => record.Recorded;

    /// <summary>原文 / The text as it was written</summary>
    public string Text => record.Text;

    /// <summary>与第一条的相似度，百分比 / How much it shares with the first, in percent</summary>
    public int Similarity => record.Similarity;
}

/// <summary>对线索的一次异议或认定；只增不改 / What was said of a flag once; never changed</summary>
[Name("FlagDecision")]
public sealed class ShownFlagDecision(FlagDecision decision)
{
    /// <summary>意见 / What was said</summary>
    public FlagStance Stance => decision.Stance;

    /// <summary>意见，中文 / What was said, in Chinese</summary>
    public string StanceLabel => Labels.Of(decision.Stance);

    /// <summary>办理人 / Who said it</summary>
    public ShownActor Who => new(decision.Who);

    /// <summary>由谁的账号或密钥提交 / Whose account or key sent it</summary>
    public string? By => decision.By;

    /// <summary>理由；所涉单位不全可见的，不显示 / The reason; null where not all units that it was about are seen</summary>
    public string? Reason => decision.Text;

    /// <summary>何日 / On which day</summary>
    public DateOnly On => decision.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => decision.Recorded;

    /// <summary>是否补登 / Whether it was recorded on a later day</summary>
    public bool Late => decision.Late;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => decision.Paper;
}
