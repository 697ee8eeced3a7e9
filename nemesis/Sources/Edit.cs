namespace ResponsibilityGrid.Nemesis.Sources;

/// <summary>A place in the product's sources, from the root of the repository, and what stands there instead.</summary>
internal sealed record Edit(string File, string Here, string Instead)
{
    /// <summary>The file's text with the other in its place.</summary>
    /// <exception cref="PlaceLostException">The place is not there any more, or not the only one of its kind.</exception>
    public string In(string text)
    {
        var place = text.IndexOf(Here, StringComparison.Ordinal);
        if (place < 0) throw new PlaceLostException($"no longer applies: {File} does not read \"{Here}\".");
        if (text.IndexOf(Here, place + 1, StringComparison.Ordinal) >= 0) throw new PlaceLostException($"no longer applies: {File} reads \"{Here}\" more than once.");
        return string.Concat(text.AsSpan(0, place), Instead, text.AsSpan(place + Here.Length));
    }
}

/// <summary>The product has changed where something was to be planted; somebody has to plant it anew.</summary>
internal sealed class PlaceLostException(string message) : Exception(message);
