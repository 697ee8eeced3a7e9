namespace ResponsibilityGrid;

/// <summary>Who acts: a person on a post, and for whom where the person only covers it.</summary>
[GenerateSerializer, Immutable, Alias("Actor")]
public sealed record Actor
{
    /// <summary>The code that the caller named: a post's or a person's.</summary>
    [Id(0)] public string Code { get; init; } = "";

    /// <summary>The post that is acted from; absent for a person without one.</summary>
    [Id(1)] public string? Post { get; init; }

    /// <summary>The person who acts; absent while the post is vacant.</summary>
    [Id(2)] public string? Person { get; init; }

    /// <summary>The person's name, or the post's title where there is none.</summary>
    [Id(3)] public string Name { get; init; } = "";

    /// <summary>The unit that the post sits in, or the person's home.</summary>
    [Id(4)] public string Unit { get; init; } = "";

    /// <summary>The holder for whom an acting person stands in (代理); absent where nobody is covered.</summary>
    [Id(5)] public string? For { get; init; }
}
