using System.Text.Json;
using ResponsibilityGrid.Gateway;
using Xunit;

namespace ResponsibilityGrid.Tests.Imports;

/// <summary>The two columns of 人员 that need not be there: checked per row, kept encrypted, and repeated nowhere.</summary>
[Collection(nameof(ImportHost))]
public sealed class PersonDetailImportTests(ImportHost grid)
{
    private const string Number = "11010519491231002X", Telephone = "13812345678";

    [Fact]
    public async Task Both_are_kept_and_a_report_counts_whose_were_brought()
    {
        var weifang = (await grid.Found("D370700")).WithDetails();
        var person = weifang.Sheets["人员"][1][0];
        weifang.Set("人员", 2, "身份证号", " 11010519491231002x ").Set("人员", 2, "联系电话", "+86 138 1234 5678");

        var first = await grid.Run(weifang);
        var again = await grid.Run(weifang);

        Assert.Equal((true, 0, 1), (first.Accepted, first.FactChanges, first.Details));
        Assert.Equal((true, 0, 1), (again.Accepted, again.FactChanges, again.Details));
        Assert.Equal("内容与在册一致，没有变化。另有 1 人的身份证号或联系电话以工作簿为准，不与在册比对。", again.Message);
        var kept = await grid.Grains.GetGrain<IPersonGrain>(GridKeys.Person("D370700", person)).GetDetails(plain: true);
        Assert.Equal(new PersonDetails { IdentityNumber = Number, Telephone = Telephone }, kept);
        Assert.Equal("1101**********002X", (await grid.Grains.GetGrain<IPersonGrain>(GridKeys.Person("D370700", person)).GetDetails(plain: false)).IdentityNumber);
    }

    /// <summary>Whoever imports may not read details plainly. If the answer to one that is right differed from that to one that is wrong, they would find them out by trying.</summary>
    [Theory]
    [InlineData("身份证号", Number, "440524188001010014")]
    [InlineData("联系电话", Telephone, "13987654321")]
    public async Task Nobody_finds_out_by_trying_which_one_is_on_record(string column, string right, string wrong)
    {
        var root = column == "身份证号" ? "F370700" : "G370700";
        using var weifang = (await grid.Found(root)).WithDetails();
        var person = weifang.Sheets["人员"][1][0];
        await grid.Run(weifang.Set("人员", 2, column, right));

        foreach (var query in (string[])["?dryRun=true", "?dryRun=true&skip=true", ""])
            Assert.Equal(await Report(right, query), await Report(wrong, query));
        // What was brought last counts, and nobody was told that it was another one.
        var kept = await grid.Grains.GetGrain<IPersonGrain>(GridKeys.Person(root, person)).GetDetails(plain: true);
        Assert.Equal(wrong, kept.IdentityNumber ?? kept.Telephone);

        async Task<string> Report(string value, string query)
        {
            var (status, report) = await grid.PostFile(weifang.Set("人员", 2, column, value).Zip(), query);
            return $"{status} {report.GetRawText()}";
        }
    }

    [Fact]
    public async Task A_workbook_without_the_columns_takes_nothing_away()
    {
        var weifang = await grid.Found("E370700");
        var person = weifang.Sheets["人员"][1][0];
        await grid.Run(Weifang.Small("E370700").WithDetails().Set("人员", 2, "联系电话", Telephone));

        Assert.Equal(0, (await grid.Run(weifang)).FactChanges);
        Assert.Equal(Telephone, (await grid.Grains.GetGrain<IPersonGrain>(GridKeys.Person("E370700", person)).GetDetails(plain: true)).Telephone);
    }

    [Theory]
    [InlineData("身份证号", "110105194912310021", FaultCode.IdentityNumberUnfit)]
    [InlineData("身份证号", "1.10105E+17", FaultCode.IdentityNumberUnfit)]
    [InlineData("身份证号", "1101**********002X", FaultCode.IdentityNumberUnfit)]
    [InlineData("联系电话", "7654321", FaultCode.TelephoneUnfit)]
    public void One_that_is_none_is_a_fault_of_its_row_and_is_not_repeated(string column, string value, string code)
    {
        using var weifang = new Weifang().WithDetails();

        var fault = weifang.Set("人员", 3, column, value).Faults().Single();

        Assert.Equal((3, column, code, ""), (fault.Row, fault.Column, fault.Code, fault.Value));
        Assert.DoesNotContain(value, JsonSerializer.Serialize(fault));
    }
}

internal static class DetailColumns
{
    /// <summary>The sheet of persons with both columns, empty.</summary>
    public static Weifang WithDetails(this Weifang weifang)
    {
        var rows = weifang.Sheets["人员"];
        for (var i = 0; i < rows.Count; i++) rows[i] = [.. rows[i], i == 0 ? "身份证号" : "", i == 0 ? "联系电话" : ""];
        return weifang;
    }
}
