namespace ResponsibilityGrid.Gateway;

/// <summary>谁在负责，凭什么 / Who answers, and by what</summary>
public sealed class Holder(Place place, Fill fill)
{
    /// <summary>人员 / The person</summary>
    public Person Person => new(place.Of(fill.Person), fill.Name);

    /// <summary>任职或代理 / Whether the post is held or covered</summary>
    public FillKind Kind => fill.Kind;

    /// <summary>任职或代理，中文 / Whether the post is held or covered, in Chinese</summary>
    public string KindLabel => Labels.Of(fill.Kind);

    /// <summary>自何日起 / From which day on</summary>
    public DateOnly Since => fill.Span.From;

    /// <summary>至何日止，含当日 / Up to and including which day</summary>
    public DateOnly? Until => fill.Span.To;

    /// <summary>依据文号 / The document that it rests on</summary>
    public string Paper => fill.Paper;

    /// <summary>是否共同任职 / Whether the post is held together with others</summary>
    public bool Shared => fill.Shared;

    /// <summary>共同任职的理由 / Why the post is held together with others</summary>
    public string? Reason => fill.Reason;

    /// <summary>凭什么负责 / By what the person answers</summary>
    public HolderSource Source => fill.Kind == FillKind.Holder ? HolderSource.Explicit : HolderSource.Acting;
}

/// <summary>凭什么负责；继承不算落实，因此不在其中 / By what a person answers; inherited is not assigned and never occurs</summary>
public enum HolderSource
{
    /// <summary>任职 / Appointed to the post</summary>
    Explicit,

    /// <summary>代理，在期限之内 / Covers the post for a limited time</summary>
    Acting,
}
