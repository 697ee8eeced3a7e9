namespace ResponsibilityGrid.Gateway;

/// <summary>
/// One line of a sheet, asked column by column. An answer that cannot be given is noted as a fault and replaced by an empty one,
/// so that all bad cells of a line are found in one pass; the caller leaves such a line out.
/// </summary>
internal sealed class SheetRow(string sheet, SheetLine line, Dictionary<string, int> places)
{
    public int Number => line.Number;

    public List<WorkbookFault> Faults { get; } = [];

    public string? OptionalText(string column)
    {
        if (!places.TryGetValue(column, out var place) || place >= line.Cells.Count || Cells.Text(line.Cells[place]) is not { } text)
            return null;

        if (!Cells.IsError(text))
            return text;

        Fault(column, FaultCode.ValueError, $"“{column}”是 Excel 的错误值，请改正公式或直接填写内容。", text);
        return null;
    }

    public string Text(string column, string missing = FaultCode.ValueMissing) => Required(column, OptionalText(column), missing) ?? "";

    public string? OptionalWord(string column) => OptionalText(column) is { } text ? Cells.Word(text) : null;

    public string? OptionalCode(string column) => Code(column, Cells.Code);

    public string Code(string column, string missing = FaultCode.CodeMissing) => Required(column, OptionalCode(column), missing) ?? "";

    public string? OptionalDutyCode(string column) => Code(column, Cells.DutyCode);

    public string DutyCode(string column) => Required(column, OptionalDutyCode(column), FaultCode.CodeMissing) ?? "";

    public string? OptionalIdentityNumber(string column) =>
        Protected(column, Cells.IdentityNumber, PersonDetails.IsIdentityNumber, FaultCode.IdentityNumberUnfit, "须为 18 位且校验位正确；被 Excel 改成数值的请设为文本格式后重新填写");

    public string? OptionalTelephone(string column) =>
        Protected(column, Cells.Telephone, PersonDetails.IsTelephone, FaultCode.TelephoneUnfit, "须为 11 位手机号码，或带区号的固定电话，如 0536-8012345");

    public int Level(string column) =>
        Required(column, OptionalText(column), FaultCode.LevelMissing) is { } text && LevelOf(column, text, text) is { } level ? level : 0;

    public IReadOnlyList<int> Levels(string column, string missing)
    {
        var text = OptionalText(column);
        var parts = Cells.List(text ?? "");
        Required(column, parts.FirstOrDefault(), missing, text ?? "");

        return [.. parts.Select(part => LevelOf(column, part, text!)).OfType<int>().Distinct()];
    }

    public DateOnly? OptionalDate(string column)
    {
        if (OptionalText(column) is not { } text)
            return null;

        if (Cells.Date(text) is not { } date)
        {
            Fault(column, FaultCode.DateUnreadable, $"“{column}”不是日期，应形如 2026-09-30、2026/9/30 或 2026年9月30日。", text);
            return null;
        }

        return date;
    }

    public DateOnly Date(string column, string missing = FaultCode.ValueMissing)
    {
        var date = OptionalDate(column);
        if (date is null)
            Required<string>(column, null, missing);

        return date ?? default;
    }

    /// <summary>是 or 否; an empty cell says no.</summary>
    public bool YesNo(string column)
    {
        if (OptionalText(column) is not { } text)
            return false;

        if (Cells.YesNo(text) is not { } answer)
        {
            Fault(column, FaultCode.YesNoUnreadable, $"“{column}”只能填“是”或“否”。", text);
            return false;
        }

        return answer;
    }

    /// <summary>One word of a closed list.</summary>
    public T OneOf<T>(string column, Dictionary<string, T> words, string unknown) where T : struct
    {
        if (Required(column, OptionalWord(column), FaultCode.ValueMissing) is not { } word)
            return default;

        if (!words.TryGetValue(word, out var meant))
            Fault(column, unknown, $"“{column}”只能填{string.Join('、', words.Keys)}之一。", word);

        return meant;
    }

    private string? Code(string column, Func<string, string> read)
    {
        if (OptionalText(column) is not { } text)
            return null;

        var code = read(text);
        if (Cells.IsScientific(code))
            Fault(column, FaultCode.CodeScientific, $"“{column}”被 Excel 改成了科学计数法，请把该列设为文本格式后重新填写。", text);
        else if (!GridKeys.IsCode(code))
            Fault(column, FaultCode.CodeUnfit, $"“{column}”须为 1 到 64 个字符，不含空格和斜线。", text);

        return code;
    }

    /// <summary>What is protected is not repeated where it is refused: reports are mailed about, and printed.</summary>
    private string? Protected(string column, Func<string, string> read, Func<string, bool> isFit, string unfit, string right)
    {
        if (OptionalText(column) is not { } text) return null;

        var value = read(text);
        if (isFit(value)) return value;

        Fault(column, unfit, $"“{column}”{right}。", "");
        return null;
    }

    private int? LevelOf(string column, string part, string text)
    {
        if (Cells.Number(part) is { } level)
            return level;

        Fault(column, FaultCode.LevelUnknown, $"“{column}”中的“{part}”不是层级，层级用数字表示，如 1、2。", text);
        return null;
    }

    private T? Required<T>(string column, T? answer, string missing, string value = "") where T : class
    {
        // A cell that was already found faulty is not also missing.
        if (answer is null && !Faults.Exists(fault => fault.Column == column))
            Fault(column, missing, $"“{column}”不能为空，请填写。", value);

        return answer;
    }

    private void Fault(string column, string code, string message, string value) =>
        Faults.Add(new(sheet, line.Number, column, code, message, value));
}
