namespace ResponsibilityGrid.Gateway;

internal static partial class WorkbookRules
{
    private static IEnumerable<WorkbookFault> Duties(Registers book)
    {
        var lineage = Lineage.Of(book.Duties, duty => duty.Refines);

        return
        [
            .. book.Duties.Duplicates("事项编码"),
            .. book.Duties.Rows.SelectMany(duty => (IEnumerable<WorkbookFault>)
            [
                .. List(duty),
                .. Layer(book, duty, duty.Layer),
                .. Levels(book, duty, "适用层级", duty.Levels),
                .. Line(book, duty, "职能线", duty.FunctionalLine),
                .. Refines(book, lineage, duty),
            ]),
        ];
    }

    // A list is in force from 1 January of the year in its code, so the year must be one.
    private static IEnumerable<WorkbookFault> List(DutyRow duty)
    {
        if (duty.List.Length != 4 || duty.List == duty.Code || !duty.List.All(char.IsAsciiDigit) || duty.List == "0000")
            yield return duty.Fault("事项编码", FaultCode.DutyListUnknown, "“事项编码”应以四位年份加连字符开头，如 2026-01-01。", duty.Code);
    }

    private static IEnumerable<WorkbookFault> Refines(Registers book, Lineage lineage, DutyRow duty)
    {
        if (lineage.Circular.Contains(duty.Code))
            return [duty.Fault("上级事项", FaultCode.RefinesCircular, "沿“上级事项”逐级向上又回到了本事项，请改正其中一个上级事项。", duty.Refines)];

        if (lineage.Adrift.Contains(duty.Code))
            return [book.Duties.Hanging(duty, "上级事项", duty.Refines)];

        return book.Duties.Find(duty.Refines) is { } above && above.List != duty.List
            ? [duty.Fault("上级事项", FaultCode.RefinesOtherList, $"“上级事项”属于另一份清单 {above.List}，应引用同一年度清单（{duty.List}）中的事项。", duty.Refines)]
            : book.Duties.Reference(duty, "上级事项", duty.Refines, FaultCode.RefinesUnknown);
    }
}
