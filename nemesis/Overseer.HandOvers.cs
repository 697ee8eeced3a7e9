namespace ResponsibilityGrid.Nemesis;

/// <summary>Posts that change hands, with everything that a leaver has to say.</summary>
internal sealed partial class Overseer
{
    /// <summary>How many items of a post are under way when it is handed over.</summary>
    public const int ItemsOfPost = 2;

    /// <summary>The posts that are handed over, each by one overseer; nobody else touches them.</summary>
    public static IReadOnlyList<string> Posts { get; } = [.. CityWorkbook.Branches.Skip(2).Take(10).Select(unit => $"{unit}-12")];

    private List<Tenure>? _tenures;

    private List<Tenure> Tenures => _tenures ??= [.. Posts.Index().Where(post => post.Index % Callers.Overseers == number).Select(post => new Tenure(post.Item))];

    /// <summary>A post that this overseer hands over from one person to the other and back.</summary>
    private sealed class Tenure(string post)
    {
        public string Post => post;

        public DateOnly Day { get; set; } = new(2024, 2, 1);

        public bool IsBegun { get; set; }

        public bool IsVacant { get; set; }

        public bool IsOthers { get; set; }

        public string Person => $"{(IsOthers ? 'Q' : 'P')}{post}";
    }

    /// <summary>A post's items are begun once; from then on its holders take turns, each leaving says what becomes of both, and both sides sign. Nothing of it is left open, since a signature is under whatever leaving is the last.</summary>
    private async Task HandOver(Tenure tenure, string id, CancellationToken end)
    {
        var items = CityWorkbook.StaffDuties.Take(ItemsOfPost).Select(duty => new Item(duty, tenure.Post)).ToList();
        if (!tenure.IsBegun)
        {
            foreach (var item in items) await _sender.Send(Command.On(item, "acceptItem", id), Attempts, end);
            tenure.IsBegun = true;
        }
        else if (tenure.IsVacant)
        {
            var told = await _sender.Send(Command.On(tenure.Post, "appoint", id, tenure.Person, tenure.Day), Attempts, end);
            if (told.Outcome is Outcome.Acknowledged) (tenure.IsVacant, tenure.Day) = (false, tenure.Day.AddDays(1));
        }
        else
        {
            var (first, person) = (tenure.Day == new DateOnly(2024, 2, 1), tenure.Person);
            var told = await _sender.Send(Command.Leave(tenure.Post, id, person, tenure.Day, items.Select((item, at) => Of(item, isShared: first && at == 0))), Attempts, end);
            if (told.Outcome is not Outcome.Acknowledged) return;
            (tenure.IsVacant, tenure.IsOthers, tenure.Day) = (true, !tenure.IsOthers, tenure.Day.AddDays(1));
            await _sender.Send(Command.Sign(tenure.Post, person, id, "leaver", person), Attempts, end);
            await _sender.Send(Command.Sign(tenure.Post, person, id, "taker", $"{tenure.Post[..^3]}-00"), Attempts, end);
        }

        // The head of the branch assists with the first item from the first leaving on.
        object Of(Item item, bool isShared) => isShared
            ? new { item = item.By, kind = "SHARED", post = $"{item.Unit}-00", reason = id } : new { item = item.By, kind = "KEPT_WITH_POST" };
    }
}
