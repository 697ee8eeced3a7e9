namespace ResponsibilityGrid.Gateway;

/// <summary>The six sheets as the municipal office keeps them: their headings, and what a line says.</summary>
internal static class WorkbookForms
{
    private static readonly Dictionary<string, UnitKind> UnitKinds =
        new() { ["局"] = UnitKind.Bureau, ["部门"] = UnitKind.Department, ["分局"] = UnitKind.Branch };

    private static readonly Dictionary<string, FillKind> FillKinds = new() { ["任职"] = FillKind.Holder, ["代理"] = FillKind.Acting };

    private static readonly Dictionary<string, LinkKind> LinkKinds =
        new() { ["分管"] = LinkKind.InCharge, ["包干"] = LinkKind.AnswersFor, ["派驻"] = LinkKind.StationedAt, ["制约"] = LinkKind.Checks };

    private static readonly SheetForm<UnitRow> Units = new(SheetName.Units,
        ["单位编码", "单位名称", "上级编码", "层级", "类型", "监督职能"],
        row => new(row.Number, row.Code("单位编码"), row.Text("单位名称"), row.OptionalCode("上级编码"), row.Level("层级"),
            row.OneOf("类型", UnitKinds, FaultCode.UnitKindUnknown), row.OptionalWord("监督职能")));

    private static readonly SheetForm<PostRow> Posts = new(SheetName.Posts,
        ["岗位编码", "单位编码", "岗位名称", "层面", "关键少数"],
        row => new(row.Number, row.Code("岗位编码"), row.Code("单位编码", FaultCode.PostUnitMissing), row.Text("岗位名称"),
            row.Text("层面", FaultCode.LayerMissing), row.YesNo("关键少数")));

    private static readonly SheetForm<PersonRow> Persons = new(SheetName.Persons,
        ["人员编码", "姓名", "所在单位"],
        row => new(row.Number, row.Code("人员编码"), row.Text("姓名"), row.OptionalCode("所在单位"))
        {
            // Neither column need be there.
            Details = new() { IdentityNumber = row.OptionalIdentityNumber("身份证号"), Telephone = row.OptionalTelephone("联系电话") },
        });

    private static readonly SheetForm<FillRow> Fills = new(SheetName.Fills,
        ["岗位编码", "人员编码", "方式", "起始日期", "终止日期", "登记日期", "依据文号"],
        row => new(row.Number, row.Code("岗位编码", FaultCode.ValueMissing), row.Code("人员编码", FaultCode.ValueMissing),
            row.OneOf("方式", FillKinds, FaultCode.FillKindUnknown), row.Date("起始日期"), row.OptionalDate("终止日期"),
            row.Date("登记日期"), row.OptionalText("依据文号") ?? "", Mark(row) is { } mark && Cells.YesNo(mark) != false)
        {
            Reason = Mark(row) is { } said && Cells.YesNo(said) is null ? said : null,
        });

    private static readonly SheetForm<LinkRow> Links = new(SheetName.Links,
        ["主体编码", "对象编码", "关系", "起始日期", "终止日期"],
        row => new(row.Number, row.Code("主体编码", FaultCode.ValueMissing), row.Code("对象编码", FaultCode.ValueMissing),
            row.OneOf("关系", LinkKinds, FaultCode.LinkKindUnknown), row.Date("起始日期"), row.OptionalDate("终止日期"))
        {
            Paper = row.OptionalText("依据文号"),
        });

    private static readonly SheetForm<DutyRow> Duties = new(SheetName.Duties,
        ["事项编码", "方面", "责任事项", "层面", "适用层级", "完成标准", "佐证材料", "时间节点", "职能线", "可转派", "关键少数", "上级事项"],
        row => new(row.Number, row.DutyCode("事项编码"), row.Text("方面"), row.Text("责任事项"), row.Text("层面", FaultCode.DutyLayerMissing),
            row.Levels("适用层级", FaultCode.DutyLevelMissing), row.OptionalText("完成标准") ?? "", row.OptionalText("佐证材料") ?? "",
            row.Date("时间节点", FaultCode.DueMissing), row.OptionalWord("职能线"), row.YesNo("可转派"), row.YesNo("关键少数"),
            row.OptionalDutyCode("上级事项")));

    /// <summary>Reads all sheets. Whatever is wrong with one, the others are read as well.</summary>
    public static CheckedWorkbook Read(IReadOnlyDictionary<string, Sheet> sheets)
    {
        var units = Units.Read(sheets.GetValueOrDefault(SheetName.Units));
        var posts = Posts.Read(sheets.GetValueOrDefault(SheetName.Posts));
        var persons = Persons.Read(sheets.GetValueOrDefault(SheetName.Persons));
        var fills = Fills.Read(sheets.GetValueOrDefault(SheetName.Fills));
        var links = Links.Read(sheets.GetValueOrDefault(SheetName.Links));
        var duties = Duties.Read(sheets.GetValueOrDefault(SheetName.Duties));

        (string Sheet, bool IsUnread)[] whole =
            [(Units.Sheet, units.IsUnread), (Posts.Sheet, posts.IsUnread), (Persons.Sheet, persons.IsUnread), (Duties.Sheet, duties.IsUnread)];

        return new(
            new(units.Rows, posts.Rows, persons.Rows, fills.Rows, links.Rows, duties.Rows)
            {
                LeftOut = new(
                    [.. whole.Where(sheet => sheet.IsUnread).Select(sheet => sheet.Sheet)],
                    [.. units.Unread, .. posts.Unread, .. persons.Unread, .. duties.Unread],
                    []),
            },
            [.. units.Faults, .. posts.Faults, .. persons.Faults, .. fills.Faults, .. links.Faults, .. duties.Faults]);
    }

    // The column is not among the office's own: it is there only where somebody shares a post, with the reason or 是.
    private static string? Mark(SheetRow row) => row.OptionalText("共同任职") ?? row.OptionalText("共同");
}
