namespace ResponsibilityGrid;

[GrainType("inspections"), HomePlacement]
internal sealed class InspectionsGrain([PersistentState("inspections", GridGrains.Store)] IPersistentState<InspectionsState> store, Structures structures, Sights sights, TimeProvider clock) : Grain, IInspectionsGrain
{
    private InspectionsState _state = new();

    private string Grid => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private string Unit => GridKeys.Parts(this.GetPrimaryKeyString())[1];

    public async Task<Inspection> Change(InspectionCommand command)
    {
        var settings = (await structures.Get(Grid)).Settings;
        var key = InspectionRules.Find(_state, command);
        if (key is null)
        {
            // By the tree as it is now: the unit may have gone from the caller's since the command was let in.
            var outline = structures.Today(await structures.Renew(Grid), clock.GetUtcNow());
            if (command.Caller is { } caller && !(await sights.On(caller, outline)).May(Right.Inspect, Unit)) throw Refusals.MissingOver(Right.Inspect);
            key = command.Key ?? InspectionRules.NameOf(Unit, command.Id);
            _state = await store.Commit(InspectionRules.Change(_state, Unit, command, key, settings, clock.GetUtcNow()), this);
        }

        return All(settings).First(i => i.Key == key);
    }

    public async Task<List<Inspection>> List(bool withPlanned)
    {
        var settings = (await structures.Get(Grid)).Settings;
        return withPlanned ? All(settings) : InspectionRules.Begun(_state, settings, clock.GetUtcNow());
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State;
        return Task.CompletedTask;
    }

    private List<Inspection> All(GridSettings settings)
    {
        var now = clock.GetUtcNow();
        return [.. InspectionRules.Begun(_state, settings, now), .. InspectionRules.Planned(_state, settings, now)];
    }
}
