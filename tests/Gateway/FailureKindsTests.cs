using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using ResponsibilityGrid.Gateway;
using Xunit;
using ErrorCode = ResponsibilityGrid.Gateway.ErrorCode;

namespace ResponsibilityGrid.Tests.Gateway;

/// <summary>Whatever is thrown, a caller meets one of our codes. The table is in <c>failures.txt</c>; a new version of a library shows there what it brought.</summary>
public sealed class FailureKindsTests
{
    private static readonly string[] Codes =
    [
        .. typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetRawConstantValue()!),
        .. Enum.GetValues<RefusalCode>().Select(GridErrors.UpperSnake),
    ];

    [Fact]
    public void Every_kind_of_failure_has_one_of_our_codes()
    {
        var table = Kinds().Select(kind => (Name: kind.FullName!, Code: CodeOf(kind)))
            .Concat(Refusals().Select(refusal => (Name: $"{typeof(GridRuleException)} {refusal.Code}", GridErrors.Classify(refusal).Code)))
            .Order().ToList();

        Assert.All(table, row => Assert.Contains(row.Code, Codes));
        Assert.Equal(Enum.GetValues<RefusalCode>(), Refusals().Select(refusal => refusal.Code).Order());
        Golden.Matches(string.Concat(table.Select(row => $"{row.Code} {row.Name}\n")), "failures.txt");
    }

    [Fact]
    public void Every_code_is_told_in_the_documentation()
    {
        var told = File.ReadAllText(Path.GetFullPath("../../docs/api.md", Folder()));

        Assert.All(Codes, code => Assert.Contains($"`{code}`", told));
    }

    [Fact]
    public void What_passes_by_itself_is_unavailable_and_says_when_to_come_back() =>
        Assert.All(Kinds().Where(kind => kind.IsAssignableTo(typeof(Exception)) && !kind.IsAssignableTo(typeof(ExecutionError))), kind =>
        {
            var failure = Some(kind);
            var problem = GridErrors.Classify(failure);
            Assert.Equal(RetryRules.Passes(failure), problem is { Code: ErrorCode.Unavailable, RetryAfter: > 0 });
        });

    /// <summary>All of Orleans, the engine's and ours; and of the others those that a grain call may end with.</summary>
    private static List<Type> Kinds()
    {
        Assembly[] whole =
        [
            typeof(OrleansException).Assembly, typeof(InconsistentStateException).Assembly, typeof(SerializerException).Assembly,
            typeof(Silo).Assembly, typeof(GridRuleException).Assembly, typeof(ExecutionError).Assembly,
        ];
        Type[] single =
        [
            typeof(TimeoutException), typeof(OperationCanceledException), typeof(TaskCanceledException), typeof(ObjectDisposedException), typeof(InvalidOperationException),
            typeof(NullReferenceException), typeof(ArgumentException), typeof(NotSupportedException), typeof(IOException), typeof(System.Net.Sockets.SocketException),
            typeof(ConnectionAbortedException), typeof(ConnectionResetException), typeof(NpgsqlException), typeof(PostgresException), typeof(SqliteException), typeof(System.Text.Json.JsonException),
        ];
        return [.. whole.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsAssignableTo(typeof(Exception)) && type is { IsAbstract: false, ContainsGenericParameters: false } && type != typeof(GridRuleException)).Concat(single).Distinct()];
    }

    /// <summary>One refusal of each code.</summary>
    private static List<GridRuleException> Refusals() =>
    [
        new(Rule.WrongState, "", ""), GridRuleException.NotThere("", ""), GridRuleException.Conflict("", ""), GridRuleException.BadUserInput("", ""),
        GridRuleException.Unavailable("", ""), GridRuleException.Unauthenticated("", ""), GridRuleException.Forbidden("", ""),
    ];

    private static string CodeOf(Type kind) => Some(kind) is ExecutionError error ? GridErrors.Classify(error).Code : GridErrors.Classify(Some(kind)).Code;

    // They are told apart by type alone, so that their constructors need not be known.
    private static Exception Some(Type kind) => (Exception)RuntimeHelpers.GetUninitializedObject(kind);

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
