using Xunit;

namespace ResponsibilityGrid.Tests.Flags;

/// <summary>How well look-alikes are told from what somebody wrote.</summary>
public sealed class CorpusTests
{
    private static readonly WordRules.Names Units = new(Corpus.Units);

    [Fact]
    public void Of_several_hundred_labelled_records_nearly_all_copies_are_found_and_hardly_anything_else()
    {
        var all = Corpus.All();
        var found = Alike(all).Clusters(_ => true);
        var cluster = found.Index().SelectMany(c => c.Item.Select(r => (r.Number, c.Index))).ToDictionary(r => r.Number, r => r.Index);
        var (both, said, meant) = (0, 0, 0);
        for (var one = 0; one < all.Count; one++)
            for (var other = one + 1; other < all.Count; other++)
            {
                var (isMeant, isSaid) = (all[one].Family == all[other].Family, cluster.TryGetValue(one, out var here) && cluster.TryGetValue(other, out var there) && here == there);
                both += isMeant && isSaid ? 1 : 0;
                said += isSaid ? 1 : 0;
                meant += isMeant ? 1 : 0;
            }

        var (precision, recall) = ((double)both / said, (double)both / meant);
        var genuine = all.Index().Count(r => r.Item.Family[0] == 'g' && cluster.ContainsKey(r.Index));
        var figures = $"records {all.Count}, families {all.DistinctBy(r => r.Family).Count(r => r.Family[0] == 't')}, written one by one {all.Count(r => r.Family[0] == 'g')}\nclusters found {found.Count}\npairs: precision {precision:0.000}, recall {recall:0.000}\nfalse alarms among those written one by one: {genuine}\n";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);

        Golden.Matches(figures, "corpus/figures.txt");
        Assert.True(precision >= 0.95 && recall >= 0.9, figures);
        Assert.Equal(0, genuine);
    }

    [Fact]
    public void Twenty_two_records_equal_but_for_name_and_date_are_one_cluster()
    {
        var template = Corpus.Lines("templates.txt")[0];
        List<Labelled> copies = [.. Enumerable.Range(1, 22).Select(n => ($"{"王李张刘陈"[n % 5]}{"伟芳娜敏静磊"[n % 6]}", n)).Select(who => new Labelled("t0", who.Item1,
            template.Replace("{name}", who.Item1, StringComparison.Ordinal).Replace("{date}", $"2026年{1 + (who.n % 12)}月{who.n}日", StringComparison.Ordinal)))];

        var cluster = Assert.Single(Alike(copies).Clusters(_ => true));

        Assert.Equal(22, cluster.Count);
    }

    [Fact]
    public void Five_genuine_records_are_none() =>
        Assert.Empty(Alike([.. Corpus.Lines("genuine.txt").Take(5).Select((text, n) => new Labelled($"g{n}", "李敏", text))]).Clusters(_ => true));

    private static LookAlikes Alike(List<Labelled> records)
    {
        var settings = new GridSettings();
        var alike = new LookAlikes(settings.LookAlikePercent / 100.0);
        foreach (var (number, record) in records.Index())
            if (WordRules.Of(record.Text, Units, record.Name) is { } words && words.Length >= settings.LookAlikeLength)
                alike.Put(new FlagRecord { Id = $"{number}", Number = number, Recorded = DateTimeOffset.UnixEpoch.AddMinutes(number), Text = record.Text }, words);
        return alike;
    }
}
