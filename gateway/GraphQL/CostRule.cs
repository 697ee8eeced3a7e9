using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Complexity;
using GraphQL.Validation.Rules.Custom;
using GraphQLParser;
using Microsoft.Extensions.Options;

namespace ResponsibilityGrid.Gateway;

/// <summary>
/// Weighs an operation before it runs. A cost is the number of objects it may bring: scalars are free, an object costs
/// one, a page as many as its entries, and so does what stands below each of them. <c>[Complexity(own, children)]</c> on a
/// resolver overrules this. Introspection is free: nothing is asked of a grain.
/// </summary>
internal sealed class CostRule(IOptions<GraphQLLimits> limits) : ComplexityValidationRule(Weights)
{
    private static readonly ComplexityOptions Weights = new() { DefaultComplexityImpactDelegate = Weigh };

    protected override ValueTask ValidateComplexityAsync(ValidationContext context, double totalComplexity, int maxDepth)
    {
        if (context.UserContext is Caller caller)
            caller.Cost = totalComplexity;

        if (totalComplexity > limits.Value.MaxCost && !context.HasErrors)
            context.ReportError(new RuleError(context, Problem.TooCostly(
                $"查询代价为 {totalComplexity:0}，上限为 {limits.Value.MaxCost:0}；请减小 first 或少取几层。",
                $"The query costs {totalComplexity:0}, the limit is {limits.Value.MaxCost:0}; ask for a smaller page or fewer levels.")));

        return default;
    }

    private static FieldComplexityResult Weigh(FieldImpactContext field)
    {
        var schema = field.ValidationContext.Schema;
        if (field.FieldDefinition == schema.SchemaMetaFieldType || field.FieldDefinition == schema.TypeMetaFieldType)
            return new(0, 0);

        var type = field.FieldDefinition.ResolvedType;
        var multiplier = 1.0;
        for (; type is IProvideResolvedType wrapper; type = wrapper.ResolvedType)
        {
            if (type is ListGraphType)
                multiplier *= Entries(field);
        }

        Entries(field, own: true); // a page size is checked even where the multiplier belongs to a field below
        return new(type is ScalarGraphType ? 0 : multiplier, multiplier);
    }

    // The list of a connection takes its length from the connection's own argument.
    private static double Entries(FieldImpactContext field) =>
        Entries(field, own: true) ?? (field.Parent is { } parent ? Entries(parent, own: false) : null) ?? field.Configuration.DefaultListImpactMultiplier;

    private static int? Entries(FieldImpactContext field, bool own)
    {
        if (field.FieldDefinition.Arguments?.Find("first") is null)
            return null;
        if (field.Arguments is null || !field.Arguments.TryGetValue("first", out var argument) || argument.Value is not int first)
            return PageSize.Default;

        if (own && first is < 1 or > PageSize.Max && !field.ValidationContext.HasErrors)
            field.ValidationContext.ReportError(new RuleError(field.ValidationContext, Problem.BadInput(
                $"first 应在 1 到 {PageSize.Max} 之间。", $"first must be between 1 and {PageSize.Max}.", "first"), field.FieldAst));

        return Math.Clamp(first, 1, PageSize.Max);
    }
}

/// <summary>A problem found by one of our own rules, where the engine wants its own type.</summary>
internal sealed class RuleError(ValidationContext context, Problem problem, params GraphQLParser.AST.ASTNode[] nodes)
    : ValidationError(context.Document.Source, null, problem.Chinese, nodes)
{
    public Problem Problem { get; } = problem;
}
