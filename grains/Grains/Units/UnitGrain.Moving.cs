namespace ResponsibilityGrid;

/// <summary>What a unit takes along when it goes to another silo. Its rows stay in the store; what it was told and has heard is nowhere else.</summary>
internal sealed partial class UnitGrain : IGrainMigrationParticipant
{
    // Whoever counted without those below until they have spoken again would say less all the way up to the root.
    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        dehydrationContext.TryAddValue("brief", _brief);
        dehydrationContext.TryAddValue("below", _below);
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue<Brief?>("brief", out var brief)) _brief = brief;
        if (!rehydrationContext.TryGetValue<Dictionary<string, RollUp>>("below", out var below)) return;
        foreach (var child in below!.Values) RollUps.Keep(_below, child);
    }
}
