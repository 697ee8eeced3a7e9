using System.Collections;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace ResponsibilityGrid.Gateway;

/// <summary>What becomes of a resolver's result by the type of its field, one class for each kind of type. What does not fit the type is left to the engine.</summary>
internal abstract class KnownValue(bool required)
{
    /// <summary>The fields asked of it, or of each in a list, where it is of one type.</summary>
    public virtual KnownSelection? Selection => null;

    public object? Complete(KnownLane lane, object? result)
    {
        if (result is IDataLoaderResult)
            throw new NotKnownException();

        var completed = result is null ? null : Fit(lane, result);
        return completed is not null || !required ? completed : throw new NotKnownException();
    }

    protected abstract object? Fit(KnownLane lane, object result);
}

internal sealed class KnownLeaf(ScalarGraphType type, bool required) : KnownValue(required)
{
    protected override object? Fit(KnownLane lane, object result) => type.Serialize(result);
}

internal sealed class KnownList(KnownValue item, bool required) : KnownValue(required)
{
    public override KnownSelection? Selection => item.Selection;

    // Read to its end before any of its fields is resolved, since a resolver's context is used again for the next one.
    protected override object Fit(KnownLane lane, object result)
    {
        object?[] items = [.. ((IEnumerable)result).Cast<object?>()];
        for (var i = 0; i < items.Length; i++)
            items[i] = item.Complete(lane, items[i]);

        return items;
    }
}

internal sealed class KnownObject(KnownSelection selection, bool required) : KnownValue(required)
{
    public override KnownSelection? Selection => selection;

    protected override object Fit(KnownLane lane, object result) =>
        selection.Type is { IsTypeOf: { } fits, SkipTypeCheck: false } && !fits(result) ? throw new NotKnownException() : lane.Resolve(selection, result);
}

internal sealed class KnownAbstract(IAbstractGraphType type, ISchema schema, Dictionary<IObjectGraphType, KnownObject> possible, bool required) : KnownValue(required)
{
    protected override object? Fit(KnownLane lane, object result) =>
        type.GetObjectType(result, schema) is { } found && possible.TryGetValue(found, out var known) ? known.Complete(lane, result) : throw new NotKnownException();
}
