using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace ResponsibilityGrid.Gateway;

/// <summary>Whether the address can be served.</summary>
internal static class Listening
{
    /// <summary>Tries the address before anything is written: the grid opens its store long before its port.</summary>
    public static async Task Try(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        await using var probe = builder.Build();
        try
        {
            await probe.StartAsync();
            await probe.StopAsync();
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            throw Busy(url, busy);
        }
        catch (Exception unfit) when (unfit is IOException or SocketException or InvalidOperationException)
        {
            throw new StartRefusedException($"不能在地址 {url} 上提供服务，请用 --urls 换一个本机的 http 地址和端口。", unfit);
        }
    }

    public static StartRefusedException Busy(string url, Exception busy) => new($"地址 {url} 已被占用，请用 --urls 换一个端口。", busy);
}
