using ResponsibilityGrid.Nemesis.Checking;
using ResponsibilityGrid.Nemesis.Scenarios;
using ResponsibilityGrid.Nemesis.Sources;

namespace ResponsibilityGrid.Nemesis.Mutants;

internal static partial class All
{
    private static Mutant[] OfGateway =>
    [
        new("new-id-for-every-try", "The gateway asks again under another id, so that a lost answer makes a second command.", [Wrong.Doubled], () => new AnswersLost(),
            new Edit("gateway/Grids/GrainReads.cs", "Send(command, () => Commands(grid).Act(command));", "Send(command, () => Commands(grid).Act(command with { Id = Guid.NewGuid().ToString(\"N\") }));")),

        new("store-failures-unnamed", "A store that does not answer passes for a defect of the gateway.", [Wrong.UnknownCode], () => new DatabaseLost(),
            new Edit("gateway/Grids/RetryRules.cs", "TimeoutException or OrleansException or StorageFailedException or DbException => true,", "TimeoutException => true,")),

        new("held-answers-stand-for-ever", "Whoever holds an answer is told that it still stands, whatever happened since.", [Wrong.Miscounted], () => new DatabaseLost(),
            new Edit("grains/Grains/Answers/AnswerStamps.cs", "answer.Stamp == held ?", "held != 0 ?")),
    ];
}
