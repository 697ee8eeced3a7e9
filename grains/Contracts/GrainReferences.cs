using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>Grains by their keys, for whoever calls many: the factory looks an interface's attributes up anew each time, which costs as much as the call.</summary>
public static class GrainReferences
{
    /// <summary>The grain of a kind and key.</summary>
    public static T Find<T>(this IGrainFactory grains, string key) where T : class, IGrainWithStringKey
    {
        var kind = Kind<T>.Known ??= Kind<T>.Of(grains.GetGrain<T>(key));
        return (T)grains.GetGrain(GrainId.Create(kind.Grain, key), kind.Interface);
    }

    private sealed record Kind<T>(GrainType Grain, GrainInterfaceType Interface) where T : class, IGrainWithStringKey
    {
        public static Kind<T>? Known { get; set; }

        public static Kind<T> Of(T grain)
        {
            var reference = (GrainReference)(object)grain;
            return new(reference.GrainId.Type, reference.InterfaceType);
        }
    }
}
