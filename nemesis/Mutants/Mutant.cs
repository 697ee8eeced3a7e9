using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;

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

/// <summary>A place in the product's sources, from the root of the repository, and what stands there instead.</summary>
internal sealed record Edit(string File, string Sound, string Slip)
{
    /// <summary>The file's text with the slip in it.</summary>
    /// <exception cref="MutantLostException">The place is not there any more, or not the only one of its kind.</exception>
    public string In(string text)
    {
        var place = text.IndexOf(Sound, StringComparison.Ordinal);
        if (place < 0) throw new MutantLostException($"no longer applies: {File} does not read \"{Sound}\".");
        if (text.IndexOf(Sound, place + 1, StringComparison.Ordinal) >= 0) throw new MutantLostException($"no longer applies: {File} reads \"{Sound}\" more than once.");
        return string.Concat(text.AsSpan(0, place), Slip, text.AsSpan(place + Sound.Length));
    }
}

/// <summary>The product has changed where a mutant was to be planted; somebody has to plant it anew.</summary>
internal sealed class MutantLostException(string message) : Exception(message);
