using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>协助一个事项的岗位 / A post that assists with an item</summary>
[Name("Assist")]
public sealed class ShownAssist(Assist assist)
{
    /// <summary>岗位编码 / The post's code</summary>
    public string Post => assist.Post;

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly From => assist.Span.From;

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? To => assist.Span.To;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string? Paper => assist.Paper;
}
