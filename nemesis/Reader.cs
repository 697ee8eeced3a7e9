using System.Text.Json;

namespace ResponsibilityGrid.Nemesis;

/// <summary>Looks at items that others work on, and notes the version that it was shown.</summary>
internal sealed class Reader(GridHttp grid, History history, Random random)
{
    public async Task Work(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            var item = Callers.Items[random.Next(Callers.Items.Count)];
            var began = History.Now;
            var reply = await grid.Send("query($by: ItemBy!) { item(by: $by) { version } }", new { by = item.By }, cancelled: CancellationToken.None);
            if (reply.Data is { } data && data.GetProperty("item") is { ValueKind: JsonValueKind.Object } seen)
                history.Add(new Sight(item.Subject, began, History.Now, seen.GetProperty("version").GetInt32()));
            else
                history.Met(reply.Code ?? "NOTHING", "item");
            await Task.Delay(random.Next(5, 30), CancellationToken.None);
        }
    }
}
