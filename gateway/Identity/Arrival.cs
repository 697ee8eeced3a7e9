using System.Diagnostics;

namespace ResponsibilityGrid.Gateway;

/// <summary>How long somebody waited at the door: a silo may have to be asked whose key it is, again and again while it does not answer.</summary>
internal sealed class Arrival
{
    private readonly long at = Stopwatch.GetTimestamp();

    /// <summary>In ticks of <see cref="Stopwatch"/>; 0 while they wait.</summary>
    public long Waited { get; private set; }

    public void LetIn() => Waited = Stopwatch.GetTimestamp() - at;
}
