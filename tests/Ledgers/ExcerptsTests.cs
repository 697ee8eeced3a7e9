using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>What a ledger tells of itself and of those that live with it, for a chain that is put together elsewhere.</summary>
public sealed class ExcerptsTests
{
    [Fact]
    public void What_lives_here_is_told_whole_and_the_rest_is_left_to_be_asked() => Gen.Select(Some.City, Gen.Int[0, 999], Gen.Int[0, 255]).Sample((city, which, away) =>
    {
        var ledgers = new SomeLedgers(city);
        List<string> units = [.. city.Outline.Units];
        units = [.. units.Skip(which % units.Count), .. units.Take(which % units.Count)];
        var pages = units.Select((unit, n) => n > 0 && ((away >> (n % 8)) & 1) == 1 ? null : ledgers[unit].Page).ToList();
        var wanted = units.ConvertAll(unit => new ExcerptQuery(unit, [.. ledgers[unit].Page.Rows.Where(row => row.Seat is not null).Select(row => row.ItemKey).Take(3)])
        {
            // Of a unit further up or elsewhere, which the asker knows of already.
            Leaders = [.. ledgers[unit].Page.Sheet.Seats.Select(seat => seat.Post.Code).Take(1)],
        });

        var told = Excerpts.Of(wanted, pages, [.. wanted[0].Keys.Select(key => pages[0]!.Find(key)?.View)]);

        Assert.Equal(pages.Select(page => page is null), told.Select(excerpt => excerpt is null));
        foreach (var (of, excerpt) in wanted.Zip(told).Where(both => both.Second is not null))
        {
            Assert.Equal(of.Keys, excerpt!.Items.Select(item => item!.Key));
            Assert.Equal(of.Unit, excerpt.Sheet.Unit);
            Assert.All(excerpt.Sheet.Links, link => Assert.True(LinkRules.Leads(link, of.Unit)));
            Assert.Subset(excerpt.Sheet.Seats.Select(seat => seat.Post.Code).ToHashSet(), of.Leaders!.ToHashSet());
        }
    }, iter: 200);

    [Fact]
    public void A_row_that_is_wanted_and_not_there_has_its_ledger_asked_itself() => Some.City.Sample(city =>
    {
        var page = new SomeLedgers(city)[city.Outline.Root].Page;
        var (unknown, root) = (new ItemKey(city.Outline.Root, "2026", "no such duty", "no such post"), city.Outline.Root);

        // The first was asked itself, and says that it has none.
        Assert.Equal([null], Excerpts.Of([new(root, [unknown])], [page], [null])[0]!.Items);
        Assert.Null(Excerpts.Of([new(root, []), new(root, [unknown])], [page, page], [])[1]);
    }, iter: 50);
}
