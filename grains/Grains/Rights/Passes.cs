using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>Passes that were verified, until they expire; and the silo's own. On the machine's own clock: a pass is good for a minute of it, whatever day a grid has.</summary>
internal sealed class Passes(PassKeys keys)
{
    /// <summary>The names of grains that act by themselves.</summary>
    public const string Pump = "pump", Sweeper = "sweeper";

    /// <summary>How far the clocks of two machines may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private const int Kept = 20_000;

    private readonly ConcurrentDictionary<string, Principal> _verified = new();
    private readonly ConcurrentDictionary<string, Own> _own = new();
    private volatile Own? _silo;

    /// <summary>Who carries a pass; nobody where it is not ours, or not of now.</summary>
    public Principal? Verify(string pass, DateTimeOffset now)
    {
        if (!_verified.TryGetValue(pass, out var principal))
        {
            if (Pass.Read(keys, pass) is not { } read) return null;
            if (_verified.Count >= Kept) Forget(now);
            _verified[pass] = principal = read;
        }

        return now < principal.Expires + Skew && principal.IssuedAt <= now + Skew ? principal : null;
    }

    /// <summary>Whether a pass was made with one of our keys, be it of now or not.</summary>
    public bool IsOurs(string pass) => Pass.Read(keys, pass) is not null;

    /// <summary>
    /// Whether a pass is the one that this silo's grains carry just now: the same text in the same place, which costs a glance. No text shared by accident is
    /// taken for it, since it is one that was signed here: whoever has the same text has the pass.
    /// </summary>
    public bool IsOwn(string pass) => _silo is { } own && ReferenceEquals(pass, own.Pass);

    /// <summary>Whether a pass is the program's, and lasts for whatever a grain asks with it next.</summary>
    public bool Serves(string pass) => IsOwn(pass) ? _silo!.Until > Environment.TickCount64 : Verify(pass, TimeProvider.System.GetUtcNow() + Principal.Life / 4) is { IsSystem: true };

    /// <summary>The pass of grains that call each other.</summary>
    public string OfSilo() => _silo is { } own && own.Until > Environment.TickCount64 ? own.Pass : (_silo = Fresh("silo")).Pass;

    /// <summary>The pass of a part of the program that acts by itself.</summary>
    public string Of(string name) => _own.TryGetValue(name, out var own) && own.Until > Environment.TickCount64 ? own.Pass : (_own[name] = Fresh(name)).Pass;

    private Own Fresh(string name) => new(
        Pass.Sign(keys, Principal.System(name).From(TimeProvider.System.GetUtcNow())), Environment.TickCount64 + (long)(Principal.Life / 2).TotalMilliseconds);

    private void Forget(DateTimeOffset now)
    {
        foreach (var (pass, principal) in _verified)
            if (principal.Expires + Skew < now) _verified.TryRemove(pass, out _);
        if (_verified.Count >= Kept) _verified.Clear();
    }

    private sealed record Own(string Pass, long Until);
}
