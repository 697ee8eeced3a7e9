namespace ResponsibilityGrid;

/// <summary>
/// Records by their texts, and which texts look alike. Equal texts stand together; a new text is compared with the last few of each band that
/// it falls into, so that a thousand variants of one text cost no million comparisons and still hang together.
/// </summary>
internal sealed class LookAlikes(double least)
{
    private const int ComparedInBand = 8;

    private readonly List<Text> _texts = [];
    private readonly HashSet<Family> _families = [];
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

        /// <summary>What it hangs together with; none as a rule.</summary>
        public Family? Family { get; set; }
    }

    /// <summary>Texts that hang together, or one that several records share. Most callers are shown all of its records or none.</summary>
    private sealed class Family
    {
        private List<FlagRecord>? _records;

        public List<Text> Texts { get; } = [];

        /// <summary>Of all texts, the first recorded first; the same list until one of them changes.</summary>
        public List<FlagRecord> Records => _records ??= InOrder(Texts.SelectMany(text => text.Records));

        public void Forget() => _records = null;
    }

    public int Count => _ofRecord.Count;

    public FlagRecord? Find(string id) => _ofRecord.TryGetValue(id, out var known) ? known.Record : null;

    /// <summary>Takes a record in, or in the place of the one of its id.</summary>
    public void Put(FlagRecord record, string words)
    {
        Remove(record.Id);
        if (!_ofWords.TryGetValue(words, out var text)) text = Add(words);
        text.Records.Add(record);
        if (text.Records.Count > 1) FamilyOf(text);
        text.Family?.Forget();
        _ofRecord[record.Id] = (text, record);
    }

    public void Remove(string id)
    {
        if (!_ofRecord.Remove(id, out var known)) return;
        known.Text.Records.RemoveAll(record => record.Id == id);
        known.Text.Family?.Forget();
    }

    /// <summary>Puts every record where its unit is by now.</summary>
    public void Relocate(Func<FlagRecord, string> unitOf)
    {
        foreach (var (id, (text, record)) in _ofRecord.ToList())
        {
            if (unitOf(record) is var unit && unit == record.Unit) continue;
            var moved = record with { Unit = unit };
            text.Records[text.Records.IndexOf(record)] = moved;
            text.Family?.Forget();
            _ofRecord[id] = (text, moved);
        }
    }

    /// <summary>
    /// The clusters of the records that are shown: what looks alike only by way of hidden ones does not hang together. Each has two records at
    /// least, the first recorded first; the lists are kept, and nobody else's to change.
    /// </summary>
    public List<List<FlagRecord>> Clusters(Predicate<FlagRecord> isShown)
    {
        List<List<FlagRecord>> found = [];
        foreach (var family in _families)
        {
            var isWhole = family.Records.TrueForAll(isShown) && family.Texts.TrueForAll(text => text.Records.Count > 0);
            foreach (var records in isWhole ? [family.Records] : Parts(family, isShown))
                if (records.Count > 1) found.Add(records);
        }

        return found;
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
        // Known from both sides: whether a text can be left out must not depend on which came first.
        foreach (var other in text.Alike)
        {
            other.Alike.Add(text);
            Join(FamilyOf(text), FamilyOf(other));
        }

        return _ofWords[words] = text;
    }

    private Family FamilyOf(Text text)
    {
        if (text.Family is { } known) return known;
        _families.Add(text.Family = new Family());
        text.Family.Texts.Add(text);
        return text.Family;
    }

    private void Join(Family one, Family other)
    {
        if (one == other) return;
        var (into, from) = one.Texts.Count < other.Texts.Count ? (other, one) : (one, other);
        foreach (var text in from.Texts) text.Family = into;
        into.Texts.AddRange(from.Texts);
        into.Forget();
        _families.Remove(from);
    }

    /// <summary>What still hangs together in a family when only some of its records are shown.</summary>
    private static IEnumerable<List<FlagRecord>> Parts(Family family, Predicate<FlagRecord> isShown)
    {
        var open = family.Texts.ToDictionary(text => text, text => text.Records.FindAll(isShown));
        foreach (var text in family.Texts)
        {
            List<FlagRecord> part = [];
            var next = new Stack<Text>([text]);
            while (next.TryPop(out var reached))
            {
                if (!open.Remove(reached, out var records) || records.Count == 0) continue;
                part.AddRange(records);
                foreach (var alike in reached.Alike) next.Push(alike);
            }

            yield return InOrder(part);
        }
    }

    private static List<FlagRecord> InOrder(IEnumerable<FlagRecord> records) => [.. records.OrderBy(r => r.Recorded).ThenBy(r => r.Id, StringComparer.Ordinal)];
}
