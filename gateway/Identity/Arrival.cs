using System.Diagnostics;

namespace ResponsibilityGrid.Gateway;

/// <summary>Somebody at the door: how long they waited there, since a silo may have to be asked whose key it is, again and again while it does not answer; and who they are.</summary>
internal sealed class Arrival
{
    private readonly long at = Stopwatch.GetTimestamp();

    /// <summary>In ticks of <see cref="Stopwatch"/>; 0 while they wait.</summary>
    public long Waited { get; private set; }

    /// <summary>Who was let in; nobody where no identity is established.</summary>
    public Principal? Principal { get; private set; }

    public void LetIn(Principal? principal) => (Waited, Principal) = (Stopwatch.GetTimestamp() - at, principal);
}
