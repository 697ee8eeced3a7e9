namespace ResponsibilityGrid;

/// <summary>Flags out of what was gathered, as one caller sees them.</summary>
internal sealed partial class FlagsGrain
{
    /// <summary>A flag, without what was said of it.</summary>
    private sealed record Finding(FlagKind Kind, List<FlagRecord> Records, Forwarding? Forwarding = null)
    {
        public string Id => Records[0].Id;
    }

    private IEnumerable<Finding> Found(Sight sight, Outline outline, FlagKind? kind)
    {
        if (kind is null or FlagKind.LookAlike)
            foreach (var records in _lookAlikes.Clusters(record => FlagRules.IsShown(record, sight))) yield return new Finding(FlagKind.LookAlike, records);
        if (kind is null or FlagKind.PassThrough)
            foreach (var forwarding in _forwardings.Values)
                if (PassedThrough(forwarding, sight, outline) is { } found) yield return found;
    }

    /// <summary>The flag that a record is in.</summary>
    private Finding? Find(string id, Sight sight, Outline outline) => Found(sight, outline, null).FirstOrDefault(found => found.Records.Exists(record => record.Id == id));

    /// <summary>Whoever is shown one text is shown both: the child stands below the post that handed it on.</summary>
    private static Finding? PassedThrough(Forwarding forwarding, Sight sight, Outline outline)
    {
        if (!PassThroughRules.IsFlagged(forwarding.Handed, outline.Settings)) return null;
        List<FlagRecord> records = [.. new[] { forwarding.Parent, forwarding.Child }.Select(record => record with { Unit = UnitOf(record, outline) })];
        var isOwn = forwarding.Parent.Item is { } parent && sight.Posts.Contains(parent.Post);
        return records.TrueForAll(record => record.Unit.Length > 0 && (isOwn || sight.Sees(record.Unit))) ? new Finding(FlagKind.PassThrough, records, forwarding) : null;
    }

    private FlagView View(Finding found, List<FlagDecision> decisions, Sight sight, Outline outline)
    {
        var shown = decisions.ConvertAll(decision => FlagRules.Narrow(decision, sight));
        if (found.Forwarding is { } forwarding)
            return FlagRules.Show(FlagKind.PassThrough, found.Records, WordRules.Of(forwarding.Child.Text, _names), record => record.Similarity, shown, [forwarding.Handed.Charge.By]) with
            {
                Until = PassThroughRules.Until(forwarding.Handed, outline.Settings),
            };
        var (words, first) = _lookAlikes.TextOf(found.Id);
        return FlagRules.Show(FlagKind.LookAlike, found.Records, words, record => (int)Math.Round(100 * Shingles.Jaccard(first, _lookAlikes.TextOf(record.Id).Shingles)), shown, found.Records.Select(record => record.Who));
    }
}
