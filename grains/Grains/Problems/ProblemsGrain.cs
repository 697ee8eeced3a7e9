namespace ResponsibilityGrid;

[GrainType("problems"), HomePlacement]
internal sealed class ProblemsGrain([PersistentState("problems", GridGrains.Store)] IPersistentState<ProblemsState> store, Structures structures, Sights sights, Watches watches, TimeProvider clock) : Grain, IProblemsGrain
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private ProblemsState _state = new();
    private Recurrences? _back;
    private IGrainTimer? _tell;

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private string Code => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task<ProblemView> Change(ProblemCommand command)
    {
        var structure = await structures.Renew(Grid);
        var outline = structures.Today(structure, clock.GetUtcNow());
        if (ProblemRules.Find(_state, command) is { } known) return Show(known, outline);
        if (command.Caller is { } caller && !WriteRules.MayOn(await sights.On(caller, outline), outline, command.Actor, Code)) throw Refusals.MissingOver(Right.OwnItems);
        var (next, number) = ProblemRules.Take(_state, command, new ProblemRules.Scene(Code, outline, outline.At.AsOf, clock.GetUtcNow()));
        _state = await store.Commit(next, this);
        Publish();
        return Show(number, outline);
    }

    public async Task Recur(Problem back)
    {
        var outline = await Today();
        var next = ProblemRules.Recur(_state, back, outline.At.AsOf, clock.GetUtcNow());
        if (next == _state) return;
        _state = await store.Commit(next, this);
        Publish();
    }

    public async Task<Problem?> FindFormer(ProblemCommand report)
    {
        var outline = await Today();
        return ProblemRules.Former(_state, report, report.On ?? outline.At.AsOf, outline.Settings);
    }

    public async Task<ProblemPage> List(ProblemQuery query) => ProblemViews.Page(_state.Problems, query, await Today());

    public async Task<ProblemView?> Get(int number)
    {
        var outline = await Today();
        var sight = await sights.Here(Grid);
        if (number <= 0 || number > _state.Problems.Count) return null;
        var view = Show(number, outline);
        return (outline.Standing(Code) is { } standing && sight.Sees(standing)) || ProblemViews.IsOwn(view, sight) ? ProblemViews.Narrow(view, outline, sight) : null;
    }

    public Task<List<ItemKey>> ListRecurrent() => Task.FromResult(Recurrences.In(_state));

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        Publish();
        // A report may have been cut off before the other ledger heard of it.
        if (_state.Problems.Exists(p => p.RecurrenceUnit is not null))
            _tell = this.RegisterGrainTimer(TellFormer, new GrainTimerCreationOptions(TimeSpan.Zero, Again) { Interleave = true });
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_back is { } shown) watches.Withdraw(Grid, Code, shown);
        return Task.CompletedTask;
    }

    private async Task TellFormer()
    {
        foreach (var back in _state.Problems.Where(p => p.RecurrenceUnit is not null))
            await GrainFactory.GetGrain<IProblemsGrain>(GridKeys.Problems(Grid, back.RecurrenceUnit!)).Recur(back);
        _tell?.Dispose();
    }

    private void Publish() => watches.Show(Grid, Code, _back = Recurrences.Of(Recurrences.In(_state)));

    private ProblemView Show(int number, Outline outline) => ProblemViews.Of(_state.Problems[number - 1], outline);

    private async Task<Outline> Today() => structures.Today(await structures.Get(Grid), clock.GetUtcNow());
}
