using System.Net;
using Microsoft.Extensions.Configuration;
using Orleans.Runtime;

namespace ResponsibilityGrid;

/// <summary>
/// Section <c>Clustering</c>. Address and ports are those that the others are told; where something stands in between
/// (a proxy, a mapped port), the silo listens on other ports than it tells.
/// </summary>
public sealed record ClusteringSettings(string ClusterId, IPAddress Address, int SiloPort, int GatewayPort, int SiloListenPort, int GatewayListenPort)
{
    /// <summary>Reads the section; every value has a default that serves one silo on this machine.</summary>
    /// <exception cref="OrleansConfigurationException">A value is none of its kind, or others would reach this silo in the clear.</exception>
    public static ClusteringSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Clustering");
        var address = section["Address"] ?? "127.0.0.1";
        if (!IPAddress.TryParse(address, out var ip))
            throw new OrleansConfigurationException($"Clustering:Address is '{address}'; it is an IP address of this machine that the other processes reach.");
        var isVouchedFor = section["AllowPlaintext"] is "true" or "True";
        // Passes and personnel data go over this wire.
        if (!IPAddress.IsLoopback(ip) && !isVouchedFor && section["Tls:Certificate"] is null)
            throw new OrleansConfigurationException($"The other processes would speak to {ip} in the clear: set Clustering:Tls, or Clustering:AllowPlaintext to true where the network between them is private.");
        var (silo, gateway) = (Port("SiloPort", 11111), Port("GatewayPort", 30000));
        return new(section["ClusterId"] ?? "responsibility-grid", ip, silo, gateway, Port("SiloListenPort", silo), Port("GatewayListenPort", gateway));

        int Port(string name, int otherwise) =>
            section[name] is not { Length: > 0 } text ? otherwise
            : int.TryParse(text, out var port) && port is > 0 and < 65536 ? port
            : throw new OrleansConfigurationException($"Clustering:{name} is '{text}'; it is a port, 1 to 65535.");
    }
}
