using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;
using static ResponsibilityGrid.Tests.Supervision.SupervisedGrid;

namespace ResponsibilityGrid.Tests.Supervision;

[Collection(nameof(SupervisedGrid))]
public sealed class ActionTests(SupervisedGrid grid)
{
    [Fact]
    public async Task The_line_follows_from_the_acting_unit_and_the_aspect_from_the_duty()
    {
        var action = await grid.Record(grid.Look(Legal, Item()));

        Assert.Equal(("法制", Legal, Branch, "责任落实"), (action.Line, action.By, action.Unit, action.Targets[0].Aspect));
    }

    [Fact]
    public async Task A_stationed_officer_acts_for_the_sender_and_the_host_changes_nothing()
    {
        var action = await grid.Record(grid.Look(Officer, Item()) with { Duty = "监督", Task = "审开支" });
        var correction = grid.Look(Branch, Item()) with { Corrects = action.Number, Unit = Branch, Reason = "驻在单位不同意", Clean = true };

        Assert.Equal(("专责", Discipline, Officer), (action.Line, action.By, action.Officer));
        Assert.Contains("驻在单位不能改", (await grid.Refused(correction)).Message, StringComparison.Ordinal);
        Assert.Equal(2, (await grid.Record(correction with { Id = "by-sender", Actor = new Actor { Code = $"{Discipline}-1" } })).Version);
        var card = await grid.Oversight.GetOfficerCard(Officer, new DateOnly(2026, 11, 1));
        Assert.Equal(16, card!.Cells.Count);
        Assert.Equal(1, card.Cells.Single(c => c.Duty == "监督" && c.Task == "审开支").Count);
        Assert.Contains(card.Cells, c => c.Task == "抓公开" && c.Count == 0);
    }

    [Fact]
    public async Task The_same_command_again_is_answered_as_the_first_time()
    {
        var command = grid.Look(PartyBuilding, Item());
        var first = await grid.Record(command);

        Assert.Equal(first.Number, (await grid.Record(command)).Number);
        var refusal = await grid.Refused(command with { Digest = 7 });
        Assert.Equal(RefusalCode.Conflict, refusal.Code);
    }

    [Fact]
    public async Task A_correction_is_a_further_entry_and_only_the_newest_counts()
    {
        var action = await grid.Record(grid.Look(Personnel, At($"{Branch}-2"), on: new DateOnly(2026, 3, 5)));
        var correction = grid.Look(Personnel, At($"{Branch}-2")) with { Corrects = action.Number, Unit = Branch, Targets = null, Clean = false, Kind = null, Reason = "复核后有问题", Text = "台账缺页", ExpectedVersion = 1 };
        var corrected = await grid.Record(correction);

        Assert.True(action.Late);
        Assert.Equal((action.Number, new DateOnly(2026, 3, 5), false), (corrected.Corrects, corrected.On, corrected.Clean));
        Assert.Equal([(1, null), (2, "复核后有问题")], (await grid.Of(Branch).GetAction(action.Number)).Select(a => (a.Version, a.Reason)));
        Assert.Equal(RefusalCode.Conflict, (await grid.Refused(correction with { Id = "stale" })).Code);
        await grid.Record(correction with { Id = "gone", ExpectedVersion = 2, Withdrawn = true });
        Assert.DoesNotContain((await grid.Of(Branch).ListActions(new ActionQuery { First = 200 })).Actions, a => a.Origin == action.Number);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { City, $"{Branch}-2", "不在任何监督线上" },
        { Discipline, $"{City}-1", "不监督" },
        { Officer, $"{County}-1", "不监督" },
        { Officer, Officer, "不能监督自己" },
        { Dedicated, $"{Dedicated}-1", "不能监督自己" },
        { Dedicated, "111-9", "没有编码为" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task Who_may_not_look_is_told_why(string by, string post, string sentence) =>
        Assert.Contains(sentence, (await grid.Refused(grid.Look(by, At(post)))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task What_cannot_be_recorded_is_told_why()
    {
        Assert.Contains("须写明问题", (await grid.Refused(grid.Look(Dedicated, Item(), clean: false) with { Text = " " })).Message, StringComparison.Ordinal);
        Assert.Contains("尚未到来", (await grid.Refused(grid.Look(Dedicated, Item(), on: new DateOnly(2027, 1, 1)))).Message, StringComparison.Ordinal);
        Assert.Contains("只由派驻人员", (await grid.Refused(grid.Look(Dedicated, Item()) with { Task = "审开支" })).Message, StringComparison.Ordinal);
        Assert.Contains("没有名为", (await grid.Refused(grid.Look(Officer, Item()) with { Task = "喝茶" })).Message, StringComparison.Ordinal);
        Assert.Contains("责任事项", (await grid.Refused(grid.Look(Dedicated, Item(duty: "2026-9")))).Message, StringComparison.Ordinal);
        Assert.Contains("同一单位", (await grid.Refused(grid.Look(Dedicated, Item()) with { Targets = [Item(), At($"{County}-1")] })).Message, StringComparison.Ordinal);
    }
}
