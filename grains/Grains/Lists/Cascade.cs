using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace ResponsibilityGrid;

/// <summary>A duty in an establishment: all its items there refine the same items.</summary>
internal readonly record struct Step(string Duty, string Establishment);

/// <summary>Where a step leads: up to another one, to its end at a root, or nowhere although its duty refines another.</summary>
internal readonly record struct Way(Step? Up, int Depth, bool Reaches);

/// <summary>An item on the way up from another: where it stands, and in which of the establishments on the way.</summary>
internal readonly record struct Stop(string Unit, ItemKey Key, int Establishment);

/// <summary>The first item of each step from one up to the last, and the establishments on the way, those that are passed over included.</summary>
internal sealed record Climb(List<Stop> Stops, List<string> Establishments);

/// <summary>
/// How one list version stands on one outline: who refines whom, and how deep. Computed, never stored; an answer once
/// worked out is kept, since both are immutable.
/// </summary>
internal sealed class Cascade(Outline outline, ListVersion version)
{
    private readonly FrozenDictionary<string, Duty> _duties = version.Duties.ToFrozenDictionary(d => d.Code);
    private readonly ConcurrentDictionary<Step, Way> _ways = new();
    private readonly ConcurrentDictionary<Step, Climb> _climbs = new();
    private readonly ConcurrentDictionary<int, (DateOnly On, DateTimeOffset At)> _pushed = new();

    public Outline Outline { get; } = outline;

    public ListVersion Version { get; } = version;

    /// <summary>The day on which a duty, as it reads now, was pushed to its posts.</summary>
    public DateOnly PushedOn(Duty duty) => Pushed(duty).On;

    /// <summary>The instant at which it was.</summary>
    public DateTimeOffset PushedAt(Duty duty) => Pushed(duty).At;

    public Duty? Find(string duty) => _duties.GetValueOrDefault(duty);

    public bool Stands(Step step) => Outline.PostsFor(_duties[step.Duty], step.Establishment).Any();

    public IEnumerable<PostEntry> Posts(Step step) => Outline.PostsFor(_duties[step.Duty], step.Establishment);

    /// <summary>
    /// The items of the same duty in the nearest establishment above that has some; else those of the duty that it
    /// refines, in its own establishment or the nearest above.
    /// </summary>
    public Way WayOf(Step step)
    {
        if (_ways.TryGetValue(step, out var known)) return known;

        var above = Outline.Upwards(Outline.Above(step.Establishment));
        var up = Nearest(step.Duty, above);
        var refines = _duties[step.Duty].Refines;
        if (up is null && refines is not null && _duties.ContainsKey(refines))
            up = Nearest(refines, Outline.Upwards(step.Establishment));

        var way = up is { } next
            ? new Way(next, WayOf(next).Depth + 1, WayOf(next).Reaches)
            : new Way(null, 0, refines is null);
        return _ways[step] = way;
    }

    /// <summary>The steps from one up to the last.</summary>
    public IEnumerable<Step> Chain(Step step)
    {
        for (Step? next = step; next is { } here; next = WayOf(here).Up)
            yield return here;
    }

    /// <summary>The chain of a step with all that it passes.</summary>
    public Climb ClimbFrom(Step step)
    {
        if (_climbs.TryGetValue(step, out var known)) return known;
        var steps = Chain(step).ToList();
        var last = steps[^1].Establishment;
        List<string> establishments = [.. Outline.Upwards(step.Establishment).TakeWhile(e => e != last), last];
        return _climbs[step] = new Climb(steps.ConvertAll(StopAt), establishments);

        Stop StopAt(Step there)
        {
            var post = Posts(there).First();
            return new Stop(post.Unit, new ItemKey(Outline.Root, Version.List, there.Duty, post.Code), establishments.IndexOf(there.Establishment));
        }
    }

    /// <summary>The steps that refine one.</summary>
    public IEnumerable<Step> Refining(Step step) =>
        from unit in Outline.Preorder(step.Establishment)
        where Outline.EstablishmentOf(unit) == unit
        from duty in Version.Duties
        where duty.Code == step.Duty || duty.Refines == step.Duty
        let below = new Step(duty.Code, unit)
        where below != step && WayOf(below).Up == step && Stands(below)
        select below;

    /// <summary>The duties that an establishment owes by its level and has no post for.</summary>
    public IEnumerable<Duty> Missing(string establishment)
    {
        var level = Outline.Unit(establishment).Level;
        return Version.Duties.Where(duty => duty.Levels.Contains(level) && !Outline.HasLayer(establishment, duty.Layer));
    }

    /// <summary>The first step from one on upwards where nobody answers, or where the chain ends short of a root.</summary>
    public string? BreaksAt(Step step, Func<string, Duty, bool> isStaffed)
    {
        var last = step;
        foreach (var here in Chain(step))
        {
            last = here;
            if (!isStaffed(here.Establishment, _duties[here.Duty])) return here.Establishment;
        }

        return WayOf(last).Reaches ? null : last.Establishment;
    }

    private (DateOnly On, DateTimeOffset At) Pushed(Duty duty)
    {
        if (_pushed.TryGetValue(duty.ChangedIn, out var known)) return known;
        var issued = Outline.Structure.Lists.Find(l => l.List == Version.List && l.Version == duty.ChangedIn)?.Span.Recorded ?? Version.IssuedAt ?? DateTimeOffset.MinValue;
        return _pushed[duty.ChangedIn] = (Outline.Settings.DateAt(issued), issued);
    }

    private Step? Nearest(string duty, IEnumerable<string> establishments)
    {
        foreach (var establishment in establishments)
        {
            var step = new Step(duty, establishment);
            if (Stands(step)) return step;
        }

        return null;
    }
}
