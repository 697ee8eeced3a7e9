using System.Collections.Concurrent;

namespace ResponsibilityGrid;

/// <summary>Passes that were verified, until they expire; and the silo's own. On the machine's own clock: a pass is good for a minute of it, whatever day a grid has.</summary>
internal sealed class Passes(PassKeys keys)
{
    /// <summary>How far the clocks of two machines may be apart.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private const int Kept = 20_000;

    private readonly ConcurrentDictionary<string, Principal> _verified = new();
    private readonly ConcurrentDictionary<string, Own> _own = new();

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

    /// <summary>The pass of a part of the program itself.</summary>
    public string Of(string name)
    {
        if (_own.TryGetValue(name, out var own) && own.Until > Environment.TickCount64) return own.Pass;
        var fresh = Pass.Sign(keys, Principal.System(name).From(TimeProvider.System.GetUtcNow()));
        _own[name] = new(fresh, Environment.TickCount64 + (long)(Principal.Life / 2).TotalMilliseconds);
        return fresh;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (pass, principal) in _verified)
            if (principal.Expires + Skew < now) _verified.TryRemove(pass, out _);
        if (_verified.Count >= Kept) _verified.Clear();
    }

    private sealed record Own(string Pass, long Until);
}
