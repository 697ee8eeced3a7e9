using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>监督矩阵；各行、各线相加都是同样的次数 / Rows × lines; every axis adds up to the same looks</summary>
[Name("SupervisionMatrix")]
public sealed class ShownMatrix(Place place, MatrixView view)
{
    /// <summary>单位 / The unit at the top of what is looked at</summary>
    public Unit Unit => new(place);

    /// <summary>下级是否都已汇总；为否时数字还会变动 / Whether every unit below has been heard; numbers may still move while it is false</summary>
    public bool Settled => view.Settled;

    /// <summary>各行 / The rows</summary>
    [Complexity(1, 1)]
    public IEnumerable<ShownMatrixRow> Rows => view.Rows.Select(row => new ShownMatrixRow(row));

    /// <summary>合计 / All rows together</summary>
    public ShownMatrixRow Total => new(view.Total);

    /// <summary>期间没有任何线看过的行，关键少数在前 / The rows that no line looked at, of the key few first</summary>
    [Complexity(1, 1)]
    public IEnumerable<ShownMatrixRow> NotChecked => view.Rows.Where(row => row.Key is not null && row.Cells.TrueForAll(cell => cell.Count == 0)).OrderByDescending(row => row.KeyFew).Select(row => new ShownMatrixRow(row));
}

/// <summary>监督矩阵的一行 / A row of the matrix</summary>
[Name("MatrixRow")]
public sealed class ShownMatrixRow(MatrixRow row)
{
    /// <summary>方面、单位编码或事项编码；对整体的监督为空 / The aspect, or the code of the unit or duty; null for what was looked at as a whole</summary>
    public string? Key => row.Key;

    /// <summary>名称 / Its name</summary>
    public string Label => row.Label;

    /// <summary>是否涉及关键少数 / Whether it is of the key few</summary>
    public bool KeyFew => row.KeyFew;

    /// <summary>各线，次序固定：专责、法制、党建、人事、日常 / What each line saw, in the order of the lines</summary>
    [Complexity(1, 1)]
    public IEnumerable<ShownMatrixCell> Cells => row.Cells.Select(cell => new ShownMatrixCell(cell));

    /// <summary>次数 / Looks of all lines</summary>
    public int Count => row.Cells.Sum(cell => cell.Count);

    /// <summary>发现问题的次数 / Looks with findings of all lines</summary>
    public int Findings => row.Cells.Sum(cell => cell.Findings);

    /// <summary>合各线而言的状态 / The state over all lines</summary>
    public CheckState State => Count == 0 ? CheckState.NotChecked : Findings > 0 ? CheckState.Finding : CheckState.Clean;

    /// <summary>状态，中文 / The state in Chinese</summary>
    public string StateLabel => Labels.Of(State);
}

/// <summary>一条线看一行 / What a line saw of a row</summary>
[Name("MatrixCell")]
public sealed class ShownMatrixCell(MatrixCell cell)
{
    /// <summary>监督线 / The line</summary>
    public string Line => cell.Line;

    /// <summary>监督线属 1、3 还是 N / What the line is among 1+3+N</summary>
    public LineKind LineKind => GrainReads.Axes.KindOf(cell.Line);

    /// <summary>次数：一次监督每个对象计一次 / Looks: every target of an action counts once</summary>
    public int Count => cell.Count;

    /// <summary>其中对本单位的 / Those in the unit itself</summary>
    public int Direct => cell.Direct;

    /// <summary>其中对下级的 / Those in the units below</summary>
    public int Below => cell.Below;

    /// <summary>发现问题的次数 / Looks with findings</summary>
    public int Findings => cell.Findings;

    /// <summary>最近一次的日期 / The day of the last one</summary>
    public DateOnly? LastOn => cell.Last;

    /// <summary>状态：未监督不是没有问题 / The state: not looked at is not clean</summary>
    public CheckState State => cell.State;

    /// <summary>状态，中文 / The state in Chinese</summary>
    public string StateLabel => Labels.Of(cell.State);
}
