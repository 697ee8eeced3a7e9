using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

/// <summary>A slip that a programmer could make, planted in the product to see whether somebody notices.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Breaks">What it breaks.</param>
/// <param name="By">What has to be seen of it; anything else does not count.</param>
/// <param name="Scenario">The work and trouble that bring it to light.</param>
/// <param name="Edits">Where the product reads differently.</param>
internal sealed record Mutant(string Name, string Breaks, Wrong[] By, Func<IScenario> Scenario, params Edit[] Edits)
{
    public string Invariants => string.Join(' ', By.Select(Checking.Invariants.Of).Distinct());
}
