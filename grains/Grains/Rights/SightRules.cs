namespace ResponsibilityGrid;

/// <summary>Answers, narrowed to what their caller sees.</summary>
internal static class SightRules
{
    /// <summary>
    /// The numbers of a unit that is seen whole, or that stands above what is seen and whose totals are published; of those below only such
    /// ones again. Of a functional department the numbers of its lines.
    /// </summary>
    public static Overview Narrow(Overview whole, Sight sight, Func<List<string>, Overview> ofLines)
    {
        if (sight.SeesBelow(whole.Unit)) return whole;
        if (!sight.IsOnWay(whole.Unit)) throw GridRuleException.NotFound("单位", whole.Unit);
        var shown = !sight.Sees(whole.Unit) && sight.LinesOf(whole.Unit) is { Count: > 0 } lines ? ofLines(lines) : whole;
        return shown with { Children = [.. shown.Children.Where(child => sight.IsOnWay(child.Unit))] };
    }

    /// <summary>The cascades of several parts as one.</summary>
    public static CascadeView Sum(string unit, string list, bool settled, IReadOnlyCollection<CascadeView> parts) => new()
    {
        List = list,
        Unit = unit,
        Settled = settled,
        Unreached = [.. parts.SelectMany(part => part.Unreached).Order(StringComparer.Ordinal)],
        Levels =
        [
            .. parts.SelectMany(part => part.Levels).GroupBy(level => level.Level).OrderBy(group => group.Key).Select(group => new CascadeLevel
            {
                Level = group.Key,
                UnitsReached = group.Sum(level => level.UnitsReached),
                UnitsTotal = group.Sum(level => level.UnitsTotal),
                ItemsComplete = group.Sum(level => level.ItemsComplete),
                ItemsBroken = group.Sum(level => level.ItemsBroken),
            }),
        ],
    };

    /// <summary>What a part is asked for a page of the whole; nothing where none of its items can be wanted.</summary>
    public static (string Unit, ItemQuery Query)? Within(ItemQuery query, Part part, Outline outline)
    {
        if (query.Outside is { } inside && !part.IsWhole && outline.EstablishmentOf(part.Unit) == inside) return null;
        var asked = query.Filter.FunctionalLines;
        var lines = part.Line is not { } line ? asked : asked is null || asked.Contains(line) ? [line] : [];
        if (part.Line is not null && lines!.Count == 0) return null;
        return (part.Unit, query with
        {
            OwnOnly = !part.IsWhole,
            Filter = query.Filter with { FunctionalLines = lines, WithoutLines = part.Without.Count == 0 ? null : part.Without },
            After = After(query.After, part, outline),
        });
    }

    /// <summary>Pages of parts that do not overlap as one page.</summary>
    public static ItemPage Join(IReadOnlyCollection<ItemPage> pages, ItemQuery query, Outline outline)
    {
        var order = Merge.Order(outline, query.Descending);
        return new ItemPage
        {
            Items = [.. pages.SelectMany(page => page.Items).Order(Comparer<ItemView>.Create((one, other) => order(PlaceOf(one), PlaceOf(other)))).Take(query.First)],
            TotalCount = pages.Sum(page => page.TotalCount),
            Unreached = [.. pages.SelectMany(page => page.Unreached).DistinctBy(unit => unit.Code)],
        };
    }

    /// <summary>Whether an item of an establishment above lies on the way of one that is seen.</summary>
    public static bool IsOfChain(ItemKey key, Outline outline, Cascade? cascade, Sight sight) =>
        cascade?.Find(key.Duty) is not null && outline.Bearer(key.Post) is { } post && sight.ChainsOf(cascade).Contains(new Step(key.Duty, outline.EstablishmentOf(post.Unit)));

    public static ItemCursor PlaceOf(ItemView item) => new() { DueOn = item.DueOn, Unit = item.Unit, Post = item.Key.Post, Duty = item.Key.Duty };

    /// <summary>A unit with its neighbours, as far as they are shown; a unit that is only shown tells its posts and who sits there.</summary>
    public static UnitView Narrow(UnitView view, Sight sight, Outline outline) => view with
    {
        Parent = view.Parent is { } parent && sight.Shows(parent.Code) ? parent : null,
        Children = view.Children.FindAll(child => sight.Shows(child.Code)),
        Sheet = Narrow(view.Sheet, sight, outline),
    };

    public static UnitSheet Narrow(UnitSheet sheet, Sight sight, Outline outline)
    {
        var links = sheet.Links.FindAll(link => IsShown(link.Subject, sight, outline) && IsShown(link.Target, sight, outline));
        return sight.Sees(sheet.Unit) ? sheet with { Links = links } : sheet with { Links = links, Lives = [], Reminders = [], Residents = 0 };
    }

    /// <summary>The sheets of several units, each without what is not shown of it.</summary>
    public static Dictionary<string, UnitSheet> Narrow(Dictionary<string, UnitSheet> sheets, Sight sight, Outline outline) =>
        sheets.ToDictionary(sheet => sheet.Key, sheet => Narrow(sheet.Value, sight, outline));

    /// <summary>An entry of one's own history, without the other end of a link where that is not shown.</summary>
    public static Entry Narrow(Entry entry, Sight sight, Outline outline) =>
        entry is { Act: Act.Link or Act.EndLink, Other: { } other } && !IsShown(other, sight, outline) ? entry with { Other = null } : entry;

    /// <summary>Whether the ends of a link are shown.</summary>
    public static bool IsShown(string code, Sight sight, Outline outline) => sight.Shows(outline.Post(code)?.Unit ?? code);

    /// <summary>A person as far as the units are shown that know of them; nobody where none is. One's own record is seen whole.</summary>
    public static PersonView Narrow(PersonView person, Sight sight)
    {
        if (sight.SeesAll || sight.Person == person.Code) return person;
        var seatings = person.Seatings.FindAll(seating => sight.Shows(seating.Unit)).ConvertAll(seating => seating with
        {
            Stays = [.. seating.Stays.Select(stay => sight.Shows(stay.Other) ? stay : stay with { Other = "" })],
        });
        var isSeen = person.Home is { } home && sight.Shows(home);
        return isSeen || seatings.Count > 0
            ? person with { Seatings = seatings, Home = isSeen ? person.Home : null }
            : new PersonView { Code = person.Code };
    }

    private static ItemCursor? After(ItemCursor? after, Part part, Outline outline)
    {
        if (after is null || after.Unit is Merge.First or Merge.Last || (part.IsWhole ? outline.IsWithin(after.Unit, part.Unit) : after.Unit == part.Unit)) return after;
        return outline.Order(part.Unit) < outline.Order(after.Unit) ? after with { Unit = Merge.Last, Post = Merge.Last } : after with { Unit = Merge.First, Post = Merge.First };
    }
}
