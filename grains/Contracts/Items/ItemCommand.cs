namespace ResponsibilityGrid;

/// <summary>One step in the life of an item. Which of the fields count follows from <see cref="Act"/>.</summary>
[GenerateSerializer, Immutable, Alias("ItemCommand")]
public sealed record ItemCommand : Command
{
    [Id(0)] public ItemKey Key { get; init; } = new("", "", "", "");

    [Id(1)] public Act Act { get; init; }

    /// <summary>The reason, or what is reported.</summary>
    [Id(2)] public string? Text { get; init; }

    /// <summary>Of a report: 0 to 100.</summary>
    [Id(3)] public int? Percent { get; init; }

    /// <summary>What shows it.</summary>
    [Id(4)] public List<string>? Evidence { get; init; }

    /// <summary>Of an extension: the new due date; of a child: its own.</summary>
    [Id(5)] public DateOnly? DueOn { get; init; }

    /// <summary>Of an extension: the post or person that approved it.</summary>
    [Id(6)] public Actor? Approver { get; init; }

    /// <summary>Of a refinement: the post that the child stands at; of an assist: the post that assists.</summary>
    [Id(7)] public string? Post { get; init; }

    /// <summary>Of a refinement: the child's own title; the parent's where absent.</summary>
    [Id(8)] public string? Title { get; init; }

    /// <summary>Of a refinement: the child's own measure.</summary>
    [Id(9)] public string? Measure { get; init; }

    /// <summary>Of a refinement: whether it is what somebody who leaves decided of the item.</summary>
    [Id(10)] public bool OfLeaving { get; init; }
}
