using System.Net;
using System.Net.Sockets;
using ResponsibilityGrid.Nemesis;
using ResponsibilityGrid.Nemesis.Checking;
using Xunit;

namespace ResponsibilityGrid.Tests.Nemesis;

/// <summary>A caller tells a gateway that is gone from one that keeps it waiting: the one may be, the other never.</summary>
public sealed class GridHttpTests : IDisposable
{
    private readonly TcpListener _gateway = new(IPAddress.Loopback, 0);

    public GridHttpTests() => _gateway.Start();

    private string Url => $"http://{_gateway.LocalEndpoint}";

    public void Dispose() => _gateway.Dispose();

    [Fact]
    public async Task A_gateway_that_takes_a_request_and_says_nothing_hangs()
    {
        using var grid = new GridHttp("key", Url) { Patience = TimeSpan.FromSeconds(2) };

        var reply = await grid.Send("{ grids { code } }", cancelled: TestContext.Current.CancellationToken);

        Assert.Equal(GridHttp.Hung, reply.Code);
        Assert.Equal(Wrong.Hung, Assert.Single(Checker.Known([(reply.Code!, "grids"), (GridHttp.NoAnswer, "grids")])).Kind);
        Assert.True(Codes.SaysNothing(reply.Code!));
    }

    [Fact]
    public async Task A_gateway_that_breaks_off_or_is_not_there_gives_no_answer()
    {
        using var grid = new GridHttp("key", Url);
        var asking = grid.Send("{ grids { code } }", cancelled: TestContext.Current.CancellationToken);
        (await _gateway.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).Dispose();
        // Whoever was not heard yet may be heard again.
        _gateway.Stop();

        Assert.Equal(GridHttp.NoAnswer, (await asking).Code);
        Assert.Equal(GridHttp.NoAnswer, (await grid.Send("{ grids { code } }", cancelled: TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public async Task A_gateway_is_left_when_what_is_under_way_there_has_come_to_its_end()
    {
        using var grid = new GridHttp("key", Url) { Patience = TimeSpan.FromSeconds(2) };
        var asking = grid.Send("{ grids { code } }", cancelled: TestContext.Current.CancellationToken);

        var leaving = grid.Without(Url, () => Task.CompletedTask);

        Assert.False(leaving.IsCompleted);
        Assert.Equal(GridHttp.Hung, (await asking).Code);
        await leaving;
    }

    [Fact]
    public async Task Nobody_calls_a_gateway_that_was_left()
    {
        using var grid = new GridHttp("key", "http://127.0.0.1:1", Url) { Patience = TimeSpan.FromSeconds(2) };

        await grid.Without(Url, async () => Assert.Equal([GridHttp.NoAnswer], (await Codes(4)).Distinct()));
        Assert.Contains(GridHttp.Hung, await Codes(2));

        async Task<List<string?>> Codes(int requests)
        {
            List<string?> codes = [];
            for (var request = 0; request < requests; request++) codes.Add((await grid.Send("{ grids { code } }", cancelled: TestContext.Current.CancellationToken)).Code);
            return codes;
        }
    }
}
