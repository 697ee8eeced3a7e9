using System.Collections.Concurrent;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Reads codes as callers write them: a code of the only grid, or qualified as grid/code. Which grids there are is asked
/// once and kept, since grids only ever come; whoever brings one says so.
/// </summary>
public sealed class Grids(IGrainFactory grains)
{
    private readonly ConcurrentDictionary<string, int> structures = new();
    private volatile List<string> known = [];

    /// <summary>The newest structure of a grid that a command answered to a caller of this gateway; a silo that has not heard of it yet fetches it.</summary>
    internal int Seen(string grid) => structures.GetValueOrDefault(grid, 1);

    /// <summary>Takes note of what a command was answered with.</summary>
    internal void Saw(string grid, int structure) => structures.AddOrUpdate(grid, Math.Max(1, structure), (_, held) => Math.Max(held, structure));

    /// <summary>The grain of a kind and key.</summary>
    internal T Grain<T>(string key) where T : class, IGrainWithStringKey => grains.Find<T>(key);

    /// <summary>Where a code points; null when its grid does not exist.</summary>
    /// <exception cref="GridRuleException">There is no grid yet, or the code leaves open which one is meant.</exception>
    public async ValueTask<Place?> Find(string code, Moment? at = null)
    {
        var slash = code.IndexOf('/');
        if (known.Count == 0 || (slash >= 0 && !known.Contains(code[..slash])))
            await Refresh();

        if (known.Count == 0)
            throw GridRuleException.NotThere("尚未导入任何责任网格，请先导入工作簿。", "There is no grid yet; import a workbook first.");
        if (slash >= 0)
            return known.Contains(code[..slash]) ? new Place(code[..slash], code[(slash + 1)..], at) : null;

        return known is [var only]
            ? new Place(only, code, at)
            : throw GridRuleException.BadUserInput(
                // Which grids there are is told to those who belong to them, and not to everybody.
                $"现有多个责任网格，请把“{code}”写成“网格/编码”，网格的编码是其最上级单位的编码。",
                $"There are several grids; write \"{code}\" as grid/code. A grid is called by the code of its topmost unit.");
    }

    /// <summary>Asks anew which grids there are. Called after an import.</summary>
    public async Task Refresh() => known = await CallSigner.AsGateway(() => new Retries().Ask(() => Grain<IGridRegisterGrain>(GridKeys.Register).List()));
}
