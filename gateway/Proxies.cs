using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Orleans.Runtime;

namespace ResponsibilityGrid.Gateway;

/// <summary>The proxies in front of the gateway, from configuration: what they say of scheme and address of a caller is believed, and nobody else.</summary>
internal static class Proxies
{
    /// <summary>The setting that names them.</summary>
    public const string Setting = "Gateway:Proxies";

    /// <summary>Believes the proxies of the setting; without it nothing is read of such headers.</summary>
    /// <exception cref="OrleansConfigurationException">The setting is not of its form.</exception>
    public static void UseProxies(this WebApplication app)
    {
        if (From(app.Configuration) is not { Count: > 0 } networks) return;
        // As many proxies in a row as are known.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }

    /// <exception cref="OrleansConfigurationException">The setting is not of its form.</exception>
    public static List<System.Net.IPNetwork> From(IConfiguration configuration) =>
        [.. (configuration[Setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(text =>
            System.Net.IPNetwork.TryParse(text, out var network) ? network
            : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new OrleansConfigurationException($"{Setting} is '{configuration[Setting]}'; it is addresses or networks such as 10.0.0.7,10.1.0.0/16."))];
}
