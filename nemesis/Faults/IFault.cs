using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>Something that goes wrong, and is put right again as far as the world puts it right by itself.</summary>
internal interface IFault
{
    /// <summary>What it is called in the log.</summary>
    string Name => GetType().Name;

    /// <summary>What takes long and breaks nothing; done once for the kind, before anybody works.</summary>
    Task Prepare(SourceCopy next) => Task.CompletedTask;

    /// <summary>Strikes, and comes back when the cause is gone; the grid's recovery is waited for elsewhere.</summary>
    /// <returns>What happened, for the log.</returns>
    /// <exception cref="BrokenPromiseException">The grid did not hold what it has to hold under this fault.</exception>
    /// <exception cref="InvalidOperationException">The fault did not take place.</exception>
    Task<string> Strike(Scene scene);

    /// <summary>Until when an item of every county answers again through every gateway, counted from the blow.</summary>
    TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary>Whether the blow is the end of it: while it lasts, nobody can be answered, or it breaks things one after the other and waits for each.</summary>
    bool CountsFromItsEnd => false;

    /// <summary>Whether it may strike while another one does: it needs nobody else to be well.</summary>
    bool Mixes => false;
}

/// <summary>What a fault finds: a grid at work, its callers' history, the chance that decides its particulars, whether every item has a row, and where the programs of the next version are.</summary>
internal sealed record Scene(Rig Rig, GridHttp Grid, History History, Random Random, bool IsTouched, string Next)
{
    /// <summary>When it struck.</summary>
    public Blow Blow { get; init; } = new();

    /// <summary>Whether no other fault strikes beside it: what it has to hold soon, it has to hold alone.</summary>
    public bool IsAlone { get; init; } = true;
}

/// <summary>The instant from which a fault's recovery counts: its beginning, unless it says otherwise; of two faults the later one.</summary>
internal sealed class Blow
{
    public long At { get; private set; } = History.Now;

    /// <summary>Now it struck.</summary>
    public void Falls() => At = History.Now;
}

/// <summary>The fault took place, and the grid did not hold what it has to hold.</summary>
internal sealed class BrokenPromiseException(string what) : Exception(what);
