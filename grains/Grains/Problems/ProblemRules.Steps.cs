namespace ResponsibilityGrid;

/// <summary>Which step each act is: from where, by whom.</summary>
internal static partial class ProblemRules
{
    private enum Party
    {
        /// <summary>Whoever sits in the establishment that the problem concerns.</summary>
        Unit,

        /// <summary>Whoever sits in the establishment of the person charged with it.</summary>
        Charged,

        /// <summary>Whoever sits above, by one level more with each recurrence; of the root's own its dedicated department.</summary>
        Checker,
    }

    private sealed record Step(ProblemState[] From, Party Party, string Does, string English, string? NeedsText = null);

    private static Step StepOf(Act act) => act switch
    {
        Act.ClaimProblem => new([ProblemState.Found], Party.Unit, "认领", "claim"),
        Act.DisputeProblem => new([ProblemState.Found], Party.Unit, "提出异议", "dispute", "reason"),
        Act.AssignProblem => new([ProblemState.Found, ProblemState.Disputed, ProblemState.Owned, ProblemState.Rectifying], Party.Checker, "交办", "assign"),
        Act.Rectify => new([ProblemState.Owned, ProblemState.Rectifying], Party.Charged, "登记整改", "put right", "text"),
        Act.SubmitRectification => new([ProblemState.Rectifying], Party.Charged, "提交整改", "submit"),
        Act.ReturnRectification => new([ProblemState.Submitted], Party.Checker, "退回", "return", "reason"),
        Act.CloseProblem => new([ProblemState.Submitted, ProblemState.Disputed], Party.Checker, "销号", "close", "text"),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "A problem does not know this act."),
    };

    private static void CheckParty(Step step, ProblemCommand command, Problem problem, Scene scene)
    {
        var (who, outline, place) = (command.Actor.Name, scene.Outline, EstablishmentOf(scene.Outline, command.Actor.Unit));
        switch (step.Party)
        {
            case Party.Unit when place != Home(outline, scene.Unit):
                throw Refused(Rule.NotResponsibleUnit, $"“{who}”不能{step.Does}：须由问题所在单位办理。", $"\"{who}\" cannot {step.English} it: somebody of the unit that it concerns does.");
            case Party.Charged when place != EstablishmentOf(outline, problem.Rectification!.Unit) && place != Home(outline, scene.Unit):
                throw Refused(Rule.NotResponsibleUnit, $"“{who}”不能{step.Does}：须由责任单位“{problem.Rectification!.Unit}”办理。", $"\"{who}\" cannot {step.English} it: somebody of \"{problem.Rectification!.Unit}\", which is responsible, does.");
            case Party.Checker when CheckersOf(outline, scene.Unit, problem.Rise) is { Count: > 0 } checkers && !checkers.Contains(place ?? ""):
                throw Refused(Rule.CheckerInside, $"“{who}”不能{step.Does}：须由“{checkers[0]}”或其上级办理，问题所在单位不能自行{step.Does}。", $"\"{who}\" cannot {step.English} it: \"{checkers[0]}\" or a bureau above does, never the unit itself.");
            case Party.Checker when CheckersOf(outline, scene.Unit, problem.Rise) is [] && !(place == outline.Root && outline.Unit(command.Actor.Unit).Line == outline.Settings.Lines[0]):
                throw Refused(Rule.NotDedicatedDepartment, $"“{who}”不能{step.Does}：市局本级的问题由其专责部门{step.Does}。", $"\"{who}\" cannot {step.English} it: of the root bureau's own problems its dedicated department does.");
            case Party.Checker when problem.State == ProblemState.Submitted && problem.Submitter is { } submitter && IsSame(submitter, command.Actor):
                throw Refused(Rule.OwnSubmission, "提交人不能核查自己提交的整改，须由另一人办理。", "Whoever submitted the rectification does not check it; somebody else has to.");
            default:
                break;
        }
    }

    /// <summary>The establishments that may assign and check, the lowest first; none of the root's own problems, which its dedicated department checks.</summary>
    private static List<string> CheckersOf(Outline outline, string unit, int rise)
    {
        var above = outline.Upwards(outline.Above(Home(outline, unit))).ToList();
        return above.Count == 0 ? [] : above[Math.Min(rise, above.Count - 1)..];
    }

    /// <summary>The lowest establishment that may assign and check a problem.</summary>
    public static string CheckedFrom(Outline outline, Problem problem) => CheckersOf(outline, problem.Unit, problem.Rise) is [var lowest, ..] ? lowest : outline.Root;

    /// <summary>Where a unit's problems are at home: its establishment, and once it is no more, that of the unit above it.</summary>
    public static string Home(Outline outline, string unit) => outline.EstablishmentOf(outline.Standing(unit) ?? outline.Root);

    private static string? EstablishmentOf(Outline outline, string unit) => outline.Find(unit) is { } home ? outline.EstablishmentOf(home.Code) : null;

    private static bool IsSame(Actor one, Actor other) => one.Person is { } person ? person == other.Person : one.Post is not null && one.Post == other.Post;
}
