namespace ResponsibilityGrid;

/// <summary>四问责的角色 / The four roles that answer for an incident.</summary>
[GenerateSerializer]
public enum AccountableRole
{
    /// <summary>案发当事人 / Who held the item's post.</summary>
    Party,

    /// <summary>相关制约人 / Who was to check that post.</summary>
    Constraint,

    /// <summary>内部监督检查责任人 / Who was to supervise it from inside.</summary>
    Supervision,

    /// <summary>领导责任人 / Who led.</summary>
    Leader,
}

/// <summary>这一角色有没有人 / Whether there is somebody in the role.</summary>
[GenerateSerializer]
public enum AccountableState
{
    /// <summary>有人 / A person.</summary>
    Person,

    /// <summary>空缺：岗位设了，当日无人 / The post was vacant on that day.</summary>
    Vacant,

    /// <summary>未设：没有规定由谁承担，这本身就是问题 / Nobody was ever named for it, which is a finding in itself.</summary>
    NoneDefined,
}

/// <summary>凭什么承担 / What the role rests on.</summary>
[GenerateSerializer]
public enum AccountableBasis
{
    /// <summary>在岗 / Held the post.</summary>
    Holds,

    /// <summary>制约 / Was to check the post.</summary>
    Checks,

    /// <summary>专责部门负责人 / Headed the dedicated department.</summary>
    DedicatedHead,

    /// <summary>分管专责部门 / Was in charge of the dedicated department.</summary>
    DedicatedInCharge,

    /// <summary>派驻 / Was stationed there.</summary>
    Stationed,

    /// <summary>职能线部门负责人 / Headed the department of the duty's functional line.</summary>
    FunctionalHead,

    /// <summary>分管 / Was in charge of the department.</summary>
    InCharge,

    /// <summary>包干 / Answered for the unit.</summary>
    AnswersFor,

    /// <summary>单位负责人 / Headed the unit or one above.</summary>
    Head,
}

/// <summary>One who answers, as the graph stood then.</summary>
[GenerateSerializer, Immutable, Alias("Accountable")]
public sealed record Accountable
{
    [Id(0)] public AccountableRole Role { get; init; }

    [Id(1)] public AccountableState State { get; init; }

    [Id(2)] public AccountableBasis Basis { get; init; }

    /// <summary>The unit that the role is about: where the post sits, or which is led.</summary>
    [Id(3)] public string Unit { get; init; } = "";

    [Id(4)] public Post? Post { get; init; }

    /// <summary>How the person sat on the post, and by which paper.</summary>
    [Id(5)] public Fill? Fill { get; init; }

    /// <summary>The link that it rests on, where it rests on one.</summary>
    [Id(6)] public Link? Link { get; init; }

    /// <summary>Of a vacant post: who headed the unit.</summary>
    [Id(7)] public Fill? Head { get; init; }
}

/// <summary>Who answers for an item on a day, as far as it was known.</summary>
[GenerateSerializer, Immutable, Alias("AccountabilityView")]
public sealed record AccountabilityView([property: Id(0)] ItemKey Key, [property: Id(1)] string Unit, [property: Id(2)] List<Accountable> All);
