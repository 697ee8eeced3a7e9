using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Flags;

/// <summary>Texts as sets, and what hangs together.</summary>
public sealed class LookAlikesTests
{
    private const double Least = 0.6;

    private static readonly Gen<string> Texts = Gen.Char["甲乙丙丁"].Array[2, 12].Select(letters => new string(letters));

    [Fact]
    public void What_two_texts_share_is_counted_as_sets_count_it() => Gen.Select(Texts, Texts).Sample((one, other) =>
    {
        var (first, second) = (Pairs(one), Pairs(other));
        var shared = first.Intersect(second).Count();

        Assert.Equal((double)shared / first.Union(second).Count(), Shingles.Jaccard(Shingles.Of(one), Shingles.Of(other)), 9);
        Assert.Equal((double)shared / first.Count, Shingles.Within(Shingles.Of(one), Shingles.Of(other)), 9);
    });

    /// <summary>MinHash may overlook a likeness, but what it puts together is alike by the exact measure, text by text; and what is hidden joins nothing.</summary>
    [Fact]
    public void Whatever_hangs_together_does_so_by_likenesses_that_are_shown() => Gen.Select(Texts.Array[0, 12], Gen.Int[0, 4095]).Sample((texts, hidden) =>
    {
        var alike = new LookAlikes(Least);
        foreach (var (n, text) in texts.Index()) alike.Put(Record(n, text), text);

        foreach (var cluster in alike.Clusters(r => ((hidden >> r.Number) & 1) == 0))
        {
            Assert.True(cluster.Count > 1);
            Assert.All(cluster, r => Assert.Equal(0, (hidden >> r.Number) & 1));
            Assert.Equal(cluster.OrderBy(r => r.Recorded), cluster);
            var reached = new HashSet<string> { cluster[0].Text };
            while (cluster.Find(r => !reached.Contains(r.Text) && reached.Any(t => Shingles.Jaccard(Shingles.Of(t), Shingles.Of(r.Text)) >= Least)) is { } next) reached.Add(next.Text);
            Assert.All(cluster, r => Assert.Contains(r.Text, reached));
        }
    });

    [Fact]
    public void Equal_texts_are_always_found_and_what_was_taken_back_never() => Gen.Select(Texts.Array[1, 6], Gen.Int[0, 5]).Sample((texts, gone) =>
    {
        var alike = new LookAlikes(Least);
        foreach (var (n, text) in texts.Concat(texts).Index()) alike.Put(Record(n, text), text);
        alike.Remove($"{gone}");

        var found = alike.Clusters(_ => true);

        Assert.Equal((2 * texts.Length) - (gone < 2 * texts.Length ? 1 : 0), alike.Count);
        Assert.DoesNotContain(found.SelectMany(c => c), r => r.Number == gone);
        foreach (var (n, text) in texts.Index().Where(t => t.Index != gone && t.Index + texts.Length != gone))
            Assert.Single(found, c => c.Exists(r => r.Number == n) && c.Exists(r => r.Number == n + texts.Length));
    });

    /// <summary>Asked before and after: what is kept between two questions is given up with every change.</summary>
    [Fact]
    public void What_was_taken_back_joins_no_more_than_what_is_hidden() => Gen.Select(Texts.Array[0, 12], Gen.Int[0, 4095]).Sample((texts, mask) =>
    {
        var (alike, changed) = (new LookAlikes(Least), new LookAlikes(Least));
        foreach (var (n, text) in texts.Index())
        {
            alike.Put(Record(n, text), text);
            changed.Put(Record(n, text), text);
            _ = changed.Clusters(_ => true);
        }

        foreach (var n in Enumerable.Range(0, texts.Length).Where(IsGone)) changed.Remove($"{n}");
        changed.Relocate(_ => "moved");
        var found = changed.Clusters(_ => true);

        Assert.Equal(Numbers(alike.Clusters(r => !IsGone(r.Number))), Numbers(found));
        Assert.All(found.SelectMany(cluster => cluster), r => Assert.Equal("moved", r.Unit));

        bool IsGone(int number) => ((mask >> number) & 1) == 1;
        static IEnumerable<string> Numbers(List<List<FlagRecord>> clusters) => clusters.Select(cluster => string.Join(' ', cluster.Select(r => r.Number))).Order();
    });

    [Fact]
    public void A_record_that_reads_otherwise_by_now_leaves_its_cluster()
    {
        var alike = new LookAlikes(Least);
        const string copied = "检查台账登记齐全未见异常";
        foreach (var n in Enumerable.Range(0, 3)) alike.Put(Record(n, copied), copied);

        alike.Put(Record(2, "改写成自己的话并附了照片"), "改写成自己的话并附了照片");

        Assert.Equal([0, 1], Assert.Single(alike.Clusters(_ => true)).Select(r => r.Number));
    }

    private static HashSet<string> Pairs(string text) => [.. Enumerable.Range(0, text.Length - 1).Select(at => text.Substring(at, 2))];

    private static FlagRecord Record(int number, string text) => new() { Id = $"{number}", Number = number, Text = text, Recorded = DateTimeOffset.UnixEpoch.AddMinutes(number) };
}
