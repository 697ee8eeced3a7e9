using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>历史中的一条：办了什么、谁办的、何时为真、何时登记、依据什么；只增不改 / One line of a history: what was done, by whom, true when, recorded when, on which paper; never changed, never removed</summary>
[Name("Entry")]
public sealed class ShownEntry(Entry entry)
{
    /// <summary>办理了什么 / What was done</summary>
    public Act Act => entry.Act;

    /// <summary>办理了什么，中文 / What was done, in Chinese</summary>
    public string ActLabel => Labels.Of(entry.Act);

    /// <summary>办理人 / Who acted</summary>
    public ShownActor Who { get; } = new(entry.Who);

    /// <summary>由谁的账号或密钥提交；系统自行办理及启用账号之前的为空 / Whose account or key sent it; null for the program itself and from before there were accounts</summary>
    public string? By => entry.By;

    /// <summary>是否由导入工作簿登记 / Whether a workbook brought it</summary>
    public bool Imported => entry.Imported;

    /// <summary>自何日起为真 / From which day on it is true</summary>
    public DateOnly On => entry.On;

    /// <summary>至何日止，含当日；未说明则为空 / Up to and including which day; null where nobody said</summary>
    public DateOnly? Until => entry.Until;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => entry.Recorded;

    /// <summary>是否迟登：登记日晚于为真之日 / Whether it was recorded on a later day than it was true from</summary>
    public bool Late => entry.Late;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => entry.Paper;

    /// <summary>理由或所报告的内容 / The reason or the words reported</summary>
    public string? Text => entry.Text;

    /// <summary>所涉及的岗位、单位或人员的编码 / The code of the post, unit or person that it is about</summary>
    public string? Subject => entry.Subject;

    /// <summary>另一端的编码：所任人员、新的上级、承接岗位、批准人 / The code of the other end: the person appointed, the unit moved to, the heir, the approver</summary>
    public string? Other => entry.Other;

    /// <summary>进度，0 至 100 / How far the item is, 0 to 100</summary>
    public int? Percent => entry.Percent;

    /// <summary>佐证材料 / What shows it</summary>
    public IEnumerable<string>? Evidence => entry.Evidence;

    /// <summary>此后责任事项的状态 / Where the item stood afterwards</summary>
    public ItemState? State => entry.State;

    /// <summary>此后责任事项的状态，中文 / Where the item stood afterwards, in Chinese</summary>
    public string? StateLabel => entry.State is { } state ? Labels.Of(state) : null;

    /// <summary>此后的完成时限 / When the item was due afterwards</summary>
    public DateOnly? DueOn => entry.DueOn;

    /// <summary>此后所改对象的版本 / The version afterwards of what was changed</summary>
    public int Version => entry.Version;

    internal int Number => entry.Number;

    internal string Cursor => Gateway.Cursor.Encode($"{entry.Recorded.UtcTicks:D19}", $"{entry.Number:D9}", $"{entry.Act}", entry.Subject ?? "");
}

/// <summary>办理人：在岗的人员，代理时另记所代之人 / Who acted: a person on a post, and for whom where the person only covers it</summary>
[Name("Actor")]
public sealed class ShownActor(Actor actor)
{
    /// <summary>请求中所写的编码 / The code that the request named</summary>
    public string Code => actor.Code;

    /// <summary>所用岗位的编码 / The code of the post that was acted from</summary>
    public string? Post => actor.Post;

    /// <summary>人员编码；岗位空缺时为空 / The code of the person; null while the post is vacant</summary>
    public string? Person => actor.Person;

    /// <summary>姓名，没有则为岗位名称 / The person's name, or the post's title</summary>
    public string Name => actor.Name;

    /// <summary>所在单位的编码 / The code of the unit</summary>
    public string Unit => actor.Unit;

    /// <summary>所代之人的编码 / The code of the holder for whom an acting person stands in</summary>
    public string? For => actor.For;
}
