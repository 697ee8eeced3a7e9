namespace ResponsibilityGrid.Gateway;

internal static partial class WorkbookRules
{
    private static IEnumerable<WorkbookFault> Fills(Registers book, IReadOnlyList<FillRow> fills)
    {
        WorkbookFault[] repeated = [.. Repeated(fills, fill => (fill.Post, fill.Person, fill.Kind, fill.From), "岗位编码", FaultCode.FillDuplicate, fill => fill.Post)];
        var again = repeated.Select(fault => fault.Row).ToHashSet();

        return
        [
            .. repeated,
            .. fills.SelectMany(fill => (IEnumerable<WorkbookFault>)
            [
                .. book.Posts.Reference(fill, "岗位编码", fill.Post, FaultCode.PostUnknown),
                .. book.Persons.Reference(fill, "人员编码", fill.Person, FaultCode.PersonUnknown),
                .. Dates(fill, fill.From, fill.To),
                .. Length(fill, "依据文号", fill.Paper),
                .. Reason(fill),
            ]),
            .. fills.Where(fill => !IsShared(fill) && !again.Contains(fill.Row) && !(fill.To < fill.From))
                .GroupBy(fill => (fill.Post, fill.Kind)).SelectMany(Overlaps),
        ];
    }

    // By first day, a fill overlaps an earlier one exactly when it overlaps the earlier one that lasts longest.
    private static IEnumerable<WorkbookFault> Overlaps(IEnumerable<FillRow> fills)
    {
        FillRow? longest = null;

        foreach (var fill in fills.OrderBy(fill => fill.From).ThenBy(fill => fill.Row))
        {
            if (longest is not null && fill.From <= Last(longest))
                yield return fill.Fault("起始日期", FaultCode.FillOverlap, Overlap(fill, longest), fill.From);

            if (longest is null || Last(fill) > Last(longest))
                longest = fill;
        }
    }

    private static string Overlap(FillRow fill, FillRow other) =>
        $"岗位 {fill.Post} 自 {fill.From:yyyy-MM-dd} 起与第 {other.Row} 行（{other.Person}）同日{(fill.Kind == FillKind.Holder
            ? "任职，请填前任的“终止日期”，或在“共同任职”列写明理由" : "代理，同一天只能由一人代理")}。";

    // Where a row says only that the post is shared, the paper that it rests on says why.
    private static IEnumerable<WorkbookFault> Reason(FillRow fill)
    {
        if (IsShared(fill) && string.IsNullOrWhiteSpace(fill.Reason) && fill.Paper.Length == 0)
            yield return fill.Fault("共同任职", FaultCode.SharedReasonMissing, "共同任职须写明理由：请在“共同任职”列写理由，或填写“依据文号”。", "是");
    }

    // The mark is for holders: a cover is there because one person is away.
    private static bool IsShared(FillRow fill) => fill.Shared && fill.Kind == FillKind.Holder;

    private static DateOnly Last(FillRow fill) => fill.To ?? DateOnly.MaxValue;

    private static IEnumerable<WorkbookFault> Repeated<T, TKey>(
        IReadOnlyList<T> rows, Func<T, TKey> key, string column, string code, Func<T, string> value) where T : IWorkbookRow where TKey : notnull
    {
        Dictionary<TKey, int> first = [];

        foreach (var row in rows)
            if (!first.TryAdd(key(row), row.Row))
                yield return row.Fault(column, code, $"本行与第 {first[key(row)]} 行重复，请删去其中一行。", value(row));
    }
}
