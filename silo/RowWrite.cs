using System.Diagnostics;
using System.Text;
using Orleans.Runtime;
using Orleans.Storage;

namespace ResponsibilityGrid;

/// <summary>Where a state has its row, as the AdoNet provider would look for it.</summary>
/// <param name="KeyHash">Of the grain's key.</param>
/// <param name="StateHash">Of the state's name.</param>
/// <param name="State">The state's name.</param>
/// <param name="Key">The grain's key.</param>
internal readonly record struct RowKey(int KeyHash, int StateHash, string State, string Key)
{
    private static readonly OrleansDefaultHasher Hasher = new();

    /// <summary>The row of a grain that is called by a text; none for numbers and the like, which the provider takes apart.</summary>
    public static RowKey? Of(string state, GrainId grain)
    {
        if (grain.TryGetGuidKey(out _, out _) || grain.TryGetIntegerKey(out _, out _)) return null;
        var key = Encoding.UTF8.GetBytes(grain.Key.ToString()!);
        // The provider turns the key around, the state's name not.
        Array.Reverse(key);
        return new(Hasher.Hash(key), Hasher.Hash(Encoding.UTF8.GetBytes(state)), state, grain.Key.ToString()!);
    }
}

/// <summary>A row that waits to be written, or is on its way.</summary>
/// <param name="key">Which one.</param>
/// <param name="version">The version that it replaces; none where it is the first.</param>
/// <param name="payload">What it says.</param>
internal sealed class RowWrite(RowKey key, int? version, byte[] payload)
{
    private const int Waiting = 0, Taken = 1, Left = 2;

    private readonly TaskCompletionSource<int?> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stage;

    public RowKey Key => key;

    public int? Version => version;

    public byte[] Payload => payload;

    /// <summary>What it was asked for by.</summary>
    public Activity? Trace { get; } = Activity.Current;

    /// <summary>The version written; none where somebody else was first.</summary>
    public Task<int?> Outcome => _outcome.Task;

    /// <summary>It goes now; not where nobody waits for it any more.</summary>
    public bool Take() => Interlocked.CompareExchange(ref _stage, Taken, Waiting) == Waiting;

    /// <summary>Nobody waits any more; not where it is on its way.</summary>
    public bool Leave() => Interlocked.CompareExchange(ref _stage, Left, Waiting) == Waiting;

    public void Committed(int? written) => _outcome.SetResult(written);

    public void Failed(Exception failure) => _outcome.SetException(failure);
}
