namespace ResponsibilityGrid.Gateway;

/// <summary>Prints the schema that this build serves, for tools that compare it or generate clients. Reads no setting and starts nothing.</summary>
internal static class SchemaCommand
{
    /// <summary>Writes the same bytes as <c>/graphql/schema.graphql</c> answers. Anything behind the word is one sentence and exit code 2.</summary>
    public static int Run(string[] more, Stream output, TextWriter errors)
    {
        if (more is not ([] or ["print"]))
        {
            errors.WriteLine($"参数有误：schema {string.Join(' ', more)}。用法：dotnet run --project gateway -- schema");
            return 2;
        }

        using var services = new ServiceCollection().AddGridGraphQL().BuildServiceProvider();
        output.Write(services.GetRequiredService<SchemaText>().Utf8.Span);
        return 0;
    }
}
