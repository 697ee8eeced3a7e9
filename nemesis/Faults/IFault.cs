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

    /// <summary>How long nobody may get an answer, from the strike on, beyond what the fault itself lasts.</summary>
    TimeSpan Patience => TimeSpan.FromSeconds(30);

    /// <summary>Whether it may strike while another one does: it needs nobody else to be well.</summary>
    bool Mixes => false;
}

/// <summary>What a fault finds: a grid at work, its callers' history, the chance that decides its particulars, whether every item has a row, and where the programs of the next version are.</summary>
internal sealed record Scene(Rig Rig, GridHttp Grid, History History, Random Random, bool IsTouched, string Next);

/// <summary>The fault took place, and the grid did not hold what it has to hold.</summary>
internal sealed class BrokenPromiseException(string what) : Exception(what);
