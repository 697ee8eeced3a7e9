namespace ResponsibilityGrid.Nemesis.Faults;

/// <summary>Two faults that overlap: the second strikes while the first one lasts, or right behind it.</summary>
internal sealed class FaultPair(IFault first, IFault second) : IFault
{
    public string Name => $"{first.Name} + {second.Name}";

    public TimeSpan Patience => first.Patience + second.Patience;

    public bool CountsFromItsEnd => first.CountsFromItsEnd || second.CountsFromItsEnd;

    public async Task<string> Strike(Scene scene)
    {
        var striking = first.Strike(Half());
        await Task.Delay(scene.Random.Next(3000));
        var both = await Task.WhenAll(striking, second.Strike(Half()));
        return string.Join("; ", both);

        Scene Half() => scene with { Random = new(scene.Random.Next()), IsAlone = false };
    }
}
