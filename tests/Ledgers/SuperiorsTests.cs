using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>Who is told of what is overdue, in random cities whose units are answered for by random posts.</summary>
public sealed class SuperiorsTests
{
    private static readonly Gen<(SomeCity City, List<Link> Links)> Cities =
        from city in Some.City
        from seeds in Gen.Int[0, 1_000_000].Array[0, 8]
        select (city, city.Structure.Posts.Count == 0 ? [] : seeds.Select(seed => new Link
        {
            Kind = LinkKind.AnswersFor, Subject = city.Structure.Posts[seed % city.Structure.Posts.Count].Code, Target = city.Structure.Units[seed / 32 % city.Structure.Units.Count].Code,
        }).ToList());

    [Fact]
    public void Somebody_else_hears_of_it_the_nearest_there_is_unless_it_is_the_head_of_the_root() => Cities.Sample(one =>
    {
        var (outline, links) = (one.City.Outline, one.Links);
        foreach (var post in one.City.Structure.Posts)
        {
            var told = Superiors.Of(outline, post, links);
            List<string> way = [.. Way(outline, post.Unit)];

            Assert.DoesNotContain(post.Code, told);
            var nearest = way.Find(unit => Leaders(outline, unit, links).Exists(by => by != post.Code));
            Assert.Equal(nearest is null, told.Count == 0);
            Assert.All(told, by => Assert.Contains(by, Leaders(outline, nearest!, links)));
            // Whoever answers for the unit goes before its head.
            if (told.Exists(by => !Answers(by, nearest!, links))) Assert.DoesNotContain(links, l => l.Target == nearest && l.Subject != post.Code);
            if (nearest is null) Assert.True(outline.HeadPost(outline.Root) is not { } head || head.Code == post.Code);
        }
    }, iter: 2000);

    [Fact]
    public void Whoever_is_told_looks_after_the_unit_of_the_item_and_so_has_it_in_the_queue() => Cities.Sample(one =>
    {
        var (outline, links) = (one.City.Outline, one.Links);
        foreach (var post in one.City.Structure.Posts)
            Assert.All(Superiors.Of(outline, post, links), by =>
            {
                var place = outline.Post(by)!;
                Assert.True((outline.Settings.HeadLayers.Contains(place.Layer) && outline.IsWithin(post.Unit, place.Unit)) || links.Exists(l => l.Subject == by && outline.IsWithin(post.Unit, l.Target)));
            });
    }, iter: 1000);

    private static IEnumerable<string> Way(Outline outline, string unit) => outline.Unit(unit).Parent is { } above ? Way(outline, above).Prepend(unit) : [unit];

    private static List<string> Leaders(Outline outline, string unit, List<Link> links) =>
        [.. links.Where(l => l.Target == unit).Select(l => l.Subject), .. outline.HeadPost(unit) is { } head ? [head.Code] : (string[])[]];

    private static bool Answers(string post, string unit, List<Link> links) => links.Exists(l => l.Subject == post && l.Target == unit);
}
