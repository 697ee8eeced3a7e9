namespace ResponsibilityGrid.Gateway;

/// <summary>How an import is meant.</summary>
/// <param name="DryRun">Check everything, write nothing.</param>
/// <param name="Skip">Leave bad rows out instead of refusing the workbook.</param>
/// <param name="NewVersion">Draft a new version of an issued list where its duties changed.</param>
internal sealed record ImportOptions(bool DryRun = false, bool Skip = false, bool NewVersion = false);

/// <summary>What became of a workbook.</summary>
internal sealed record ImportReport
{
    /// <summary>The grid's id; absent where nothing could be made of the workbook.</summary>
    public string? Grid { get; init; }

    public bool DryRun { get; init; }

    /// <summary>Whether the workbook was taken, or would be.</summary>
    public bool Accepted { get; init; }

    /// <summary>Units and posts that are new or changed.</summary>
    public int StructureChanges { get; init; }

    /// <summary>Persons, fills, links and post profiles that are new or changed.</summary>
    public int FactChanges { get; init; }

    /// <summary>Persons of whom the workbook brings an identity number or a telephone. They are not compared with those on record: whether a report calls one new would tell what is kept.</summary>
    public int Details { get; init; }

    public IReadOnlyList<DraftedList> Lists { get; init; } = [];

    /// <summary>Bad rows; under skip, those left out.</summary>
    public IReadOnlyList<WorkbookFault> Faults { get; init; } = [];

    /// <summary>What is on record and no longer in the workbook; it stays as it is.</summary>
    public IReadOnlyList<string> Absent { get; init; } = [];

    /// <summary>A sentence for a person.</summary>
    public string Message => Accepted && Details > 0 ? $"{Outcome}另有 {Details} 人的身份证号或联系电话以工作簿为准，不与在册比对。" : Outcome;

    private string Outcome => this switch
    {
        { Accepted: false } => $"工作簿有 {Faults.Count} 处问题，未写入任何内容。",
        { Changes: 0 } => "内容与在册一致，没有变化。",
        { DryRun: true } => $"检查通过，将有 {Changes} 处变化；未写入任何内容。",
        _ => $"已导入，共 {Changes} 处变化。",
    };

    private int Changes => StructureChanges + FactChanges + Lists.Sum(l => l.Difference.Added.Count + l.Difference.Changed.Count + l.Difference.Dropped.Count);
}

/// <summary>What a workbook changes in the draft of a list.</summary>
internal sealed record DraftedList(string List, ListDifference Difference);
