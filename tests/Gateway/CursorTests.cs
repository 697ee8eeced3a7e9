using CsCheck;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Gateway;

public sealed class CursorTests
{
    private static readonly string[] Odd = ["", "责任", "a:b", "\"", "🏃"];
    private static readonly Gen<string> Text = Gen.String[Gen.Char.AlphaNumeric, 0, 8].SelectMany(a => Gen.Int[0, 4].Select(at => a + Odd[at]));

    [Fact]
    public void A_cursor_gives_back_what_it_was_made_of()
    {
        Text.Array[0, 4].Sample(parts => Assert.Equal(parts, Cursor.Decode(Cursor.Encode(parts), parts.Length)));
    }

    [Fact]
    public void No_cursor_is_the_start_of_the_list()
    {
        Assert.Null(Cursor.Decode(null, 2));
    }

    [Fact]
    public void A_changed_cursor_is_refused()
    {
        var cursor = Cursor.Encode("2026-09-30", "2026-01-01", "P1");

        Gen.Select(Gen.Int[0, cursor.Length - 1], Gen.Char.AlphaNumeric).Where((at, letter) => cursor[at] != letter).Sample((at, letter) =>
            Assert.Equal(RefusalCode.BadUserInput, Assert.Throws<GridRuleException>(() => Cursor.Decode(cursor[..at] + letter + cursor[(at + 1)..], 3)).Code), iter: 1_000);
    }

    [Fact]
    public void A_cursor_of_another_list_is_refused()
    {
        Assert.Throws<GridRuleException>(() => Cursor.Decode(Cursor.Encode("a", "b"), 3));
    }

    [Fact]
    public void A_cursor_of_another_list_with_as_many_parts_is_refused() => Text.Array[1, 5].Sample(parts =>
    {
        foreach (var read in (Action<string>[])[cursor => ShownProblem.PlaceOf(cursor), cursor => ShownReferral.PlaceOf(cursor), cursor => ItemPages.After(cursor), cursor => ShownWorkItem.After(cursor)])
            Assert.Equal(RefusalCode.BadUserInput, Assert.Throws<GridRuleException>(() => read(Cursor.Encode(parts))).Code);
        Assert.Throws<GridRuleException>(() => Cursor.Number($"{parts[0]}x"));
    });

    [Fact]
    public void A_global_id_gives_back_type_and_key()
    {
        Text.Where(key => key.Length > 0).Sample(key => Assert.Equal(new GlobalId("Unit", key), GlobalId.Parse(GlobalId.Of("Unit", key))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("责任")]
    [InlineData("VW5pdA")] // Unit
    [InlineData("VW5pdDo")] // Unit:
    [InlineData("OjE")] // :1
    [InlineData("VW5pdDox ")]
    [InlineData("VW5pdDoxMR")] // spare bits set
    [InlineData("_zo6")]
    public void What_is_no_global_id_is_refused(string id)
    {
        Assert.Equal(RefusalCode.BadUserInput, Assert.Throws<GridRuleException>(() => GlobalId.Parse(id)).Code);
    }

    [Fact]
    public void An_id_of_another_type_is_refused()
    {
        Assert.Equal("1", GlobalId.KeyOf("Unit", GlobalId.Of("Unit", "1")));
        Assert.Throws<GridRuleException>(() => GlobalId.KeyOf("Unit", GlobalId.Of("Person", "1")));
    }
}
