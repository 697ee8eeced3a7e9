namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>Something that goes wrong, and is put right again as far as the world puts it right by itself.</summary>
internal interface IFault
{
    /// <summary>Strikes, and comes back when the cause is gone; the grid's recovery is waited for elsewhere.</summary>
    /// <returns>What happened, for the log.</returns>
    Task<string> Strike(Rig rig, GridHttp grid, Random random);

    /// <summary>How long nobody may get an answer, from the strike on, beyond what the fault itself lasts.</summary>
    TimeSpan Patience => TimeSpan.FromSeconds(30);
}
