using System.Collections.Concurrent;

namespace ResponsibilityGrid.Gateway;

/// <summary>What has to be done before the grid takes work: named conditions, required by who builds the process and met by who does them.</summary>
public sealed class Readiness
{
    /// <summary>The condition of a gateway process: it has found silos.</summary>
    public const string Silos = "silos";

    private readonly ConcurrentDictionary<string, bool> _conditions = [];

    /// <summary>Whether grains can be asked at all; a gateway that has found no silo yet does not even know them.</summary>
    public bool HasGrains => _conditions.GetValueOrDefault(Silos, true);

    /// <summary>The conditions still open.</summary>
    public IReadOnlyList<string> Missing => [.. from condition in _conditions where !condition.Value orderby condition.Key select condition.Key];

    /// <summary>True once the process is going down: it finishes what it has and wants nothing new.</summary>
    public bool Draining { get; private set; }

    /// <summary>Adds a condition, open until it is <see cref="Met"/>.</summary>
    public Readiness Require(string condition)
    {
        _conditions.TryAdd(condition, false);
        return this;
    }

    /// <summary>Closes a condition that was required before.</summary>
    public void Met(string condition)
    {
        if (!_conditions.ContainsKey(condition)) throw new ArgumentException($"Nobody requires '{condition}'.", nameof(condition));
        _conditions[condition] = true;
    }

    /// <summary>Takes the process out of rotation.</summary>
    public void Drain() => Draining = true;
}
