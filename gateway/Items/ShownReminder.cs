using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>一次提醒；提醒不算办理 / A reminder that was given; reminding is no activity</summary>
[Name("Reminder")]
public sealed class ShownReminder(GivenReminder given)
{
    /// <summary>层次 / The rung</summary>
    public Rung Rung => given.Reminder.Rung;

    /// <summary>层次，中文 / The rung, in Chinese</summary>
    public string RungLabel => Labels.Of(given.Reminder.Rung);

    /// <summary>针对哪个完成时限 / The due date that it is about</summary>
    public DateOnly DueOn => given.Reminder.DueOn;

    /// <summary>提醒之日 / The day on which it was given</summary>
    public DateOnly On => given.Reminder.On;

    /// <summary>何时登记 / When it was recorded</summary>
    public DateTimeOffset Recorded => given.Reminder.At;

    /// <summary>提醒了哪些岗位，以编码表示 / The posts that it went to, by code</summary>
    public IEnumerable<string> To => given.To;
}
