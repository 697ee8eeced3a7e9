namespace ResponsibilityGrid.Nemesis.Mutants;

/// <summary>All mutants, by the part of the product that they sit in.</summary>
internal static partial class All
{
    public static IReadOnlyList<Mutant> Mutants { get; } = [.. OfCommands, .. OfStorage, .. OfLedgers, .. OfUnits, .. OfOversight, .. OfGateway];
}
