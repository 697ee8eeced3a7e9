using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Unit
{
    /// <summary>我可以对该单位使用的指令；是否合乎现状由指令答复。一次 grain 调用 / Which mutations I may use here; whether one fits the state of things is told by the mutation. One grain call</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] ViewerReads reads) => ViewerRules.OfUnit(await reads.Reach(place));
}

public sealed partial class Person
{
    /// <summary>我可以对该人员使用的指令；是否合乎现状由指令答复。两次 grain 调用 / Which mutations I may use for this person; whether one fits the state of things is told by the mutation. Two grain calls</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] GrainReads reads, [FromServices] ViewerReads viewer) =>
        (await reads.Person(place)).Home is { } home ? ViewerRules.OfPerson(await viewer.Reach(place.Of(home))) : [];
}

public sealed partial class ResponsibilityItem
{
    /// <summary>我可以对该事项使用的指令；是否合乎现状由指令答复。一次 grain 调用 / Which mutations I may use for this item; whether one fits the state of things is told by the mutation. One grain call</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] ViewerReads reads) =>
        ViewerRules.OfItem(await reads.Reach(new Place(view.Key.Grid, view.Unit, null), view.Key.Post));
}
