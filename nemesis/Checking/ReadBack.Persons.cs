using System.Collections.Concurrent;

namespace ResponsibilityGrid.Nemesis.Checking;

internal sealed partial class ReadBack
{
    private static IEnumerable<string> Persons => Callers.Posts.SelectMany(post => new[] { $"P{post}", $"Q{post}" });

    /// <summary>Who holds which of the posts that change hands, by the persons themselves and by the units; waits a while until both say the same.</summary>
    public async Task<(HashSet<(string Person, string Post)> ByPersons, HashSet<(string Person, string Post)> ByUnits)> Seats(int seconds)
    {
        var end = DateTime.UtcNow.AddSeconds(seconds);
        while (true)
        {
            var (persons, units) = (await ByPersons(), await ByUnits());
            if (persons.SetEquals(units) || DateTime.UtcNow > end) return (persons, units);
            await Task.Delay(500);
        }
    }

    private async Task<HashSet<(string, string)>> ByPersons()
    {
        const string Query = "query($by: PersonBy!) { person(by: $by) { posts { postCode } } }";
        var found = new ConcurrentBag<(string, string)>();
        await Parallel.ForEachAsync(Persons, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (person, _) =>
        {
            foreach (var post in (await grid.Ask(Query, new { by = new { code = person } })).GetProperty("person").GetProperty("posts").EnumerateArray())
                found.Add((person, post.GetProperty("postCode").GetString()!));
        });
        return [.. found.Where(held => Callers.Posts.Contains(held.Item2))];
    }

    private async Task<HashSet<(string, string)>> ByUnits()
    {
        const string Query = "query($by: ItemBy!) { item(by: $by) { post { holders { person { code } } } } }";
        var found = new ConcurrentBag<(string, string)>();
        await Parallel.ForEachAsync(Callers.Posts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (post, _) =>
        {
            foreach (var holder in (await grid.Ask(Query, new { by = new Item(CityWorkbook.StaffDuties.First(), post).By })).GetProperty("item").GetProperty("post").GetProperty("holders").EnumerateArray())
                found.Add((holder.GetProperty("person").GetProperty("code").GetString()!, post));
        });
        return [.. found];
    }
}
