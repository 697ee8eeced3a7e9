using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Query
{
    /// <summary>一个单位及其下级的问题台账，按下一时限排列；一次 grain 调用，在集群内逐个单位询问
    /// / The problem ledger of a unit with everything below, by the day until which something has to happen; one grain call, which asks each unit inside the cluster</summary>
    /// <param name="unit">单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</param>
    /// <param name="state">状态 / The state</param>
    /// <param name="person">责任人的编码 / The code of the person responsible</param>
    /// <param name="lapsed">是否逾期未认领 / Whether nobody claimed them in time</param>
    /// <param name="overdue">是否逾期未整改 / Whether they are past their due date</param>
    /// <param name="recurrent">是否再犯 / Whether they came back</param>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public static async Task<Connection<ShownProblem>> Problems(
        [FromServices] GrainReads reads, string unit, ProblemState? state, string? person, bool? lapsed, bool? overdue, bool? recurrent, int? first, string? after)
    {
        var place = await reads.Need(unit, null, null);
        var page = await reads.Problems(place, new ProblemQuery
        {
            State = state, Person = person, Lapsed = lapsed, Overdue = overdue, Recurrent = recurrent, After = ShownProblem.PlaceOf(after), First = PageSize.Of(first) + 1,
        });
        return new([.. page.Problems.Take(PageSize.Of(first)).Select(view => new ShownProblem(place, view))], problem => problem.Cursor, page.Problems.Count > PageSize.Of(first), page.Total, after is not null);
    }

    /// <summary>一个问题，没有则为空；一次 grain 调用 / A problem, null where there is none; one grain call</summary>
    /// <param name="by">哪个问题 / Which problem</param>
    public static async Task<ShownProblem?> Problem([FromServices] GrainReads reads, ProblemBy by) => await ProblemBy.Find(reads, await ProblemBy.KeyOf(reads, by));
}
