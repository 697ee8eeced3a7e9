using CsCheck;
using Xunit;

namespace ResponsibilityGrid.Tests.Ledgers;

/// <summary>A ledger's page that takes in one life after the other, against one worked out from all of them.</summary>
public sealed class PageTests
{
    private static readonly DateOnly Start = new(2026, 1, 1);

    // Which item, in which state, how late it is due, and whether somebody reads the rows afterwards.
    private static readonly Gen<(int Which, int State, int Days, bool IsRead)[]> Turns = Gen.Select(Gen.Int[0, 9999], Gen.Int[0, 6], Gen.Int[0, 400], Gen.Frequency((9, Gen.Const(false)), (1, Gen.Const(true)))).Array[0, 240];

    [Fact]
    public void A_page_reads_the_same_however_its_lives_came() => Gen.Select(Some.Bureau, Turns).Sample((city, turns) =>
    {
        var ledgers = new SomeLedgers(city);
        var unit = city.Outline.Root;
        var page = ledgers[unit].Page;
        List<ItemKey> items = [.. page.Rows.Where(row => row.Seat is not null).Select(row => row.ItemKey)];
        if (items.Count == 0) return;
        Dictionary<ItemKey, ItemLife> lives = [];
        foreach (var (which, state, days, isRead) in turns)
        {
            var item = items[which % items.Count];
            lives[item] = new ItemLife { Key = item, Version = which, Changes = [new LifeChange { On = Start, State = (ItemState)state, DueOn = Start.AddDays(days) }] };
            page = page.With(lives[item])!;
            if (isRead) Assert.Equal(page.Rows, page.Rows.Order(Comparer<Row>.Create(Ledger.ByDate)));
        }

        var anew = ledgers.PageOf(unit, lives.Values);
        Assert.Equal(anew.Rows.Select(Said), page.Rows.Select(Said));
        Assert.Equal(Counted(anew), Counted(page));
        Assert.All(items, item => Assert.Equal(Said(anew.Find(item)!), Said(page.Find(item)!)));
        Assert.Null(page.Find(items[0] with { Duty = "不存在" }));
    }, iter: 300);

    private static (ItemKey, ItemState, DateOnly, int) Said(Row row) => (row.ItemKey, row.State, row.DueOn, row.Life?.Version ?? 0);

    private static Dictionary<CellKey, int> Counted(Page page) => page.Own.Cells.ToDictionary(cell => cell.Key, cell => cell.Count);
}
