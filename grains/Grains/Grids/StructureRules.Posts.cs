namespace ResponsibilityGrid;

internal static partial class StructureRules
{
    /// <summary>The posts that sit in a unit on a day or come to sit there later.</summary>
    public static List<string> PostsOf(Structure structure, string unit, DateOnly day) =>
        [.. structure.Posts.Where(p => p.Span.Superseded is null && p.Unit == unit && (p.Span.To ?? DateOnly.MaxValue) >= day).Select(p => p.Code).Distinct()];

    /// <summary>The unit in which a post sits on a day.</summary>
    public static string? UnitOf(Structure structure, string post, DateOnly day) => structure.Posts.Find(p => p.Code == post && p.Span.Superseded is null && p.Span.Covers(day))?.Unit;

    /// <summary>Whether a unit or post had its last day before another.</summary>
    public static bool IsClosed(Structure structure, string code, DateOnly day)
    {
        var spans = structure.Units.Where(u => u.Code == code).Select(u => u.Span).Concat(structure.Posts.Where(p => p.Code == code).Select(p => p.Span)).Where(s => s.Superseded is null).ToList();
        return spans.Count > 0 && spans.TrueForAll(s => s.To < day);
    }

    /// <summary>Whether links may start from a unit: departments are stationed at posts.</summary>
    public static bool StartsLinks(Structure structure, string unit) => structure.Units.Exists(u => u.Code == unit && u.Span.Superseded is null && u.Kind == UnitKind.Department);

    /// <summary>The posts that a command closes, and the unit that they sit in.</summary>
    public static (string Unit, List<string> Posts) Closing(Structure structure, StructureCommand command, DateOnly last) => command.Act switch
    {
        Act.CloseUnit => (command.Unit, PostsOf(structure, command.Unit, last.AddDays(1))),
        Act.ClosePost => (PostOn(structure, command.Post!, last).Unit, [command.Post!]),
        _ => (command.Unit, []),
    };

    /// <summary>The units whose posts read differently after a command.</summary>
    public static IEnumerable<string> Touched(Structure structure, StructureCommand command, DateOnly on) =>
        command.Act == Act.ClosePost ? [PostOn(structure, command.Post!, on).Unit] : command.Other is { } other ? [command.Unit, other] : [command.Unit];

    /// <summary>Refuses to leave items without a post: those that are open, and those that may be begun before a last day that is still to come.</summary>
    public static void CheckHeirs(Structure structure, StructureCommand command, IEnumerable<ItemView> open, DateOnly today)
    {
        var field = HeirField(command);
        var orphans = open.CountBy(i => i.Post!.Code).Where(o => !command.Heirs.Exists(h => h.Post == o.Key)).ToList();
        if (orphans.Count > 0)
            throw new GridRuleException(Rule.HeirRequired,
                $"还有未了结的责任事项：{string.Join("，", orphans.Select(o => $"岗位“{o.Key}”{o.Value} 项"))}；请写明由哪个同层面、同层级的岗位承接。",
                $"Items are still open at {string.Join(", ", orphans.Select(o => $"\"{o.Key}\" ({o.Value})"))}; name a post of the same layer and level that takes them over.",
                field);
        if (command.On > today && Closing(structure, command, command.On.Value).Posts.FindAll(post => !command.Heirs.Exists(h => h.Post == post)) is { Count: > 0 } alone)
            throw new GridRuleException(Rule.HeirRequired,
                $"撤销之日 {command.On:yyyy-MM-dd} 尚未到来，此前{string.Join("，", alone.Select(post => $"岗位“{post}”"))}上仍可能有事项开始办理；请写明由哪个同层面、同层级的岗位承接。",
                $"Until {command.On:yyyy-MM-dd} something may still be begun at {string.Join(", ", alone.Select(post => $"\"{post}\""))}; name a post of the same layer and level that takes it over.",
                field);
    }

    /// <summary>
    /// Refuses to break off what is to be taken over one day: an heir who goes as well names one in turn, and not whoever hands on to him. Of closings that
    /// are past it is seen what is still open.
    /// </summary>
    private static void CheckSuccession(Structure next, StructureCommand command, IReadOnlyCollection<string> closing, DateOnly today)
    {
        var field = HeirField(command);
        var last = next.Posts.Where(p => p.Span.Superseded is null).GroupBy(p => p.Code).ToDictionary(p => p.Key, p => p.MaxBy(e => e.Span.To ?? DateOnly.MaxValue)!);
        foreach (var post in last.Values.Where(p => p.Heir is not null && p.Span.To >= today))
        {
            List<PostEntry> line = [post];
            while (line.Count <= last.Count && line[^1] is { Span.To: not null, Heir: { } heir } && last.TryGetValue(heir, out var by)) line.Add(by);
            if (!line.Exists(p => closing.Contains(p.Code))) continue;
            if (line.Count > last.Count)
                throw new GridRuleException(Rule.HeirUnfit, $"承接岗位“{post.Heir}”届时也已撤销，其事项最终又由“{post.Code}”承接；请另写承接岗位。", $"Post \"{post.Heir}\" will be closed as well, and hands on to \"{post.Code}\" in the end; name another one.", field);
            if (line[^1] is { Span.To: not null } end)
                throw new GridRuleException(Rule.HeirRequired, $"岗位“{end.Code}”已定为“{post.Code}”的承接岗位；撤销它须写明由哪个同层面、同层级的岗位承接。", $"Post \"{end.Code}\" is to take over from \"{post.Code}\"; to close it, name a post of the same layer and level that does so instead.", field);
        }
    }

    /// <summary>What a history has to say of a closing: which items an heir takes over although nobody may hand them on. Nothing where there are none.</summary>
    public static string? Undelegable(IEnumerable<ItemView> open)
    {
        var duties = open.Where(i => !i.Duty.Delegable).Select(i => i.Duty.Code).Distinct().Order(StringComparer.Ordinal).ToList();
        return duties.Count == 0 ? null : $"由承接岗位承接，其中不可转派的事项：{string.Join("、", duties.Take(20))}{(duties.Count > 20 ? $" 等 {duties.Count} 项" : "")}";
    }

    private static Structure CreatePost(Structure structure, StructureCommand command, DateOnly on, DateTimeOffset now)
    {
        CheckCode(command.Post!, "code");
        CheckName(command.Name, "岗位", "title");
        UnitOn(structure, command.Unit, on, "unit");
        var post = new PostEntry { Code = command.Post!, Unit = command.Unit, Layer = command.Layer ?? "", Span = new Span { From = on, Recorded = now } };
        CheckNew(structure, post.Code, TreeRules.WhyNot(structure, post));
        return structure with { Posts = [.. structure.Posts, post] };
    }

    private static Structure ClosePost(Structure structure, StructureCommand command, DateOnly last, DateOnly today, DateTimeOffset now)
    {
        var post = PostOn(structure, command.Post!, last);
        if (post.Span.To == last)
            throw new GridRuleException(Rule.NothingToEnd, $"岗位“{post.Code}”本已于 {last:yyyy-MM-dd} 撤销。", $"Post \"{post.Code}\" is closed after {last:yyyy-MM-dd} already.", "on");
        var next = structure with { Posts = structure.Posts.Until(post.Code, last, HeirOf(structure, command, post.Code, last)?.Code, now) };
        CheckSuccession(next, command, [post.Code], today);
        return next;
    }

    private static Structure MovePosts(Structure structure, IEnumerable<string> moving, string into, DateOnly on, DateTimeOffset now)
    {
        var posts = structure.Posts;
        foreach (var place in posts.Where(p => p.Span.Superseded is null && moving.Contains(p.Code) && (p.Span.To ?? DateOnly.MaxValue) >= on).ToList())
            posts = posts.From(place.Code, place.Span.From < on ? on : place.Span.From, p => p with { Unit = into }, now);
        return structure with { Posts = posts };
    }

    /// <summary>The post that takes over, checked against the one that it follows.</summary>
    private static PostEntry? HeirOf(Structure structure, StructureCommand command, string post, DateOnly last)
    {
        if (command.Heirs.Find(h => h.Post == post) is not { } heir) return null;
        var field = HeirField(command);
        var after = last.AddDays(1);
        var closing = PostOn(structure, post, last);
        if (structure.Posts.Find(p => p.Code == heir.By && p.Span.Superseded is null && p.Span.Covers(after)) is not { } by)
            throw structure.Posts.Exists(p => p.Code == heir.By)
                ? new GridRuleException(Rule.PostNotStanding, $"承接岗位“{heir.By}”{after:yyyy-MM-dd} 不存在。", $"Post \"{heir.By}\" does not exist on {after:yyyy-MM-dd}.", field)
                : GridRuleException.NotFound("岗位", heir.By, field);
        if (by.Code == post || (command.Act == Act.CloseUnit && by.Unit == command.Unit))
            throw new GridRuleException(Rule.HeirUnfit, $"岗位“{by.Code}”也在撤销之列，不能承接“{post}”的责任事项。", $"Post \"{by.Code}\" is closed as well and cannot take over from \"{post}\".", field);
        if (by.Layer != closing.Layer || LevelOf(structure, by, after) != LevelOf(structure, closing, last))
            throw new GridRuleException(Rule.HeirUnfit, $"承接岗位“{by.Code}”与“{post}”不在同一层面、同一层级，不能承接其责任事项。", $"Post \"{by.Code}\" is not of the layer and level of \"{post}\".", field);
        return by;
    }

    /// <summary>Where a command names who takes over.</summary>
    private static string HeirField(StructureCommand command) => command.Act == Act.ClosePost ? "heir" : "heirs";

    private static int LevelOf(Structure structure, PostEntry post, DateOnly day) => structure.Settings.LevelOf(post.Layer, UnitOn(structure, post.Unit, day, "heir").Level);

    private static PostEntry PostOn(Structure structure, string code, DateOnly day) =>
        structure.Posts.Find(p => p.Code == code && p.Span.Superseded is null && p.Span.Covers(day))
        ?? throw (structure.Posts.Exists(p => p.Code == code)
            ? new GridRuleException(Rule.PostNotStanding, $"岗位“{code}”{day:yyyy-MM-dd} 不存在：尚未设立或已撤销。", $"Post \"{code}\" does not exist on {day:yyyy-MM-dd}.", "on")
            : GridRuleException.NotFound("岗位", code, "post"));
}
