namespace ResponsibilityGrid;

/// <summary>责任事项的状态；逾期不是状态，而是时限与日期相比 / Where an item is in its life. Overdue is not a state: it is the due date against the clock.</summary>
[GenerateSerializer]
public enum ItemState
{
    /// <summary>待签收 / Waits for its holder to accept it.</summary>
    Pending,

    /// <summary>已签收 / Accepted.</summary>
    Accepted,

    /// <summary>有异议 / Disputed, with a reason.</summary>
    Disputed,

    /// <summary>推进中 / In progress.</summary>
    InProgress,

    /// <summary>已提交 / Submitted for checking.</summary>
    Submitted,

    /// <summary>退回 / Returned by the checker.</summary>
    Returned,

    /// <summary>已销号 / Closed by a checker from outside.</summary>
    Closed,

    /// <summary>已停用 / No longer part of the list in force; readable, counted nowhere.</summary>
    Retired,
}
