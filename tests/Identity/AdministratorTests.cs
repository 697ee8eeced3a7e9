using System.Text.Json;
using Xunit;
using static ResponsibilityGrid.Tests.SmallGrid;

namespace ResponsibilityGrid.Tests.Identity;

/// <summary>What a system administrator does over GraphQL, and nobody else.</summary>
public sealed class AdministratorTests : IAsyncLifetime
{
    private const string Password = "Kite-over-7-lakes";

    private IdentityHost _host = null!;
    private string _sysadmin = "", _secadmin = "";

    private static readonly string[] Operations =
    [
        "{ accounts { totalCount } }",
        "{ keys { totalCount } }",
        "mutation { createAccount(input: {account: \"li\"}) { userErrors { code } } }",
        "mutation { lockAccount(input: {account: \"li\"}) { userErrors { code } } }",
        "mutation { resetAccount(input: {account: \"li\"}) { userErrors { code } } }",
        "mutation { closeAccount(input: {account: \"li\"}) { userErrors { code } } }",
        "mutation { createKey(input: {name: \"x\", role: \"office\", expires: \"2026-12-01T00:00:00Z\"}) { userErrors { code } } }",
        "mutation { revokeKey(input: {account: \"x\"}) { userErrors { code } } }",
    ];

    private static readonly (string Mutation, string Input, string Field)[] Refused =
    [
        ("createAccount", """{"account":"z"}""", "name"),
        ("createAccount", """{"account":"zhang","person":"nobody"}""", "person"),
        ("lockAccount", """{"account":"nobody"}""", "account"),
        ("createKey", """{"name":"x","role":"office","expires":"2027-11-23T05:00:00Z"}""", "expires"),
        ("createKey", """{"name":"x","role":"office","expires":"2026-11-21T00:00:00Z"}""", "expires"),
        ("createKey", """{"name":"x","role":"sysadmin","expires":"2026-12-01T00:00:00Z"}""", "role"),
        ("createKey", """{"name":"","role":"office","expires":"2026-12-01T00:00:00Z"}""", "name"),
        ("createKey", """{"name":"x","role":"clerk","over":"elsewhere/1","expires":"2026-12-01T00:00:00Z"}""", "over"),
        ("revokeKey", """{"account":"nobody"}""", "account"),
        ("approveAccount", """{"account":"nobody"}""", "account"),
        ("approveKey", """{"account":"nobody","key":1}""", "account"),
    ];

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.Start();
        _sysadmin = await TestKey.Make(_host.Services, "sysadmin");
        _secadmin = await TestKey.Make(_host.Services, "secadmin");
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_account_is_made_for_a_person_on_record_who_sets_the_password_by_its_link()
    {
        var made = await Do("createAccount", "account { name subject person duty locked closed awaitsApproval } link", new { account = "Zhang", person = $"P{City}-1", commandId = "c1" });
        Assert.Equal("""{"name":"zhang","subject":"account:zhang","person":"100/P100-1","duty":null,"locked":false,"closed":false,"awaitsApproval":true}""", made.GetProperty("account").ToText());
        var link = new Uri(made.GetProperty("link").GetString()!);
        Assert.Equal($"{_host.Url}/account/invitation", link.GetLeftPart(UriPartial.Path));

        var again = await Do("createAccount", "account { name } link", new { account = "Zhang", person = $"P{City}-1", commandId = "c1" });
        Assert.Equal(("zhang", null), (again.GetProperty("account").GetProperty("name").GetString(), again.GetProperty("link").GetString()));
        using var visitor = _host.Visitor();
        // The person may hold posts: whoever made the account could act for them.
        Assert.Equal(400, (await visitor.Post("/account/invitation", ("code", link.Fragment[1..]), ("name", "zhang"), ("new", Password), ("again", Password))).Status);
        Assert.Equal(["zhang"], await Awaiting("accounts", "name"));
        Assert.Equal("""{"awaitsApproval":false}""", (await Do("approveAccount", "account { awaitsApproval }", new { account = "zhang" }, key: _secadmin)).GetProperty("account").ToText());
        Assert.Equal(200, (await visitor.Post("/account/invitation", ("code", link.Fragment[1..]), ("name", "zhang"), ("new", Password), ("again", Password))).Status);
        Assert.Equal("/account", (await visitor.SignIn("zhang", Password)).Location);
        Assert.Empty(await Awaiting("accounts", "name"));
        Assert.Equal(["zhang"], (await Ask("{ accounts { totalCount nodes { name } } }")).GetProperty("accounts").GetProperty("nodes").EnumerateArray().Select(a => a.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_locked_account_opens_again_and_a_reset_one_has_another_password()
    {
        await _host.Enter("zhang", Password);
        using var visitor = _host.Visitor();

        await Do("lockAccount", "account { locked }", new { account = "zhang" });
        Assert.Equal(401, (await visitor.SignIn("zhang", Password)).Status);
        await Do("lockAccount", "account { locked }", new { account = "zhang", locked = false });
        Assert.Equal("/account", (await visitor.SignIn("zhang", Password)).Location);

        var code = new Uri((await Do("resetAccount", "link", new { account = "zhang" })).GetProperty("link").GetString()!).Fragment[1..];
        _host.Pass();
        Assert.Equal(401, (await visitor.SignIn("zhang", Password)).Status);
        Assert.Equal(400, (await visitor.Post("/account/invitation", ("code", code), ("name", "zhang"), ("new", $"{Password}!"), ("again", $"{Password}!"))).Status);
        await Do("approveAccount", "account { name }", new { account = "zhang" }, key: _secadmin);
        Assert.Equal(401, (await visitor.SignIn("zhang", Password)).Status);
        Assert.Equal(400, (await visitor.Post("/account/invitation", ("code", code), ("name", "zhang"), ("new", Password), ("again", Password))).Status);
        Assert.Equal(200, (await visitor.Post("/account/invitation", ("code", code), ("name", "zhang"), ("new", $"{Password}!"), ("again", $"{Password}!"))).Status);
        Assert.Equal(401, (await visitor.SignIn("zhang", Password)).Status);
        Assert.Equal("/account", (await visitor.SignIn("zhang", $"{Password}!")).Location);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_opens_until_it_is_revoked()
    {
        var input = new { name = "人事系统", role = "clerk", over = County, expires = "2027-11-01T00:00:00Z", commandId = "k1" };
        var made = await Do("createKey", "key account { code name subject role over keys { number live } }", input);
        var (key, account) = (made.GetProperty("key").GetString()!, made.GetProperty("account").GetProperty("code").GetString()!);
        Assert.Equal($$"""{"code":"{{account}}","name":"人事系统","subject":"key:{{account}}","role":"clerk","over":"110","keys":[{"number":1,"live":true}]}""", made.GetProperty("account").ToText());
        Assert.Equal(JsonValueKind.Null, (await Do("createKey", "key", input)).GetProperty("key").ValueKind);
        using var system = _host.Visitor();
        Assert.Equal(200, (await system.Ask("{ __typename }", bearer: key)).Status);

        var second = (await Do("createKey", "key", new { account, expires = "2027-11-01T00:00:00Z" })).GetProperty("key").GetString()!;
        // It would open whatever the account was granted before.
        Assert.Equal(401, (await system.Ask("{ __typename }", bearer: second)).Status);
        Assert.Equal([account], await Awaiting("keys", "code"));
        Assert.Equal("""{"keys":[{"live":true,"awaitsApproval":false},{"live":true,"awaitsApproval":false}]}""", (await Do("approveKey", "account { keys { live awaitsApproval } }", new { account, key = 2 }, key: _secadmin)).GetProperty("account").ToText());
        Assert.Equal("[1,2]", (await Do("revokeKey", "account { keys { number live } }", new { account, key = 1 })).GetProperty("account").GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("number").GetInt32()).Aggregate("[", (text, n) => text.Length > 1 ? $"{text},{n}" : $"{text}{n}") + "]");
        _host.Pass();

        Assert.Equal((401, 200), ((await system.Ask("{ __typename }", bearer: key)).Status, (await system.Ask("{ __typename }", bearer: second)).Status));
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_rule()
    {
        foreach (var (mutation, input, field) in Refused)
        {
            var payload = await Do(mutation, "", JsonDocument.Parse(input).RootElement, expected: 1, key: mutation.StartsWith("approve", StringComparison.Ordinal) ? _secadmin : null);

            Assert.Equal((mutation, field), (mutation, payload.GetProperty("userErrors")[0].GetProperty("field").GetString()));
        }
    }

    [Fact]
    public async Task Nobody_else_manages_accounts_or_keys()
    {
        foreach (var role in (string[])["office", "issuer", "clerk", "secadmin", "auditor", "inspector"])
        {
            using var visitor = _host.Visitor();
            var key = await TestKey.Make(_host.Services, role);
            _host.Pass();
            foreach (var operation in Operations)
                Assert.Contains("\"FORBIDDEN\"", (await visitor.Ask(operation, bearer: key)).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_key_and_no_code_is_ever_in_the_log()
    {
        var key = (await Do("createKey", "key", new { name = "人事系统", role = "clerk", over = County, expires = "2027-11-01T00:00:00Z" })).GetProperty("key").GetString()!;
        var code = new Uri((await Do("createAccount", "link", new { account = "zhang" })).GetProperty("link").GetString()!).Fragment[1..];
        using var visitor = _host.Visitor();
        await visitor.Ask("{ __typename }", bearer: key);
        await visitor.Post("/account/invitation", ("code", code), ("name", "zhang"), ("new", Password), ("again", Password));

        Assert.All((string[])[key, key[^72..], code, Password], secret => Assert.DoesNotContain(_host.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal)));
    }

    /// <summary>What the security administrator finds to approve.</summary>
    private async Task<List<string?>> Awaiting(string field, string name) =>
        [.. (await Ask($"{{ {field}(awaiting: true) {{ nodes {{ {name} }} }} }}", key: _secadmin)).GetProperty(field).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty(name).GetString())];

    private async Task<JsonElement> Ask(string query, object? variables = null, string? key = null)
    {
        using var visitor = _host.Visitor();
        var reply = JsonDocument.Parse((await visitor.Ask(query, variables, bearer: key ?? _sysadmin)).Text).RootElement;
        Assert.False(reply.TryGetProperty("errors", out var errors), $"{errors}");
        return reply.GetProperty("data");
    }

    private async Task<JsonElement> Do(string mutation, string selection, object input, int expected = 0, string? key = null)
    {
        var type = $"{char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input";
        var payload = (await Ask($"mutation($input: {type}!) {{ {mutation}(input: $input) {{ {selection} userErrors {{ code message field }} }} }}", new { input }, key)).GetProperty(mutation);
        Assert.Equal(expected, payload.GetProperty("userErrors").GetArrayLength());
        return payload;
    }
}
