using System.Collections.Frozen;
using System.Reflection;

namespace ResponsibilityGrid;

/// <summary>
/// A question that is asked again and again while its answer stays the same. Whoever asked in another process keeps the answer and asks whether it still
/// stands; the grain decides and works as ever, so that nobody reads what is out of date or not theirs, but what is held already does not travel again.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HeldAttribute : Attribute
{
    /// <summary>The methods that are marked so.</summary>
    public static readonly FrozenDictionary<MethodInfo, HeldAttribute> Methods = typeof(HeldAttribute).Assembly.GetExportedTypes().Where(type => type.IsInterface)
        .SelectMany(type => type.GetMethods()).Select(method => (Method: method, Held: method.GetCustomAttribute<HeldAttribute>())).Where(marked => marked.Held is not null)
        .ToFrozenDictionary(marked => marked.Method, marked => marked.Held!);

    /// <summary>Whether the grain answers with the same object as long as nothing changed, so that it is written down once.</summary>
    public bool FromMemory { get; init; }
}
