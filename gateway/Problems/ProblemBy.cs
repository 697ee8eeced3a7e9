using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>指明一个问题，二选一 / Which problem, by one of two ways</summary>
[OneOf]
public sealed record ProblemBy
{
    /// <summary>全局标识 / The global id</summary>
    [Id]
    public string? Id { get; init; }

    /// <summary>单位编码与台账号 / The unit's code and the number in its ledger</summary>
    public ProblemKeyInput? Key { get; init; }

    internal static async Task<(Place Unit, int Number)?> KeyOf(GrainReads reads, ProblemBy by) =>
        by.Key is not { } key ? await reads.FindNumbered(GlobalId.KeyOf("Problem", by.Id!)) : await reads.Find(key.Unit) is { } place ? (place, key.Number) : null;

    internal static async Task<ShownProblem?> Find(GrainReads reads, string key) => await Find(reads, await reads.FindNumbered(key));

    internal static async Task<ShownProblem?> Find(GrainReads reads, (Place Unit, int Number)? key) =>
        key is { } found && GridKeys.IsCode(found.Unit.Code) && await reads.Problem(found.Unit, found.Number) is { } view ? new ShownProblem(found.Unit, view) : null;
}

/// <summary>一个问题的自然编码 / The natural key of a problem</summary>
[Name("ProblemKeyInput")]
public sealed record ProblemKeyInput
{
    /// <summary>单位编码；有多个网格时写成 网格/编码 / The unit's code, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>台账号，单位内从 1 起，不重复使用 / The number in the unit's ledger, from 1 on, never used again</summary>
    public int Number { get; init; }
}
