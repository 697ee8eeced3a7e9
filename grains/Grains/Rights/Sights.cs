using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>A silo's copies of the grants, and what follows from them for whoever called lately. Together they are never older than five seconds.</summary>
internal sealed class Sights(IGrainFactory grains, Structures structures, TimeProvider clock)
{
    /// <summary>How long what follows is kept, on the machine's own count of time.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1), Stale = TimeSpan.FromSeconds(2.5);

    private const int KeptCallers = 10_000;

    private readonly ConcurrentDictionary<string, Copy> _grants = new();
    private readonly ConcurrentDictionary<string, Lazy<Task<Grants>>> _asking = new();
    private readonly ConcurrentDictionary<(string Grid, string Subject, string? Person), Known> _known = new();
    private readonly ConcurrentDictionary<(Sight Today, Moment At), Sight> _moments = new();

    /// <summary>What a caller sees and may do today.</summary>
    public ValueTask<Sight> Of(Principal principal, string grid)
    {
        if (principal.IsSystem) return new(Sight.Everything);
        return Held(principal, grid) is { } known && structures.IsToday(known.Outline, clock.GetUtcNow()) ? new(known.Sight) : new(Work(principal, grid));
    }

    /// <summary>The same on a structure that a grain holds, perhaps newer than anybody's copy: what counts where a command is stored.</summary>
    public ValueTask<Sight> On(Principal principal, Outline outline)
    {
        if (principal.IsSystem) return new(Sight.Everything);
        return Held(principal, outline.Root) is { } known && known.Outline == outline ? new(known.Sight) : new(Work(principal, outline.Root, outline));
    }

    /// <summary>The sight of whoever called this grain; everything where the program itself did.</summary>
    public ValueTask<Sight> Here(string grid) => Calls.Current is { } caller ? Of(caller, grid) : new(Sight.Everything);

    /// <summary>The same on another moment: by the tree of that day, and of today's units no more than today.</summary>
    public async ValueTask<Sight> Here(Outline outline, Moment? at)
    {
        var today = await Here(outline.Root);
        if (at is not { } moment || today.IsSystem || today.SeesAll || Calls.Current is not { } caller) return today;
        if (_moments.TryGetValue((today, moment), out var known)) return known;
        if (_moments.Count >= 64) _moments.Clear();
        return _moments[(today, moment)] = await Work(caller, outline.Root, outline, today);
    }

    /// <summary>Whether the program itself asks; then nothing is narrowed.</summary>
    public static bool IsUnbounded => Calls.Current is null;

    private static bool HasAnything(Sight sight) => Enum.GetValues<Right>().Any(right => right is not Right.SignedIn && sight.Has(right));

    private Known? Held(Principal principal, string grid) =>
        _known.TryGetValue((grid, principal.Subject, principal.Person), out var known) && known.Until > Environment.TickCount64 ? known : null;

    private async Task<Sight> Work(Principal principal, string grid)
    {
        var outline = structures.Today(grid == GridKeys.EveryGrid ? new Structure() : await structures.Get(grid), clock.GetUtcNow());
        var sight = await Work(principal, grid, outline);
        // Whoever has nothing may get something any moment, and is to have it at once.
        if (!HasAnything(sight)) return sight;
        if (_known.Count >= KeptCallers) _known.Clear();
        _known[(grid, principal.Subject, principal.Person)] = new(sight, outline, Environment.TickCount64 + (long)Life.TotalMilliseconds);
        return sight;
    }

    private async Task<Sight> Work(Principal principal, string grid, Outline outline, Sight? today = null)
    {
        var now = new Moment(outline.Settings.DateAt(clock.GetUtcNow()), DateTimeOffset.MaxValue);
        var held = await HeldBy(principal, grid, now.AsOf, outline);
        var inForce = await InForce(isNew: false);
        // Whoever has nothing may have got something just now.
        if (inForce.Count == 0 && held.Count == 0) inForce = await InForce(isNew: true);
        return RightsRules.SightOf(inForce, held, RightsRules.PersonOf(principal, grid), outline, today);

        async Task<List<Grant>> InForce(bool isNew)
        {
            var granted = await Task.WhenAll(GrantsOf(grid, isNew), GrantsOf(GridKeys.EveryGrid, isNew));
            var names = RightsRules.NamesOf(principal, grid, held);
            return [.. granted.SelectMany(g => g.All).Where(grant => names.Contains(grant.Who) && grant.Holds(now))];
        }
    }

    /// <summary>A copy that is not fresh any more is still answered from, while one call asks for a newer one; only a stale one is waited for.</summary>
    private async Task<Grants> GrantsOf(string grid, bool isNew)
    {
        var held = _grants.GetValueOrDefault(grid) ?? new Copy(new Grants(0, []), long.MinValue);
        var age = held.Taken == long.MinValue ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(Environment.TickCount64 - held.Taken);
        if (!isNew && age < Fresh) return held.Grants;
        var asking = _asking.GetOrAdd(grid, _ => new(() => Ask(grid, held)));
        if (isNew || age >= Stale) return await asking.Value;
        asking.Value.Ignore();
        return held.Grants;
    }

    private async Task<Grants> Ask(string grid, Copy held)
    {
        try
        {
            // From before the question: what ends while it travels must not live longer for that.
            var taken = Environment.TickCount64;
            var newer = await grains.GetGrain<IRightsGrain>(GridKeys.Rights(grid)).GetNewer(held.Grants.Version);
            return (_grants[grid] = new Copy(newer ?? held.Grants, taken)).Grants;
        }
        finally
        {
            _asking.TryRemove(grid, out _);
        }
    }

    private async Task<List<PostEntry>> HeldBy(Principal principal, string grid, DateOnly day, Outline outline)
    {
        if (RightsRules.PersonOf(principal, grid) is not { } person || !GridKeys.IsCode(person)) return [];
        var view = await grains.GetGrain<IPersonGrain>(GridKeys.Person(grid, person)).Get();
        var now = new Moment(day, DateTimeOffset.MaxValue);
        return [.. view.Seatings.SelectMany(s => s.Fills.Where(f => f.Span.Holds(now) && outline.Post(f.Post)?.Unit == s.Unit).Select(f => outline.Post(f.Post)!)).DistinctBy(p => p.Code)];
    }

    private sealed record Copy(Grants Grants, long Taken);

    private sealed record Known(Sight Sight, Outline Outline, long Until);
}
