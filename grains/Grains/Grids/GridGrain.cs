namespace ResponsibilityGrid;

[GrainType("grid")]
internal sealed partial class GridGrain(
    [PersistentState("grid", GridGrains.Store)] IPersistentState<GridState> store,
    Structures structures,
    Sights sights,
    GridSettings installed,
    TimeProvider clock,
    ILogger<GridGrain> log) : Grain, IGridGrain, IRemindable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    // The shortest that reminders have. It only counts when every silo that knew of work was killed.
    private static readonly TimeSpan Wake = TimeSpan.FromMinutes(1);

    private GridState _state = new();
    private Structure _structure = new();
    private IGrainTimer? _retry;
    private IGrainTimer? _finish;
    private IGrainTimer? _keep;
    private bool _isKept;

    private string Id => GridKeys.Parts(this.GetPrimaryKeyString())[0];

    private DateOnly Today => _structure.Settings.DateAt(clock.GetUtcNow());

    public async Task<Structure> Enter(List<UnitEntry> units, List<PostEntry> posts, Actor? by = null)
    {
        await Finish();
        var next = GridRules.Enter(Id, _structure, units, posts, clock.GetUtcNow());
        if (next.Version == 0) throw GridRuleException.NotFound("责任网格", Id);
        if (_structure.Version == 0) await GrainFactory.GetGrain<IGridRegisterGrain>(GridKeys.Register).Add(Id);
        await Keep();
        if (next != _structure) await Store(StructureRules.Entered(_state, next, Journal.Bringer(by, Id), Journal.Sender, clock.GetUtcNow()));
        await Resume();
        return _structure;
    }

    public Task<UnitDifference> Compare(List<UnitEntry> units, List<PostEntry> posts) => Task.FromResult(GridRules.Compare(Id, _structure, units, posts, clock.GetUtcNow()));

    public Task<Structure> GetStructure() => Task.FromResult(_structure);

    public Task<Structure?> GetNewer(int version) => Task.FromResult(_structure.Version > version ? _structure : null);

    public Task<List<Entry>> ListEntries(string about) => Task.FromResult(StructureRules.About(_state, about));

    public async Task<ListVersion> Issue(string list)
    {
        if (_structure.Version == 0) throw GridRuleException.NotFound("责任网格", Id);
        await Finish();
        var version = await List(list).Freeze(Today);
        // Frozen first: what is in force never changes. Issuing an issued version again writes nothing.
        var next = GridRules.PutInForce(_structure, version, clock.GetUtcNow());
        if (next != _structure) await Store(StructureRules.Issued(_state, next, version, new StructureCommand { Actor = Journal.System(Id) }, clock.GetUtcNow()));
        await Resume();
        return version;
    }

    public async Task Resume()
    {
        if (_structure.Version == 0) return;
        if (SettingRules.Set(_structure.Settings, installed) is var settings && settings != _structure.Settings)
            await Store(_state with { Version = _state.Version + 1, Settings = settings });
        // Beside everything else: where reminders cannot be had, nobody waits for one.
        if (!_isKept) _keep ??= this.RegisterGrainTimer(Keep, new GrainTimerCreationOptions(TimeSpan.Zero, Wake) { KeepAlive = true, Interleave = true });
        // What is stored here and not at the root would otherwise wait for somebody to ask again.
        _retry ??= this.RegisterGrainTimer(Resume, new GrainTimerCreationOptions(Retry, Retry) { KeepAlive = true });
        await GrainFactory.GetGrain<ILedgerGrain>(GridKeys.Unit(Id, Id)).Adopt(Briefing.ForRoot(_structure, Today));
        _retry?.Dispose();
        _retry = null;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = store.State.Version > 0 ? store.State : store.State with { Settings = SettingRules.Set(store.State.Settings, installed) };
        _structure = _state.Shown();
        if (_state.Errand is not null) FinishLater();
        return Task.CompletedTask;
    }

    /// <summary>A reminder before there is anything to be reminded of: one that is not needed does no harm, one that is missing does.</summary>
    private async Task Keep()
    {
        if (!_isKept)
        {
            try
            {
                await this.RegisterOrUpdateReminder("wake", Wake, Wake);
                _isKept = true;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // The start of any silo wakes the grid as well, and whoever is awake tells the others.
                NotKept(failure, Id);
                return;
            }
        }

        _keep?.Dispose();
        _keep = null;
    }

    [LoggerMessage(LogLevel.Warning, "Grid {Grid} has no reminder yet; it asks for one again in a minute.")]
    private partial void NotKept(Exception failure, string grid);

    private IResponsibilityListGrain List(string list) => GrainFactory.GetGrain<IResponsibilityListGrain>(GridKeys.List(Id, list));

    private async Task Store(GridState next)
    {
        _state = await store.Commit(next, this);
        if (next.Version == _structure.Version) return;
        _structure = next.Shown();
        structures.Keep(_structure);
    }
}
