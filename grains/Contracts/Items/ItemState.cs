namespace ResponsibilityGrid;

/// <summary>Where an item is in its life. Overdue is not a state: it is the due date against the clock.</summary>
[GenerateSerializer]
public enum ItemState
{
    /// <summary>待签收: waits for its holder to accept it.</summary>
    Pending,

    /// <summary>已签收: accepted.</summary>
    Accepted,

    /// <summary>有异议: disputed, with a reason.</summary>
    Disputed,

    /// <summary>推进中: in progress.</summary>
    InProgress,

    /// <summary>已提交: submitted for checking.</summary>
    Submitted,

    /// <summary>退回: returned by the checker.</summary>
    Returned,

    /// <summary>已销号: closed by a checker from outside.</summary>
    Closed,

    /// <summary>已停用: no longer part of the list in force; readable, counted nowhere.</summary>
    Retired,
}
