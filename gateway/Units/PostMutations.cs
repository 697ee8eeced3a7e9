using GraphQL;

namespace ResponsibilityGrid.Gateway;

public sealed partial class Mutation
{
    /// <summary>设立岗位。一次 grain 调用 / Creates a post. One grain call</summary>
    /// <param name="input">什么岗位，设在哪里 / Which post, in which unit</param>
    public static Task<PostPayload> CreatePost([FromServices] GrainReads reads, [FromUserContext] Caller caller, CreatePostInput input) =>
        PostPayload.Of(reads, caller, input, input.Unit, "unit", (place, command) => command with { Unit = place.Code, Post = input.Code }, new StructureCommand
        {
            Act = Act.CreatePost, Name = input.Title, Layer = input.Layer, KeyFew = input.KeyFew ?? false, On = input.From,
        });

    /// <summary>撤销岗位：已无人在岗，未了结的责任事项有承接岗位。一次 grain 调用 / Closes a post: nobody sits on it, and its open items have an heir. One grain call</summary>
    /// <param name="input">哪个岗位，由谁承接 / Which post, and who takes over</param>
    public static Task<PostPayload> ClosePost([FromServices] GrainReads reads, [FromUserContext] Caller caller, ClosePostInput input) =>
        PostPayload.Of(reads, caller, input, input.Post, "post", (place, command) => command with { Post = place.Code, Heirs = input.Heir is { } heir ? [new Heir(place.Code, heir)] : [] }, new StructureCommand
        {
            Act = Act.ClosePost, On = input.On,
        });
}

/// <summary>设立什么岗位 / Which post to create</summary>
public sealed record CreatePostInput : CommandInput
{
    /// <summary>岗位编码，未曾用过 / The post's code, never used before</summary>
    public string Code { get; init; } = "";

    /// <summary>所在单位编码；有多个网格时写成 网格/编码 / The code of the unit that it sits in, as grid/code where there are several grids</summary>
    public string Unit { get; init; } = "";

    /// <summary>岗位名称 / Its title</summary>
    public string Title { get; init; } = "";

    /// <summary>层面 / The layer that it answers on</summary>
    public string Layer { get; init; } = "";

    /// <summary>是否关键少数 / Whether it belongs to the key few</summary>
    public bool? KeyFew { get; init; }

    /// <summary>自何日起，默认今天 / From which day on, today unless said otherwise</summary>
    public DateOnly? From { get; init; }
}

/// <summary>撤销哪个岗位 / Which post to close</summary>
public sealed record ClosePostInput : VersionedInput
{
    /// <summary>岗位编码；有多个网格时写成 网格/编码 / The post's code, as grid/code where there are several grids</summary>
    public string Post { get; init; } = "";

    /// <summary>存续的最后一日，默认今天 / Its last day, today unless said otherwise</summary>
    public DateOnly? On { get; init; }

    /// <summary>承接未了结责任事项的岗位编码，同层面、同层级 / The code of the post that takes over its open items, of the same layer and level</summary>
    public string? Heir { get; init; }
}
