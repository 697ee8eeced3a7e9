using Orleans.Concurrency;

namespace ResponsibilityGrid;

// Reentrant: a command waits for its row, and the two workers of a small silo must not hold up all others for that.
[GrainType("commands"), StatelessWorker, Reentrant]
internal sealed partial class CommandsGrain(Structures structures, Sights sights, Standings standings, TimeProvider clock) : Grain, ICommandsGrain
{
    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private async ValueTask<Outline> Today()
    {
        var structure = await structures.Get(Grid);
        if (structure.Version == 0) throw GridRuleException.NotFound("责任网格", Grid);
        return structures.Today(structure, clock.GetUtcNow());
    }

    /// <summary>The command with who sent it and in whose name: one's own, or that of a post or person whom one keeps.</summary>
    private async Task<T> Sign<T>(T command, Outline outline, string? about = null) where T : Command
    {
        if (Calls.Current is not { IsSystem: false } caller) return command with { Caller = null, Actor = await Resolve(outline, command.Actor.Code, about) };
        if ((caller.Acting ?? caller.Person) is not { } code || (caller.Grid.Length > 0 && caller.Grid != Grid))
            throw GridRuleException.Unauthenticated("请在请求头 Grid-Actor 中写明以何岗位或人员的名义办理。", "Say in the header Grid-Actor in the name of which post or person you act.");
        // What the program notes has no id; nobody asks for it by that.
        if (command.Id.Length == 0) throw GridRuleException.BadUserInput("指令编号不能为空。", "The command id is empty.", "commandId");
        var sight = await sights.Here(Grid);
        var actor = await Named(outline, code, about, sight.Person) is { } known && WriteRules.MayActAs(sight, known) ? known : throw Refusals.NotInTheNameOf();
        return command with { Caller = caller, Actor = actor };
    }

    /// <summary>Whoever is called so; nobody where nobody is on record.</summary>
    private async Task<Actor?> Named(Outline outline, string code, string? about = null, string? self = null)
    {
        try
        {
            return await Resolve(outline, code, about, self);
        }
        catch (GridRuleException unknown) when (unknown.Code is RefusalCode.Unauthenticated)
        {
            return null;
        }
    }

    /// <summary>Who acts, by the fills of today. Of a person's posts the one that the command is about counts, else the first held; of those on a post whoever calls, else the first.</summary>
    private async Task<Actor> Resolve(Outline outline, string code, string? about = null, string? self = null)
    {
        if (outline.Post(code) is { } place)
            return await OnPost(outline, place, holders => holders.Find(f => f.Person == self) ?? holders.FirstOrDefault()) with { Code = code };

        var person = GridKeys.IsCode(code) ? await GrainFactory.GetGrain<IPersonGrain>(GridKeys.Person(Grid, code)).Get() : new PersonView();
        var now = new Moment(outline.At.AsOf, DateTimeOffset.MaxValue);
        var held = person.Seatings.SelectMany(s => s.Fills.Where(f => f.Span.Holds(now) && outline.Post(f.Post)?.Unit == s.Unit))
            .OrderBy(f => f.Post != about).ThenBy(f => f.Kind).ThenBy(f => f.Post, StringComparer.Ordinal).FirstOrDefault();
        if (held is not null)
            return await OnPost(outline, outline.Post(held.Post)!, holders => holders.Find(f => f.Person == code)) with { Code = code };
        if (person.Home is { } home && outline.Find(home) is not null)
            return new Actor { Code = code, Person = code, Name = person.Name, Unit = home };
        throw GridRuleException.Unauthenticated($"办理人“{code}”不在册：请写在册岗位或人员的编码。", $"Nobody on record is called \"{code}\"; name a post or a person.");
    }

    private async Task<Actor> OnPost(Outline outline, PostEntry place, Func<List<Fill>, Fill?> who)
    {
        var sheet = standings.Pages.Find(Grid, place.Unit, outline.At.AsOf)?.Sheet ?? await GrainFactory.Find<IUnitGrain>(GridKeys.Unit(Grid, place.Unit)).GetSheet(null);
        var seat = sheet.Seats.Find(s => s.Post.Code == place.Code);
        var fill = seat is null ? null : who(seat.Holders);
        return new Actor
        {
            Post = place.Code,
            Person = fill?.Person,
            Name = fill?.Name ?? seat?.Post.Title ?? place.Code,
            Unit = place.Unit,
            For = fill?.Kind == FillKind.Acting ? seat!.Holders.Find(f => f.Kind == FillKind.Holder)?.Person : null,
        };
    }
}
