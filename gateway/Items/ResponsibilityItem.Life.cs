using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class ResponsibilityItem
{
    /// <summary>最近报告的进度，0 至 100 / How far it is by its last report, 0 to 100</summary>
    public int? Percent => view.Percent;

    /// <summary>责任一方最近一次办理的时刻；提醒不算 / When its own people last did something about it; reminders do not count</summary>
    public DateTimeOffset? LastMoved => view.LastMoved;

    /// <summary>由哪个事项细化而来；清单中的事项为空 / The item that it was made from by refining; null for an item of a list</summary>
    public ShownItemKey? RefinedFrom => view.RefinedFrom is { } parent ? new(parent) : null;

    /// <summary>协助的岗位；协助不改变负责人、数字和缺口 / The posts that assist; that changes no holder, number or gap</summary>
    public IEnumerable<ShownAssist> Assists => view.Assists.Select(assist => new ShownAssist(assist));

    /// <summary>责任一方有无动作：临期仍无动作、或近日（提醒设置的天数，默认 5 天）没有动作的为沉睡；否则看首次动作在提醒之前还是之后 / Whether its own people did anything about it: dormant when it is soon due or overdue and nothing was done, or nothing within the days of the reminder setting, five by default; else by whether they first moved before a reminder or after it</summary>
    public ItemActivity Activity => view.Activity;

    /// <summary>责任一方有无动作，中文 / Whether its own people did anything about it, in Chinese</summary>
    public string ActivityLabel => Labels.Of(view.Activity);

    /// <summary>是否逾时未签收 / Whether it has waited for acceptance longer than the grid allows</summary>
    public bool Unaccepted => view.IsUnaccepted;

    /// <summary>截至所问之时按层次自动作出的提醒，先作出者在前；一次 grain 调用 / The reminders of the ladder up to the moment asked for, the oldest first; one grain call</summary>
    [Complexity(3, 3)]
    public async Task<IEnumerable<ShownReminder>> Reminders([FromServices] GrainReads reads) =>
        (await reads.Reminders(view.Key, view.Unit)).Where(given => at is not { } then || (given.Reminder.On <= then.AsOf && given.Reminder.At <= then.KnownAt)).Select(given => new ShownReminder(given));

    /// <summary>历史，先发生者在前；所问之日尚未发生或尚不知道的不在其中；一次 grain 调用 / Its history, the oldest first, without what had not come true or was not known at the moment asked for; one grain call</summary>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public async Task<Connection<ShownEntry>> History([FromServices] GrainReads reads, int? first, string? after)
    {
        var size = PageSize.Of(first);
        var begin = Cursor.Decode(after, 1) is [var number] ? Cursor.Number(number) : 0;
        var history = await reads.History(view.Key, view.Unit, begin, size, at);
        return new(
            [.. history.Entries.Select(entry => new ShownEntry(entry))],
            entry => Cursor.Encode($"{entry.Number}"), history.Total > begin + history.Entries.Count, history.Total, begin > 0);
    }
}
