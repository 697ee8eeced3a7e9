using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Person
{
    /// <summary>身份证号，平时掩码，如 3707**********1234；一次 grain 调用 / The identity number, covered but for a few signs, as 3707**********1234; one grain call</summary>
    /// <param name="plain">读取全文：须有“查看限制信息”的权限并说明用途（请求头 Grid-Purpose），逐次记录 / Reads it plainly: needs the right to read restricted facts and a purpose (header Grid-Purpose), and is noted down each time</param>
    public Task<string?> IdentityNumber([FromServices] RestrictedReads reads, bool? plain) =>
        Detail(reads, PersonDetail.IdentityNumber, plain, details => details.IdentityNumber);

    /// <summary>联系电话，平时掩码，如 138****5678；一次 grain 调用 / The telephone number, covered but for a few signs, as 138****5678; one grain call</summary>
    /// <param name="plain">读取全文：须有“查看限制信息”的权限并说明用途（请求头 Grid-Purpose），逐次记录 / Reads it plainly: needs the right to read restricted facts and a purpose (header Grid-Purpose), and is noted down each time</param>
    public Task<string?> Telephone([FromServices] RestrictedReads reads, bool? plain) =>
        Detail(reads, PersonDetail.Telephone, plain, details => details.Telephone);

    /// <summary>轻处置措施，先登记的在前，更正前的也在内。须有“查看限制信息”的权限并说明用途（请求头 Grid-Purpose），逐次记录；一次 grain 调用
    /// / The light measures, what was recorded first comes first, those put right later too. Needs the right to read restricted facts and a purpose (header Grid-Purpose), and is noted down each time; one grain call</summary>
    [Complexity(2, 2)]
    public async Task<IEnumerable<ShownMeasure>?> Measures([FromServices] RestrictedReads reads)
    {
        var all = await reads.Measures(place);
        return all.Select(measure => new ShownMeasure(place, measure, all.Find(other => other.Corrects == measure.Number && other.Unit == measure.Unit)));
    }

    private async Task<string?> Detail(RestrictedReads reads, PersonDetail detail, bool? plain, Func<PersonDetails, string?> masked) =>
        plain == true ? await reads.Detail(place, detail) : masked(await reads.Details(place));
}
