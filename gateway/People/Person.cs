using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一个人员 / A person</summary>
[Implements(typeof(INode))]
public sealed partial class Person(Place place, string name) : INode
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string Id => GlobalId.Of(nameof(Person), place.ToString());

    /// <summary>人员编码 / The person's code</summary>
    public string Code => place.Code;

    /// <summary>姓名 / The name</summary>
    public string Name => name;

    /// <summary>所在单位 / The unit where the person is at home</summary>
    public async Task<Unit?> Home([FromServices] GrainReads reads) =>
        (await reads.Person(place)).Home is { } home && await reads.Unit(place.Of(home)) is { } view ? new Unit(place.Of(home), view.Unit) : null;

    /// <summary>在任的岗位，任职与代理 / The posts that the person holds or covers</summary>
    [Complexity(2, 2)]
    public async Task<IEnumerable<HeldPost>> Posts([FromServices] GrainReads reads) =>
        from seating in await Held(reads)
        from fill in seating.Fills
        select new HeldPost(place, seating.Unit, fill);

    /// <summary>本人的责任事项，按完成时限排列；与本人一次、每个任职单位一次 grain 调用，每单位只取一页 / The person's own list, by due date; one grain call of the person and one for each unit that they sit in, which answers with one page</summary>
    /// <param name="first">条数，1 至 200，默认 25 / How many, 1 to 200, 25 unless said otherwise</param>
    /// <param name="after">从此位置之后开始 / The cursor behind which to go on</param>
    public async Task<Connection<ResponsibilityItem>> Items([FromServices] GrainReads reads, int? first, string? after)
    {
        var (size, behind) = (PageSize.Of(first), ItemPages.After(after));
        return ItemPages.OfPerson(place, size, behind, await Task.WhenAll(
            (await Held(reads)).Select(seating => reads.Items(place.Of(seating.Unit), ItemPages.OfPerson(place.Code, seating.Unit, size, behind)))));
    }

    private async Task<IEnumerable<Seating>> Held(GrainReads reads)
    {
        var at = place.At ?? new Moment(reads.Today, DateTimeOffset.MaxValue);
        return from seating in (await reads.Person(place)).Seatings
               let fills = seating.Fills.Where(fill => fill.Span.Holds(at) && Stay.IsHere(seating.Stays, fill.Post, at.AsOf)).ToList()
               where fills.Count > 0
               orderby seating.Unit
               select seating with { Fills = fills };
    }
}
