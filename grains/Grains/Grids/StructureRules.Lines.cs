namespace ResponsibilityGrid;

internal static partial class StructureRules
{
    private static Structure AssignLine(Structure structure, StructureCommand command, DateOnly on, DateTimeOffset now)
    {
        var unit = UnitOn(structure, command.Unit, on, "unit");
        CheckLine(structure, command.Line);
        if (unit.Kind == UnitKind.Bureau) throw NoLineOf(unit, "unit");
        if (unit.Line == command.Line)
            throw new GridRuleException(Rule.NothingChanges, $"“{unit.Name}”{on:yyyy-MM-dd} 已是{(command.Line is null ? "不在任何监督线" : $"“{command.Line}”")}，无须调整。", $"\"{unit.Name}\" is on that line on {on:yyyy-MM-dd} already.", "line");
        return structure with { Units = structure.Units.From(unit.Code, on, u => u with { Line = command.Line }, now) };
    }

    /// <summary>Why a bureau is put on no line.</summary>
    public static GridRuleException NoLineOf(UnitEntry bureau, string field) =>
        new(Rule.BureauOnLine, $"“{bureau.Name}”是局：监督线由其部门承担，请写部门或分局的编码。", $"\"{bureau.Name}\" is a bureau: lines belong to departments and branches.", field);

    private static void CheckLine(Structure structure, string? line)
    {
        if (line is not null && !structure.Settings.Lines.Contains(line))
            throw new GridRuleException(Rule.LineUnknown, $"监督职能“{line}”未设置；可用：{string.Join("、", structure.Settings.Lines)}。", $"The supervision line \"{line}\" is not one of the grid's.", "line");
    }
}
