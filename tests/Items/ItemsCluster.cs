using Xunit;

namespace ResponsibilityGrid.Tests.Items;

/// <summary>One cluster for the tests of a class, with items enough for each to have its own.</summary>
public sealed class ItemsCluster : IAsyncLifetime
{
    public const int Pairs = 30;

    private int _pair;

    public GridCluster Grid { get; private set; } = null!;

    /// <summary>A pair of duties that no other test touches.</summary>
    public int NewPair() => ++_pair <= Pairs ? _pair : throw new InvalidOperationException("More tests than items.");

    public async ValueTask InitializeAsync()
    {
        Grid = await GridCluster.Start();
        await Grid.EnterItems(Pairs);
    }

    public ValueTask DisposeAsync() => Grid.DisposeAsync();
}
