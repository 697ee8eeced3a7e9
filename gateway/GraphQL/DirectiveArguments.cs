using GraphQL.Types;
using GraphQL.Utilities;

namespace ResponsibilityGrid.Gateway;

/// <summary>Gives <c>__Directive.args</c> the argument that the engine forgot beside its siblings; without it the introspection query of common tools does not validate.</summary>
internal sealed class DirectiveArguments : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema)
    {
        if (type.Name != "__Directive" || field.Name != "args" || field.Arguments?.Find("includeDeprecated") is not null)
            return;

        field.Arguments ??= [];
        field.Arguments.Add(new QueryArgument(schema.AllTypes["Boolean"]!) { Name = "includeDeprecated", DefaultValue = false });
    }
}
