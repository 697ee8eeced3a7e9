using GraphQL;
using GraphQL.Types;

namespace ResponsibilityGrid.Gateway;

/// <summary>A page is named after what is on it, not after the class that shows it.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NamedByContentAttribute : GraphQLAttribute
{
    public override void Modify(IGraphType graphType) => graphType.Name = graphType.Name.Replace("Shown", "", StringComparison.Ordinal);
}
