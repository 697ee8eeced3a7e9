namespace ResponsibilityGrid.Nemesis;

/// <summary>Sends commands and notes what it was told.</summary>
internal sealed class Sender(GridHttp grid, History history)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>Sends a command until it is answered, or so often; what stays open can be asked about at the end.</summary>
    public async Task<Told> Send(Command command, int attempts = 120, CancellationToken end = default)
    {
        var began = History.Now;
        for (var attempt = 0; ; attempt++)
        {
            var told = await command.Send(grid);
            if (told.Outcome is Outcome.Unknown && attempt + 1 < attempts && !end.IsCancellationRequested)
            {
                history.Met(told.Code!, command.Kind);
                await Task.Delay(Pause, CancellationToken.None);
                continue;
            }

            history.Add(command, told, began, attempt);
            return told;
        }
    }

    /// <summary>Reports on an item, for a fault.</summary>
    public Task<Told> Report(Item item, string id, int attempts = 1) => Send(Command.On(item, "reportItem", id).With("percent", 50), attempts);

    /// <summary>The same command again is answered as the first time; the same id with something else is a conflict.</summary>
    public async Task Repeat(Command command)
    {
        var began = History.Now;
        history.Add(command, await command.Send(grid), began, 1);
        began = History.Now;
        var other = await command.With("paper", "另一份文件").Send(grid);
        history.Add(command with { Kind = $"{command.Kind}, other payload" }, other, began, 2);
    }
}
