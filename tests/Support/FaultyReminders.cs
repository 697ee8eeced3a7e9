using Orleans.Runtime;
using Orleans.Timers;

namespace ResponsibilityGrid.Tests;

/// <summary>The real reminders of a silo, as long as they are to be had.</summary>
internal sealed class FaultyReminders(IReminderRegistry reminders, StorageFaults faults) : IReminderRegistry
{
    public Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        faults.RemindersAway ? throw new InvalidOperationException("A test took the reminders away.") : Kept(callingGrainId, reminderName, dueTime, period);

    public Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder) => reminders.UnregisterReminder(callingGrainId, reminder);

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) => reminders.GetReminder(callingGrainId, reminderName);

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => reminders.GetReminders(callingGrainId);

    private async Task<IGrainReminder> Kept(GrainId grain, string name, TimeSpan due, TimeSpan period)
    {
        var reminder = await reminders.RegisterOrUpdateReminder(grain, name, due, period);
        faults.Reminders.Enqueue($"{grain.Key} {name}");
        return reminder;
    }
}
