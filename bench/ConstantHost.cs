using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Bench;

/// <summary>The same gateway over a schema of constants: what an answer costs once it is known, through the engine or past it.</summary>
internal sealed class ConstantHost(WebApplication app) : IAsyncDisposable
{
    public Uri Address { get; } = GridHost.AddressOf(app);

    public static async Task<ConstantHost> Start(GridHost grid, BenchGrid shape, bool throughEngine)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddGridGraphQL<ConstantQuery, ConstantMutation>().AddGridReads();
        builder.Services.Configure<GraphQLLimits>(limits => limits.AnswersKnown = !throughEngine);
        builder.Services.AddSingleton(grid.Grains).AddSingleton(TimeProvider.System).AddSingleton(await Read(grid.Grains, shape));
        var app = builder.Build();
        app.MapGridGraphQL();
        await app.StartAsync();
        await app.Services.GetRequiredService<GraphQLWarmUp>().WarmUp();
        return new ConstantHost(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<Constants> Read(IGrainFactory grains, BenchGrid shape)
    {
        var graph = grains.GetGrain<IGraphGrain>(GridKeys.Grid(BenchGrid.City));
        var overview = await Ledger(BenchGrid.City).GetOverview(null);
        var overdue = await Ledger(BenchGrid.City).ListItems(new ItemQuery { Filter = new ItemFilter { Overdue = true }, First = 50 });
        var unit = shape.Branches[0];
        var rows = await Ledger(unit).ListItems(new ItemQuery { OwnOnly = true, First = 50 });
        var (duty, post) = shape.LowestItems.First();
        var key = new ItemKey(BenchGrid.City, BenchGrid.List, duty, post);
        var chain = await graph.GetChain(key, null);
        return new Constants(
            new ShownOverview(At(BenchGrid.City), overview),
            PageOf(overdue),
            new ConstantUnit(unit, (await graph.GetUnit(unit, null))!.Unit.Name, PageOf(rows)),
            new ConstantItem(GlobalId.Of(nameof(ResponsibilityItem), key.ToString()), [.. ShownChainLink.Of(At(post), chain)]));

        ILedgerGrain Ledger(string code) => grains.GetGrain<ILedgerGrain>(GridKeys.Unit(BenchGrid.City, code));
    }

    private static Place At(string code) => new(BenchGrid.City, code, null);

    private static Connection<ResponsibilityItem> PageOf(ItemPage page) =>
        new([.. ItemBatch.Of(page.Items, null).Items], _ => "", hasNextPage: true, page.TotalCount);
}
