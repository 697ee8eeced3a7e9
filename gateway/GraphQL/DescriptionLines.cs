using System.Text.RegularExpressions;
using GraphQL.Types;
using GraphQL.Utilities;

namespace ResponsibilityGrid.Gateway;

/// <summary>Brings summaries that were broken over several comment lines back onto one.</summary>
internal sealed partial class DescriptionLines : BaseSchemaNodeVisitor
{
    public override void VisitObject(IObjectGraphType type, ISchema schema) => type.Description = Joined(type.Description);

    public override void VisitInputObject(IInputObjectGraphType type, ISchema schema) => type.Description = Joined(type.Description);

    public override void VisitInterface(IInterfaceGraphType iface, ISchema schema) => iface.Description = Joined(iface.Description);

    public override void VisitEnum(EnumerationGraphType type, ISchema schema) => type.Description = Joined(type.Description);

    public override void VisitEnumValue(EnumValueDefinition value, EnumerationGraphType type, ISchema schema) => value.Description = Joined(value.Description);

    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema) => field.Description = Joined(field.Description);

    public override void VisitInputObjectFieldDefinition(FieldType field, IInputObjectGraphType type, ISchema schema) => field.Description = Joined(field.Description);

    public override void VisitInterfaceFieldDefinition(FieldType field, IInterfaceGraphType type, ISchema schema) => field.Description = Joined(field.Description);

    public override void VisitObjectFieldArgumentDefinition(QueryArgument argument, FieldType field, IObjectGraphType type, ISchema schema) =>
        argument.Description = Joined(argument.Description);

    private static string? Joined(string? description) => description is null ? null : LineBreak().Replace(description, " ");

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex LineBreak();
}
