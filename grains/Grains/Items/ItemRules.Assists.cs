namespace ResponsibilityGrid;

/// <summary>Who leads and who assists: the lead of a duty that is not delegable stays at its post, assistance may always be added.</summary>
internal static partial class ItemRules
{
    private static void CheckDelegable(ItemScene scene)
    {
        if (!scene.Duty.Delegable)
            throw Refused(Rule.NotDelegable,
                $"事项“{scene.Duty.Title}”不可转派：牵头责任须留在本岗位，不能细化给其他岗位；可以增加协助岗位。",
                $"The duty \"{scene.Duty.Title}\" is not delegable: the lead stays at its post and is not handed on; posts that assist may be added.",
                "item");
    }

    /// <summary>The posts that assist after a command; the same list where it is about something else.</summary>
    private static List<Assist> AssistsAfter(ItemCommand command, ItemScene scene, ItemLife life, DateOnly on, DateTimeOffset now)
    {
        if (command.Act is not (Act.AddAssist or Act.EndAssist)) return life.Assists;
        var standing = life.Assists.Find(a => a.Post == command.Post && a.Span.Superseded is null && !(a.Span.To < on));
        if (command.Act == Act.AddAssist)
        {
            if (!scene.IsPostNear)
                throw Refused(Rule.PostNotBelow, $"岗位“{command.Post}”不能协助该事项：须为本单位或其下级的另一岗位。", $"Post \"{command.Post}\" cannot assist: it has to be another post of the establishment, or one below it.", "post");
            if (standing is not null)
                throw Refused(Rule.AlreadyOnRecord, $"岗位“{command.Post}”自 {standing.Span.From:yyyy-MM-dd} 起已在协助该事项。", $"Post \"{command.Post}\" assists since {standing.Span.From:yyyy-MM-dd} already.", "post");
            return [.. life.Assists, new Assist { Post = command.Post!, Paper = command.Paper, Span = new Span { From = on, Recorded = now } }];
        }

        if (standing is null || standing.Span.From > on || standing.Span.To is not null)
            throw Refused(Rule.NothingToEnd, $"岗位“{command.Post}”{on:yyyy-MM-dd} 没有在协助该事项，无可终止。", $"Post \"{command.Post}\" does not assist on {on:yyyy-MM-dd}; there is nothing to end.", "post");
        return
        [
            .. life.Assists.Select(a => a == standing ? a with { Span = a.Span with { Superseded = now } } : a),
            standing with { Span = standing.Span with { To = on, Recorded = now } },
        ];
    }
}
