namespace ResponsibilityGrid;

/// <summary>
/// Records by their texts, and which texts look alike. Equal texts stand together; a new text is compared with the last few of each band that
/// it falls into, so that a thousand variants of one text cost no million comparisons and still hang together.
/// </summary>
internal sealed class LookAlikes(double least)
{
    private const int ComparedInBand = 8;

    private readonly List<Text> _texts = [];
    // Those like another or shared by several records, which few are.
    private readonly List<Text> _related = [];
    private readonly Dictionary<string, Text> _ofWords = [];
    private readonly Dictionary<string, (Text Text, FlagRecord Record)> _ofRecord = [];
    // The newest text of each band, and from each the one before it.
    private readonly Dictionary<ulong, int> _newest = [];
    private readonly List<int> _before = [];

    private sealed class Text(string words, uint[] shingles)
    {
        public string Words => words;

        public uint[] Shingles => shingles;

        public List<FlagRecord> Records { get; } = [];

        public List<Text> Alike { get; } = [];

        /// <summary>Its place among the related; none as a rule.</summary>
        public int? Related { get; set; }
    }

    public int Count => _ofRecord.Count;

    public FlagRecord? Find(string id) => _ofRecord.TryGetValue(id, out var known) ? known.Record : null;

    /// <summary>Takes a record in, or in the place of the one of its id.</summary>
    public void Put(FlagRecord record, string words)
    {
        Remove(record.Id);
        if (!_ofWords.TryGetValue(words, out var text)) text = Add(words);
        text.Records.Add(record);
        if (text.Records.Count > 1) Relate(text);
        _ofRecord[record.Id] = (text, record);
    }

    public void Remove(string id)
    {
        if (_ofRecord.Remove(id, out var known)) known.Text.Records.RemoveAll(record => record.Id == id);
    }

    /// <summary>Puts every record where its unit is by now.</summary>
    public void Relocate(Func<FlagRecord, string> unitOf)
    {
        foreach (var (id, (text, record)) in _ofRecord.ToList())
        {
            if (unitOf(record) is var unit && unit == record.Unit) continue;
            var moved = record with { Unit = unit };
            text.Records[text.Records.IndexOf(record)] = moved;
            _ofRecord[id] = (text, moved);
        }
    }

    /// <summary>
    /// The clusters of the records that are shown: what looks alike only by way of hidden ones does not hang together. Each has two records at
    /// least, the first recorded first.
    /// </summary>
    public List<List<FlagRecord>> Clusters(Func<FlagRecord, bool> isShown)
    {
        var shown = _related.ConvertAll(text => text.Records.FindAll(record => isShown(record)));
        int[] parents = [.. Enumerable.Range(0, shown.Count)];
        foreach (var (at, text) in _related.Index())
            foreach (var other in text.Alike)
                if (shown[at].Count > 0 && shown[other.Related!.Value].Count > 0) parents[Top(at)] = Top(other.Related.Value);

        return [.. Enumerable.Range(0, shown.Count).GroupBy(Top)
            .Select(texts => texts.SelectMany(at => shown[at]).ToList()).Where(records => records.Count > 1)
            .Select(records => records.OrderBy(r => r.Recorded).ThenBy(r => r.Id, StringComparer.Ordinal).ToList())];

        int Top(int at)
        {
            while (parents[at] != at) at = parents[at] = parents[parents[at]];
            return at;
        }
    }

    /// <summary>What is left of a record's text, and its shingles.</summary>
    public (string Words, uint[] Shingles) TextOf(string id) => _ofRecord[id].Text is var text ? (text.Words, text.Shingles) : default;

    private Text Add(string words)
    {
        var text = new Text(words, Shingles.Of(words));
        Span<ulong> bands = stackalloc ulong[MinHash.Bands];
        MinHash.Of(text.Shingles, bands);
        foreach (var band in bands)
        {
            var at = _newest.GetValueOrDefault(band, -1);
            for (var (compared, next) = (0, at); compared < ComparedInBand && next >= 0; compared++, next = _before[next])
                if (_texts[next / MinHash.Bands] is var other && !text.Alike.Contains(other) && Shingles.Jaccard(text.Shingles, other.Shingles) >= least) text.Alike.Add(other);
            _newest[band] = _before.Count;
            _before.Add(at);
        }

        _texts.Add(text);
        if (text.Alike.Count > 0) Relate(text);
        // Known from both sides: whether a text can be left out must not depend on which came first.
        foreach (var other in text.Alike)
        {
            other.Alike.Add(text);
            Relate(other);
        }

        return _ofWords[words] = text;
    }

    private void Relate(Text text)
    {
        if (text.Related is not null) return;
        text.Related = _related.Count;
        _related.Add(text);
    }
}
