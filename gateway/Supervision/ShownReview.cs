using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>盲区、扎堆与分歧 / What lies unseen, piles up or is disputed</summary>
[Name("SupervisionReview")]
public sealed class ShownReview(Place place, ReviewView view)
{
    /// <summary>责任事项数 / Items looked into</summary>
    public int Items => view.ItemTotal;

    /// <summary>期间没有任何线看过的事项数 / Items that no line looked at</summary>
    public int BlindSpotCount => view.BlindTotal;

    /// <summary>其中在前的，关键少数优先 / The first of them, of the key few before all others</summary>
    [Complexity(25, 25)]
    public IEnumerable<ResponsibilityItem> BlindSpots => ItemBatch.Of(view.Blind, null).Items;

    /// <summary>扎堆数：三条以上的线三十天内看同一对象 / Targets that three lines or more looked at within thirty days</summary>
    public int PileCount => view.PileTotal;

    /// <summary>其中在前的，线多者优先 / The first of them, those of more lines before all others</summary>
    [Complexity(5, 5)]
    public IEnumerable<ShownPile> Piles => view.Piles.Select(pile => new ShownPile(place, pile));

    /// <summary>分歧数 / Disagreements</summary>
    public int DisagreementCount => view.DisagreementTotal;

    /// <summary>其中在前的 / The first of them</summary>
    [Complexity(5, 5)]
    public IEnumerable<ShownDisagreement> Disagreements => view.Disagreements.Select(found => new ShownDisagreement(place, found));
}

/// <summary>扎堆 / A pile</summary>
[Name("Pile")]
public sealed class ShownPile(Place place, Pile view)
{
    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>对象 / The target</summary>
    public ShownTarget Target => new(view.Target);

    /// <summary>哪些线 / Which lines</summary>
    public IEnumerable<string> Lines => view.Lines;

    /// <summary>自何日 / From which day on</summary>
    public DateOnly Since => view.From;

    /// <summary>至何日 / Up to which day</summary>
    public DateOnly Until => view.To;
}

/// <summary>分歧：一方发现问题，另一方没有；是线索，不是结论 / One found what the other did not: a hint, no verdict</summary>
[Name("Disagreement")]
public sealed class ShownDisagreement(Place place, Disagreement view)
{
    /// <summary>种类 / What it is</summary>
    public DisagreementKind Kind => view.Kind;

    /// <summary>种类，中文 / What it is, in Chinese</summary>
    public string KindLabel => Labels.Of(view.Kind);

    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>对象 / The target</summary>
    public ShownTarget Target => new(view.Target);

    /// <summary>发现问题的单位编码 / The code of the unit that found it</summary>
    public string FoundBy => view.FoundBy;

    /// <summary>何日发现 / When</summary>
    public DateOnly FoundOn => view.FoundOn;

    /// <summary>没有发现的单位或派驻岗位的编码 / The code of the unit or stationed post that did not</summary>
    public string MissedBy => view.MissedBy;

    /// <summary>何日看过而没有发现 / When it looked and found nothing</summary>
    public DateOnly? MissedOn => view.MissedOn;
}

/// <summary>无人监督的监督者，或互相制约的一对岗位 / A supervisor without one, or a pair of posts that check each other</summary>
[Name("Unsupervised")]
public sealed class ShownUnsupervised(Place place, Unsupervised view)
{
    /// <summary>原因 / Why</summary>
    public UnsupervisedReason Reason => view.Reason;

    /// <summary>原因，中文 / Why, in Chinese</summary>
    public string ReasonLabel => Labels.Of(view.Reason);

    /// <summary>单位 / The unit</summary>
    public Unit Unit => new(place.Of(view.Unit));

    /// <summary>岗位编码，互相制约时才有 / The post's code, of a pair</summary>
    public string? Post => view.Post;

    /// <summary>另一端：空缺的部门或岗位，或互相制约的另一岗位 / The other end: the vacant department or post, or the other post of a pair</summary>
    public string? Other => view.Other;
}

/// <summary>派驻人员的月度履职卡 / A stationed officer's month</summary>
[Name("OfficerCard")]
public sealed class ShownOfficerCard(Place place, OfficerCard view)
{
    /// <summary>派驻岗位的编码 / The code of the stationed post</summary>
    public string Post => view.Post;

    /// <summary>派出单位 / The sender</summary>
    public Unit Sender => new(place.Of(view.Sender));

    /// <summary>驻在单位 / The host</summary>
    public Unit Host => new(place.Of(view.Host));

    /// <summary>职责 × 任务，各多少次；零就是空格 / Duties × tasks, how often each; zero is an empty cell</summary>
    [Complexity(16, 1)]
    public IEnumerable<ShownOfficerCell> Cells => view.Cells.Select(cell => new ShownOfficerCell(cell));

    /// <summary>整月没有记录的任务 / Tasks without any record in the month</summary>
    public IEnumerable<string> EmptyTasks => view.EmptyTasks;

    /// <summary>整月没有记录的职责 / Duties without any record in the month</summary>
    public IEnumerable<string> EmptyDuties => view.Cells.GroupBy(c => c.Duty).Where(d => d.All(c => c.Count == 0)).Select(d => d.Key);
}

/// <summary>履职卡的一格 / A cell of the card</summary>
[Name("OfficerCell")]
public sealed class ShownOfficerCell(OfficerCell view)
{
    /// <summary>职责 / The duty</summary>
    public string Duty => view.Duty;

    /// <summary>任务 / The task</summary>
    public string Task => view.Task;

    /// <summary>次数 / How often</summary>
    public int Count => view.Count;
}
