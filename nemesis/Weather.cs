namespace ResponsibilityGrid.Nemesis;

/// <summary>What a proxy does to the connections through it.</summary>
internal enum Weather
{
    /// <summary>Everything passes.</summary>
    Fair,

    /// <summary>Every connection is closed and none is made.</summary>
    Cut,

    /// <summary>Nothing passes either way, and nobody is told.</summary>
    Silent,

    /// <summary>As silent, but what waited goes on its way afterwards, as if nothing had been.</summary>
    Stalled,

    /// <summary>What callers say does not arrive; what the server says does.</summary>
    Deaf,

    /// <summary>What the server says does not arrive; what callers say does.</summary>
    Mute,

    /// <summary>Whatever comes back comes late.</summary>
    Slow,

    /// <summary>A database's answer to a write is lost: the write is committed, and the connection ends before anybody hears of it.</summary>
    Lying,
}

/// <summary>Weather that passes.</summary>
internal static class Weathers
{
    /// <summary>Sets the weather over some wires for as long as something lasts, and tells how much it held up.</summary>
    /// <exception cref="InvalidOperationException">Nothing was held up: the fault did not take place.</exception>
    public static Task<int> Over(this Weather weather, IReadOnlyList<TcpProxy> wires, Func<Task> something) => Over([.. wires.Select(wire => (wire, weather))], something);

    /// <summary>The same with a weather of its own over each wire; it is enough that one of them had something to hold up.</summary>
    /// <exception cref="InvalidOperationException">Nothing was held up: the fault did not take place.</exception>
    public static async Task<int> Over(IReadOnlyList<(TcpProxy Wire, Weather Weather)> weathers, Func<Task> something)
    {
        var before = Held();
        foreach (var (wire, weather) in weathers) wire.Set(weather);
        try
        {
            await something();
        }
        finally
        {
            foreach (var (wire, _) in weathers) wire.Set(Weather.Fair);
        }

        return Held() - before is > 0 and var held ? held : throw new InvalidOperationException("Nothing was on the wire.");

        int Held() => weathers.Sum(over => over.Wire.Held + over.Wire.Lies);
    }

    public static Task<int> Over(this Weather weather, IReadOnlyList<TcpProxy> wires, TimeSpan time) => weather.Over(wires, () => Task.Delay(time));
}
