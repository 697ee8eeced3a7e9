using System.Diagnostics.CodeAnalysis;

namespace ResponsibilityGrid;

/// <summary>What a command makes of the structure. A tree that would break a rule on any day is refused.</summary>
internal static partial class StructureRules
{
    /// <summary>The state with a command taken and written down.</summary>
    public static GridState Change(GridState state, StructureCommand command, DateTimeOffset now)
    {
        var today = state.Settings.DateAt(now);
        var on = command.On ?? today;
        var recorded = state.After(now);
        CheckExpected(state.Shown(), command);
        var next = state.With(Next(state.Shown(), command, on, today, recorded)) with { Version = state.Version + 1 };
        TreeRules.Check(next.Shown());
        return next with { Errand = null, Entries = [.. state.Entries, Told(command, on, today, recorded) with { Number = state.Entries.Count + 1, Version = next.Version }] };
    }

    /// <summary>How often the place of a unit was made or changed, as was known at an instant: 1 for one that nobody has changed, 0 for one that there is not.</summary>
    public static int VersionOf(Structure structure, string unit, DateTimeOffset knownAt) =>
        structure.Units.Where(u => u.Code == unit && u.Span.Recorded <= knownAt).Select(u => u.Span.Recorded).Distinct().Count();

    private static void CheckExpected(Structure structure, StructureCommand command)
    {
        // Of a post the unit says which version it is; whatever is new has none.
        if (command.ExpectedVersion is not { } expected || command.Act is not (Act.MoveUnit or Act.MergeUnits or Act.CloseUnit or Act.AssignLine)) return;
        if (VersionOf(structure, command.Unit, DateTimeOffset.MaxValue) is var current and > 0 && current != expected) throw GridRuleException.Stale(expected, current);
    }

    /// <summary>The structure as a command would leave it on its day, though that may be still to come.</summary>
    public static Structure Foresee(Structure structure, StructureCommand command, DateTimeOffset now)
    {
        var next = Next(structure, command, command.On!.Value, command.On.Value, now);
        TreeRules.Check(next);
        return next;
    }

    private static Structure Next(Structure structure, StructureCommand command, DateOnly on, DateOnly today, DateTimeOffset now) => command.Act switch
    {
        Act.CreateUnit => CreateUnit(structure, command, on, now),
        Act.MoveUnit => MoveUnit(structure, command, on, now),
        Act.MergeUnits => MergeUnits(structure, command, on, today, now),
        Act.CloseUnit => CloseUnit(structure, command, on, today, now),
        Act.CreatePost => CreatePost(structure, command, on, now),
        Act.ClosePost => ClosePost(structure, command, on, today, now),
        Act.AssignLine => AssignLine(structure, command, on, now),
        Act.MovePost => MovePosts(structure, command.Posts, command.Other!, on, now),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.Act, "The structure does not know this act."),
    };

    private static Structure CreateUnit(Structure structure, StructureCommand command, DateOnly on, DateTimeOffset now)
    {
        CheckCode(command.Unit, "code");
        CheckName(command.Name, "单位", "name");
        CheckLine(structure, command.Line);
        var parent = UnitOn(structure, command.Other ?? "", on, "parent");
        var kind = command.Kind ?? UnitKind.Bureau;
        var unit = new UnitEntry
        {
            Code = command.Unit,
            Name = command.Name,
            Parent = parent.Code,
            Kind = kind,
            Level = command.Level ?? (kind == UnitKind.Department ? parent.Level : parent.Level + 1),
            Line = command.Line,
            Span = new Span { From = on, Recorded = now },
        };
        CheckNew(structure, unit.Code, TreeRules.WhyNot(structure, unit));
        return structure with { Units = [.. structure.Units, unit] };
    }

    private static Structure MoveUnit(Structure structure, StructureCommand command, DateOnly on, DateTimeOffset now)
    {
        var unit = UnitOn(structure, command.Unit, on, "unit");
        var parent = UnitOn(structure, command.Other ?? "", on, "parent");
        if (unit.Code == structure.Grid)
            throw new GridRuleException(Rule.RootFixed, $"根单位“{unit.Code}”不能调整隶属。", $"The root \"{unit.Code}\" does not move.", "unit");
        if (unit.Parent == parent.Code)
            throw new GridRuleException(Rule.NothingChanges, $"单位“{unit.Code}”{on:yyyy-MM-dd} 已隶属“{parent.Code}”，请写另一个上级单位。", $"\"{unit.Code}\" hangs below \"{parent.Code}\" on {on:yyyy-MM-dd} already; name another unit.", "parent");
        return structure with { Units = structure.Units.From(unit.Code, on, u => u with { Parent = parent.Code }, now) };
    }

    private static Structure MergeUnits(Structure structure, StructureCommand command, DateOnly on, DateOnly today, DateTimeOffset now)
    {
        var from = UnitOn(structure, command.Unit, on, "from");
        var into = UnitOn(structure, command.Other ?? "", on, "into");
        if (on > today)
            throw new GridRuleException(Rule.DateInFuture, $"合并日期 {on:yyyy-MM-dd} 还没有到；请在当日或之后办理。", $"{on:yyyy-MM-dd} has not come yet; merge on that day or later.", "on");
        if (from.Code == structure.Grid || from.Code == into.Code)
            throw new GridRuleException(from.Code == structure.Grid ? Rule.RootFixed : Rule.SameEnds, $"单位“{from.Code}”不能并入“{into.Code}”：根单位不能并入他单位，也不能并入自身。", $"\"{from.Code}\" cannot merge into \"{into.Code}\": neither the root into another nor a unit into itself.", "into");
        if (from.Level != into.Level || from.Kind != into.Kind)
            throw new GridRuleException(Rule.UnitsUnlike, $"“{from.Code}”与“{into.Code}”的层级或类型不同，不能合并；合并的单位须同层级、同类型。", $"\"{from.Code}\" and \"{into.Code}\" differ in level or kind; only alike units merge.", "into");
        if (on <= from.Span.From)
            throw new GridRuleException(Rule.DateTooEarly, $"单位“{from.Code}”{from.Span.From:yyyy-MM-dd} 才有此隶属，合并日期须在其后。", $"\"{from.Code}\" stands there since {from.Span.From:yyyy-MM-dd}; it merges on a later day.", "on");
        var units = structure.Units;
        foreach (var child in units.Where(u => u.Span.Superseded is null && u.Parent == from.Code && (u.Span.To ?? DateOnly.MaxValue) >= on).ToList())
            units = units.From(child.Code, child.Span.From < on ? on : child.Span.From, u => u with { Parent = into.Code }, now);
        return MovePosts(structure with { Units = units.Until(from.Code, on.AddDays(-1), now) }, PostsOf(structure, from.Code, on), into.Code, on, now);
    }

    private static Structure CloseUnit(Structure structure, StructureCommand command, DateOnly last, DateOnly today, DateTimeOffset now)
    {
        var unit = UnitOn(structure, command.Unit, last, "unit");
        if (unit.Code == structure.Grid)
            throw new GridRuleException(Rule.RootFixed, $"根单位“{unit.Code}”不能撤销。", $"The root \"{unit.Code}\" is not closed.", "unit");
        if (Below(structure, unit.Code, last) is { Count: > 0 } below)
            throw new GridRuleException(Rule.UnitsBelow, $"单位“{unit.Code}”{last:yyyy-MM-dd} 之后还有下级单位 {string.Join("、", below)}；请先撤销或调整其隶属。", $"\"{unit.Code}\" still has units below it after {last:yyyy-MM-dd}: {string.Join(", ", below)}; close or move them first.", "unit");
        var (posts, closing) = (structure.Posts, PostsOf(structure, unit.Code, last.AddDays(1)));
        foreach (var post in closing)
            posts = posts.Until(post, last, HeirOf(structure, command, post, last)?.Code, now);
        var next = structure with { Units = structure.Units.Until(unit.Code, last, now), Posts = posts };
        CheckSuccession(next, command, closing, today);
        return next;
    }

    private static List<string> Below(Structure structure, string unit, DateOnly last) =>
        [.. structure.Units.Where(u => u.Span.Superseded is null && u.Parent == unit && (u.Span.To ?? DateOnly.MaxValue) > last).Select(u => u.Code).Distinct()];

    public static UnitEntry UnitOn(Structure structure, string code, DateOnly day, string field) =>
        structure.Units.Find(u => u.Code == code && u.Span.Superseded is null && u.Span.Covers(day))
        ?? throw (structure.Units.Exists(u => u.Code == code && u.Span.Superseded is null)
            ? new GridRuleException(Rule.UnitNotStanding, $"单位“{code}”{day:yyyy-MM-dd} 不存在：尚未设立或已撤销。", $"The unit \"{code}\" does not exist on {day:yyyy-MM-dd}.", field)
            : GridRuleException.NotFound("单位", code, field));

    private static void CheckCode(string code, string field)
    {
        if (!GridKeys.IsCode(code))
            throw new GridRuleException(Rule.CodeMalformed, $"编码“{code}”不合规范：1 到 64 个字符，不含空格和斜线。", $"The code \"{code}\" must have 1 to 64 characters, without blanks and slashes.", field);
    }

    /// <summary>Codes are given once, to a unit or to a post; to whom, is not told.</summary>
    public static GridRuleException Taken(string code) =>
        new(Rule.CodeTaken, $"编码“{code}”已被使用，撤销的也不再启用；请换一个编码。", $"The code \"{code}\" is taken, if only by something closed; choose another one.", "code");

    /// <summary>That a code is somebody's, perhaps somebody's whom the caller does not see, is told last: of a command that is sound but for that.</summary>
    private static void CheckNew(Structure structure, string code, GridRuleException? why)
    {
        if (why is not null) throw why;
        if (structure.Units.Exists(u => u.Code == code) || structure.Posts.Exists(p => p.Code == code)) throw Taken(code);
    }

    private static void CheckName([NotNull] string? name, string what, string field)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > 200)
            throw new GridRuleException(Rule.NameMalformed, $"请写明{what}的名称，1 到 200 字。", "A name of 1 to 200 characters is needed.", field);
    }
}
