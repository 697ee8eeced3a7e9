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

public sealed partial class ShownProblem
{
    /// <summary>我可以对该问题使用的指令；是否合乎现状由指令答复。一次 grain 调用 / Which mutations I may use for this problem; whether one fits the state of things is told by the mutation. One grain call</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] ViewerReads reads) =>
        ViewerRules.OfProblem(await reads.Reach(place.Of(view.Problem.Unit), view.OwnerPost ?? view.Problem.Item?.Post));
}

public sealed partial class ShownAction
{
    /// <summary>我可以对该次监督使用的指令；是否合乎现状由指令答复。一次 grain 调用 / Which mutations I may use for this look; whether one fits the state of things is told by the mutation. One grain call</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] ViewerReads reads) => ViewerRules.OfAction(await reads.Reach(place.Of(action.Unit), action.Officer));
}

public sealed partial class ShownReferral
{
    /// <summary>我可以对该移送使用的指令；是否合乎现状由指令答复。一次 grain 调用，已升至上一级的两次 / Which mutations I may use for this referral; whether one fits the state of things is told by the mutation. One grain call, two where it rose</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] ViewerReads reads) =>
        ViewerRules.OfReferral(await Task.WhenAll(new[] { view.Referral.To, view.Route[^1].Unit }.Distinct().Select(unit => reads.Reach(place.Of(unit)))));
}

public sealed partial class ShownInspection
{
    /// <summary>我可以对该检查使用的指令；是否合乎现状由指令答复。一次 grain 调用 / Which mutations I may use for this inspection; whether one fits the state of things is told by the mutation. One grain call</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] ViewerReads reads) => ViewerRules.OfInspection(await reads.Reach(place.Of(inspection.Unit)));
}

public sealed partial class ShownFlag
{
    /// <summary>我可以对该线索使用的指令，以其最先登记的记录所在为准；是否合乎现状由指令答复。一次 grain 调用 / Which mutations I may use for this flag, by where its first record stands; whether one fits the state of things is told by the mutation. One grain call</summary>
    public async Task<IEnumerable<string>> ViewerCan([FromServices] ViewerReads reads) =>
        view.Records is [var first, ..] ? ViewerRules.OfFlag(await reads.Reach(place.Of(first.Unit), first.Item?.Post)) : [];
}
