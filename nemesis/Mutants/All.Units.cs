using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

internal static partial class All
{
    private static Mutant[] OfUnits =>
    [
        new("appointment-checked-against-before", "Whether a post is free is asked of what was there before, not of what would be there.", [Wrong.TwoHolders], () => new Questions(),
            new Edit("grains/Grains/Units/UnitRules.Change.cs", "FillRules.Check(next, command.Post!,", "FillRules.Check(state, command.Post!,")),

        new("index-keeps-the-first-word", "A person's index does not take the newer word of a unit that it has heard before.", [Wrong.Misindexed], () => new Questions(),
            new Edit("grains/Grains/People/PersonGrain.cs", "is { } known && known.Version >= seating.Version) return;", "is { Version: > 0 }) return;")),

        new("errand-left-lying", "What a crash cut off is not brought to its end.", [Wrong.NotQuiet], () => new MergerCutOff(),
            new Edit("grains/Grains/Grids/GridGrain.cs", "if (_state.Errand is not null) FinishLater();", "if (_state.Errand is not null) _isKept = false;")),

        new("history-left-behind", "A post that goes to another unit comes without its history.", [Wrong.Lost], () => new MergerCutOff(),
            new Edit("grains/Grains/Units/PostRules.cs", ".. handover.Entries.Where(e => !known.Contains((e.Act, e.Subject, e.Recorded)))],", ".. handover.Entries.Where(e => known.Contains((e.Act, e.Subject, e.Recorded)))],")),

        new("items-of-a-moved-post-forgotten", "A unit that takes posts over does not know what was begun on them.", [Wrong.Miscounted], () => new MergerCutOff(),
            new Edit("grains/Grains/Units/UnitGrain.Lives.cs", "[.. sheet.Seats.SelectMany(s => outline.Predecessors(s.Post.Code).Prepend(s.Post.Code))];", "[.. sheet.Seats.Select(s => s.Post.Code).Where(post => !outline.Structure.Posts.Exists(p => p.Code == post && p.Unit != sheet.Unit))];")),
    ];
}
