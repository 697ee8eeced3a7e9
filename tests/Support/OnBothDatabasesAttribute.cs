using Xunit.v3;

namespace ResponsibilityGrid.Tests;

/// <summary>
/// Tests of a cluster in which its database has a say: rows that are written, read back, raced for and left over by whoever stopped.
/// <c>./test</c> runs them on SQLite, and again on PostgreSQL. What a rule or the gateway decides from what is in memory runs once.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class OnBothDatabasesAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Databases", "both")];
}
