using Xunit.v3;

namespace ResponsibilityGrid.Tests;

/// <summary>Tests of a cluster that hold whatever database is under it: <c>./test</c> runs them on SQLite, and again on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class OnBothDatabasesAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Databases", "both")];
}
