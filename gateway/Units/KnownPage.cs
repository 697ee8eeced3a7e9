using GraphQL;

namespace ResponsibilityGrid.Gateway;

/// <summary>A page of a unit's items that came with the unit, and the field that it answers.</summary>
public sealed class KnownPage
{
    private readonly AskedField field;

    internal KnownPage(AskedField field, ItemQuery query, ItemPage page) => (this.field, Query, Page) = (field, query, page);

    internal ItemQuery Query { get; }

    internal ItemPage Page { get; }

    /// <summary>Nothing for any other field: it may ask for another page.</summary>
    internal KnownPage? Of(IResolveFieldContext asking) => field.Is(asking) ? this : null;
}
