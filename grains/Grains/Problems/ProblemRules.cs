namespace ResponsibilityGrid;

/// <summary>What may become of a problem: found → claimed, disputed or assigned → rectifying → submitted → closed; nothing is skipped.</summary>
internal static partial class ProblemRules
{
    /// <summary>The ledger with a command taken, and the number of the problem that it is about.</summary>
    /// <exception cref="GridRuleException">The version is another, or a rule forbids it; nothing is changed then.</exception>
    public static (ProblemsState Next, int Number) Take(ProblemsState state, ProblemCommand command, Scene scene) =>
        command.Act == Act.ReportProblem ? Report(state, command, scene) : Move(state, command, scene);

    /// <summary>The problem that a command changed, if it was taken before.</summary>
    public static int? Find(ProblemsState state, ProblemCommand command) => state.Problems.Find(p => p.Entries.Exists(e => e.Answers(command)))?.Number;

    private static (ProblemsState, int) Report(ProblemsState state, ProblemCommand command, Scene scene)
    {
        CheckReport(command, scene);
        var (number, on) = (state.Problems.Count + 1, command.On ?? scene.Today);
        var former = Former(state, command, on, scene.Outline.Settings) ?? Elsewhere(state, command);
        var problem = new Problem
        {
            Unit = scene.Unit,
            Number = number,
            Version = 1,
            Text = command.Text!,
            Category = command.Category!,
            Item = command.Item,
            Action = command.Action,
            On = on,
            Reported = scene.Now,
            ClaimBy = scene.Today.AddDays(scene.Outline.Settings.ClaimWithinDays),
            RecurrenceOf = former?.Number,
            RecurrenceUnit = former is null || former.Unit == scene.Unit ? null : former.Unit,
            Rise = former is null ? 0 : former.Rise + 1,
            Entries = [Note(command, scene, 1) with { Text = command.Text, Evidence = command.Evidence, Subject = scene.Unit }],
        };
        return (state with { Problems = [.. state.Problems.Select(p => p == former ? Recurred(p, problem, scene.Today, scene.Now) : p), problem] }, number);
    }

    private static (ProblemsState, int) Move(ProblemsState state, ProblemCommand command, Scene scene)
    {
        var problem = state.Problems.Find(p => p.Number == command.Number) ?? throw GridRuleException.NotFound("问题", $"{scene.Unit}/{command.Number}", "problem");
        if (command.ExpectedVersion is { } expected && expected != problem.Version) throw GridRuleException.Stale(expected, problem.Version);
        var step = StepOf(command.Act);
        if (!step.From.Contains(problem.State)) throw NotNow(step, problem.State);
        CheckParty(step, command, problem, scene);
        CheckWords(step, command, scene);
        var next = command.Act switch
        {
            Act.ClaimProblem => problem with { State = ProblemState.Owned, Rectification = Charge(command, problem, scene), Voluntary = scene.Today <= problem.ClaimBy },
            Act.DisputeProblem => problem with { State = ProblemState.Disputed, ClaimBy = scene.Today.AddDays(scene.Outline.Settings.ClaimWithinDays) },
            Act.AssignProblem => problem with { State = ProblemState.Owned, Rectification = Charge(command, problem, scene) },
            Act.Rectify => problem with { State = ProblemState.Rectifying, Rectification = Reach(problem.Rectification!, command, scene) },
            Act.SubmitRectification => Submit(problem, command),
            Act.ReturnRectification => problem with { State = ProblemState.Rectifying },
            _ => Close(problem, command, scene),
        };
        var entry = Note(command, scene, problem.Entries.Count + 1) with
        {
            Version = problem.Version + 1,
            Text = Words(command),
            Evidence = command.Evidence,
            Subject = next.Rectification?.Unit ?? scene.Unit,
            Other = next.Rectification?.Person,
            DueOn = next.Rectification?.DueOn,
        };
        next = next with { Version = entry.Version, Entries = [.. problem.Entries, entry] };
        return (state with { Problems = [.. state.Problems.Select(p => p == problem ? next : p)] }, problem.Number);
    }

    private static Problem Submit(Problem problem, ProblemCommand command)
    {
        if (problem.Rectification!.Milestones.FindIndex(m => m.DoneOn is null) is >= 0 and var open)
            throw Refused(Rule.MilestoneOpen, $"第 {open + 1} 个节点（{problem.Rectification.Milestones[open].DueOn:yyyy-MM-dd}）尚未完成，不能提交；请先登记整改。", $"Milestone {open + 1} is not reached yet.", "problem");
        return problem with
        {
            State = ProblemState.Submitted, Submitter = command.Actor, RootCause = command.RootCause ?? problem.RootCause, LastingMeasure = command.LastingMeasure ?? problem.LastingMeasure,
        };
    }

    /// <summary>Of a submitted one its closing, with root cause and lasting measure or why not; of a disputed one the dispute upheld.</summary>
    private static Problem Close(Problem problem, ProblemCommand command, Scene scene)
    {
        if (problem.State == ProblemState.Disputed) return problem with { State = ProblemState.Upheld, ClosedOn = command.On ?? scene.Today };
        if (string.IsNullOrWhiteSpace(command.Waiver) && (string.IsNullOrWhiteSpace(problem.RootCause) || string.IsNullOrWhiteSpace(problem.LastingMeasure)))
            throw Refused(Rule.RootCauseRequired, "销号须有根本原因和长效措施：请退回补充后再提交，或写明免予的理由（waiver）。", "Closing needs the root cause and a lasting measure: return it for them, or give the reason why not (waiver).", "waiver");
        return problem with { State = ProblemState.Closed, ClosedOn = command.On ?? scene.Today, Waiver = command.Waiver };
    }

    private static Rectification Reach(Rectification plan, ProblemCommand command, Scene scene)
    {
        if (command.Milestone is not { } reached) return plan;
        if (reached < 1 || reached > plan.Milestones.Count || plan.Milestones[reached - 1].DoneOn is not null)
            throw Refused(Rule.MilestoneNotOpen, $"没有待完成的第 {reached} 个节点。", $"There is no milestone {reached} left to reach.", "milestone");
        return plan with { Milestones = [.. plan.Milestones.Select((m, at) => at == reached - 1 ? m with { DoneOn = command.On ?? scene.Today } : m)] };
    }

    /// <summary>What an entry keeps in words, so that a second submission does not wipe out the first.</summary>
    private static string? Words(ProblemCommand command) =>
        string.Join('\n', new[] { command.Text, Said("根本原因", command.RootCause), Said("长效措施", command.LastingMeasure), Said("免予理由", command.Waiver) }.Where(said => said is { Length: > 0 })) is { Length: > 0 } words ? words : null;

    private static string? Said(string what, string? words) => words is { Length: > 0 } ? $"{what}：{words}" : null;

    private static Entry Note(ProblemCommand command, Scene scene, int number) =>
        Journal.Note(command, command.Act, command.On ?? scene.Today, scene.Today, scene.Now) with { Number = number, Version = number };

    private static GridRuleException NotNow(Step step, ProblemState from) => Refused(Rule.WrongState,
        $"问题现为“{from.Label()}”，不能{step.Does}；须为{string.Join("、", step.From.Select(s => $"“{s.Label()}”"))}。",
        $"The problem is {from}; to {step.English} it, it has to be {string.Join(" or ", step.From)}.");

    private static GridRuleException Refused(Rule rule, string message, string english, string? field = null) => new(rule, message, english, field);

    /// <summary>Where and when: the unit that a problem concerns, and the outline of today.</summary>
    internal sealed record Scene(string Unit, Outline Outline, DateOnly Today, DateTimeOffset Now);
}
