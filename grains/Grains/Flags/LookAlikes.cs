namespace ResponsibilityGrid;

/// <summary>
/// Records by their texts, and which texts look alike. Equal texts stand together; a new text is compared with the last few of each band that
/// it falls into, so that a thousand variants of one text cost no million comparisons and still hang together.
/// </summary>
internal sealed class LookAlikes(double least)
{
    private const int ComparedInBand = 8;

    private readonly List<Text> _texts = [];
    private readonly Dictionary<string, int> _ofWords = [];
    private readonly Dictionary<string, (int Text, FlagRecord Record)> _ofRecord = [];
    // The newest text of each band, and from each the one before it.
    private readonly Dictionary<ulong, int> _newest = [];
    private readonly List<int> _before = [];

    private sealed record Text(string Words, uint[] Shingles)
    {
        public List<FlagRecord> Records { get; } = [];

        public List<int> Alike { get; } = [];
    }

    public int Count => _ofRecord.Count;

    public FlagRecord? Find(string id) => _ofRecord.TryGetValue(id, out var known) ? known.Record : null;

    /// <summary>Takes a record in, or in the place of the one of its id.</summary>
    public void Put(FlagRecord record, string words)
    {
        Remove(record.Id);
        if (!_ofWords.TryGetValue(words, out var text)) text = Add(words);
        _texts[text].Records.Add(record);
        _ofRecord[record.Id] = (text, record);
    }

    public void Remove(string id)
    {
        if (_ofRecord.Remove(id, out var known)) _texts[known.Text].Records.RemoveAll(record => record.Id == id);
    }

    /// <summary>Puts every record where its unit is by now.</summary>
    public void Relocate(Func<FlagRecord, string> unitOf)
    {
        foreach (var (id, (text, record)) in _ofRecord.ToList())
        {
            if (unitOf(record) is var unit && unit == record.Unit) continue;
            var moved = record with { Unit = unit };
            _texts[text].Records[_texts[text].Records.IndexOf(record)] = moved;
            _ofRecord[id] = (text, moved);
        }
    }

    /// <summary>
    /// The clusters of the records that are shown: what looks alike only by way of hidden ones does not hang together. Each has two records at
    /// least, the first recorded first.
    /// </summary>
    public List<List<FlagRecord>> Clusters(Func<FlagRecord, bool> isShown)
    {
        var shown = new List<FlagRecord>?[_texts.Count];
        var parents = new int[_texts.Count];
        for (var at = 0; at < _texts.Count; at++)
        {
            parents[at] = at;
            // Most texts are like no other.
            if (_texts[at] is not { Records.Count: > 0 } text || (text.Records.Count == 1 && text.Alike.Count == 0)) continue;
            if (text.Records.FindAll(record => isShown(record)) is { Count: > 0 } found) shown[at] = found;
        }

        for (var at = 0; at < _texts.Count; at++)
        {
            if (shown[at] is null) continue;
            foreach (var other in _texts[at].Alike)
                if (shown[other] is not null) parents[Top(at)] = Top(other);
        }

        return [.. Enumerable.Range(0, shown.Length).Where(at => shown[at] is not null).GroupBy(Top)
            .Select(texts => texts.SelectMany(at => shown[at]!).ToList()).Where(records => records.Count > 1)
            .Select(records => records.OrderBy(r => r.Recorded).ThenBy(r => r.Id, StringComparer.Ordinal).ToList())];

        int Top(int at)
        {
            while (parents[at] != at) at = parents[at] = parents[parents[at]];
            return at;
        }
    }

    /// <summary>What is left of a record's text, and its shingles.</summary>
    public (string Words, uint[] Shingles) TextOf(string id) => _texts[_ofRecord[id].Text] is var text ? (text.Words, text.Shingles) : default;

    private int Add(string words)
    {
        var (place, shingles) = (_texts.Count, Shingles.Of(words));
        var text = new Text(words, shingles);
        Span<ulong> bands = stackalloc ulong[MinHash.Bands];
        MinHash.Of(shingles, bands);
        foreach (var band in bands)
        {
            var at = _newest.GetValueOrDefault(band, -1);
            for (var (compared, next) = (0, at); compared < ComparedInBand && next >= 0; compared++, next = _before[next])
                if (!text.Alike.Contains(next / MinHash.Bands) && Shingles.Jaccard(shingles, _texts[next / MinHash.Bands].Shingles) >= least) text.Alike.Add(next / MinHash.Bands);
            _newest[band] = _before.Count;
            _before.Add(at);
        }

        _texts.Add(text);
        // Known from both sides: whether a text can be left out must not depend on which came first.
        foreach (var other in text.Alike) _texts[other].Alike.Add(place);
        return _ofWords[words] = place;
    }
}
