namespace ResponsibilityGrid.Gateway;

internal static partial class WorkbookRules
{
    private static IEnumerable<WorkbookFault> Units(Registers book)
    {
        var lineage = Lineage.Of(book.Units, unit => unit.Parent);

        return
        [
            .. book.Units.Duplicates("单位编码"),
            .. Root(book),
            .. book.Units.Rows.SelectMany(unit => (IEnumerable<WorkbookFault>)
            [
                .. Parent(book, lineage, unit),
                .. Standing(unit, book.Units.Find(unit.Parent)),
                .. Levels(book, unit, "层级", [unit.Level]),
                .. Line(book, unit, "监督职能", unit.Line),
                .. Length(unit, "单位名称", unit.Name),
            ]),
        ];
    }

    // A second tree is skipped whole, so the tree that stays is the one that starts highest.
    private static IEnumerable<WorkbookFault> Root(Registers book)
    {
        UnitRow[] roots = [.. book.Units.Rows
            .Where(unit => unit.Parent is null && unit.Kind != UnitKind.Department && ReferenceEquals(book.Units.Find(unit.Code), unit))
            .OrderBy(unit => unit.Level).ThenBy(unit => unit.Row)];

        if (roots is [] && !book.LeftOut.HasUnread(SheetName.Units))
            yield return new(SheetName.Units, 1, "上级编码", FaultCode.RootMissing, "没有最上级单位：应有且仅有一个单位的“上级编码”为空。", "");

        foreach (var unit in roots.Skip(1))
            yield return unit.Fault("上级编码", FaultCode.RootDuplicate,
                $"已有最上级单位 {roots[0].Code}（第 {roots[0].Row} 行），其他单位都应填写“上级编码”。", unit.Code);
    }

    private static IEnumerable<WorkbookFault> Parent(Registers book, Lineage lineage, UnitRow unit) =>
        lineage.Circular.Contains(unit.Code)
            ? [unit.Fault("上级编码", FaultCode.UnitCycle, "沿“上级编码”逐级向上又回到了本单位，请改正其中一个上级。", unit.Parent)]
            : lineage.Adrift.Contains(unit.Code)
                ? [book.Units.Hanging(unit, "上级编码", unit.Parent)]
                : book.Units.Reference(unit, "上级编码", unit.Parent, FaultCode.UnitParentUnknown);

    private static IEnumerable<WorkbookFault> Standing(UnitRow unit, UnitRow? parent)
    {
        var department = unit.Kind == UnitKind.Department;

        if (department && (unit.Parent is null || parent is { Kind: not UnitKind.Bureau }))
            yield return unit.Fault("类型", FaultCode.DepartmentOutsideBureau, "部门必须设在局之下，请把“上级编码”改为所属局的编码，或改正“类型”。", "部门");

        if (parent is null)
            yield break;

        if (unit.Level < parent.Level)
            yield return unit.Fault("层级", FaultCode.LevelShallower, $"“层级”不能高于上级单位 {parent.Code} 的层级 {parent.Level}。", unit.Level);
        else if (department && unit.Level != parent.Level)
            yield return unit.Fault("层级", FaultCode.DepartmentLevel, $"部门的“层级”应与所属局 {parent.Code} 相同，即 {parent.Level}。", unit.Level);
    }
}
