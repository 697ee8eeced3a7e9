using System.Collections.Immutable;

namespace ResponsibilityGrid;

/// <summary>That somebody looked at something, in short.</summary>
internal readonly record struct Look(int Origin, DateOnly On, string Line, string By, string? Officer, bool Clean, string? Aspect, string? Task, string? Duty);

/// <summary>
/// Who looked at what in a unit, by target: worked out of its actions, corrected ones as they read now. Never seen to change once made; read from
/// any thread.
/// </summary>
internal sealed class Looks
{
    private readonly ImmutableDictionary<SupervisionTarget, ImmutableArray<Look>> _targets;
    private List<string>? _senders;

    private Looks(ImmutableDictionary<SupervisionTarget, ImmutableArray<Look>> targets) => _targets = targets;

    public static Looks None { get; } = new(ImmutableDictionary<SupervisionTarget, ImmutableArray<Look>>.Empty);

    public IEnumerable<KeyValuePair<SupervisionTarget, ImmutableArray<Look>>> Targets => _targets;

    public IEnumerable<Look> All => _targets.Values.SelectMany(looks => looks);

    /// <summary>The departments whose officers looked; worked out once.</summary>
    private List<string> Senders => _senders ??= [.. All.Where(look => look.Officer is not null).Select(look => look.By).Distinct()];

    /// <summary>The looks at a target, in the order of recording.</summary>
    public ImmutableArray<Look> At(SupervisionTarget target) => _targets.TryGetValue(Plain(target), out var looks) ? looks : [];

    public ImmutableArray<Look> AtItem(string post, string list, string duty) => At(new SupervisionTarget { Kind = TargetKind.Item, Post = post, List = list, Duty = duty });

    /// <summary>The looks that a caller is told of, and no others.</summary>
    public Looks SeenBy(Sight sight) =>
        Senders.TrueForAll(sight.Sees) ? this
        : new(_targets.Select(t => KeyValuePair.Create(t.Key, t.Value.RemoveAll(look => !sight.SeesLook(look.By, look.Officer is not null)))).Where(t => !t.Value.IsEmpty).ToImmutableDictionary());

    /// <summary>The looks at some targets alone.</summary>
    public Looks At(Func<SupervisionTarget, bool> isOf) => _targets.Keys.All(isOf) ? this : new(_targets.Where(t => isOf(t.Key)).ToImmutableDictionary());

    /// <summary>These looks and those at what came from another unit.</summary>
    public Looks With(Looks others)
    {
        var targets = _targets.ToBuilder();
        foreach (var (target, looks) in others._targets) targets[target] = [.. At(target), .. looks];
        return new Looks(targets.ToImmutable());
    }

    /// <summary>The looks with one more action; a correction takes the place of what it corrects.</summary>
    public Looks With(SupervisionAction action)
    {
        var targets = _targets.ToBuilder();
        if (action.Corrects is { } origin)
            foreach (var (target, looks) in _targets.Where(t => t.Value.Any(l => l.Origin == origin)))
                targets[target] = looks.RemoveAll(l => l.Origin == origin);
        if (!action.Withdrawn)
            foreach (var target in action.Targets)
                targets[Plain(target)] = (targets.TryGetValue(Plain(target), out var looks) ? looks : []).Add(
                    new Look(action.Origin, action.On, action.Line, action.By, action.Officer, action.Clean, target.Aspect, action.Task, action.Duty));
        return new Looks(targets.ToImmutable());
    }

    public static Looks Of(IEnumerable<SupervisionAction> actions) => actions.Aggregate(None, (looks, action) => looks.With(action));

    /// <summary>An item is the same whatever aspect a version of its list puts it in.</summary>
    private static SupervisionTarget Plain(SupervisionTarget target) => target.Kind == TargetKind.Item && target.Aspect is not null ? target with { Aspect = null } : target;
}
