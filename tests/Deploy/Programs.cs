using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResponsibilityGrid.Gateway;

namespace ResponsibilityGrid.Tests.Deploy;

/// <summary>What silo and gateway really read and serve, found out from them and not from a list that somebody keeps.</summary>
internal static class Programs
{
    /// <summary>What the platform reads, of which files and documents make use.</summary>
    public static readonly string[] OfThePlatform = ["Urls", "Logging:LogLevel:Default", "Logging:Console:FormatterName"];

    /// <summary>What the database driver reads by itself.</summary>
    public static readonly string[] OfTheDriver = ["PGUSER", "PGPASSWORD", "PGPASSFILE"];

    /// <summary>How long a silo or gateway gives itself to stop.</summary>
    public static TimeSpan ShutdownTimeout { get; } = TimeSpan.FromSeconds(
        Sources().Select(file => Regex.Match(File.ReadAllText(file), @"ShutdownTimeout\b.*FromSeconds\((\d+)\)")).Where(found => found.Success).Max(found => int.Parse(found.Groups[1].Value)));

    /// <summary>Every setting that is asked for when the settings of a silo and a gateway are read.</summary>
    public static IReadOnlySet<string> Settings()
    {
        var read = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var provider in (string[])["sqlite", "postgresql"])
        {
            var given = new Dictionary<string, string?> { ["Storage:Provider"] = provider, ["Storage:ConnectionString"] = "", ["GraphQL:MaxDepth"] = "15" };
            if (provider is "postgresql") given["Storage:ConnectionString"] = "Host=here";
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(given).Add(new Recording(read)).Build();
            Ask(() => StorageSettings.From(configuration));
            Ask(() => ClusteringSettings.From(configuration));
            Ask(() => TlsSettings.From(configuration)!);
            Ask(() => PassKeys.Parse(configuration[PassKeys.Setting]));
            Ask(() => DataKeys.Parse(configuration[DataKeys.Setting]));
            Ask(() => SecretRing.Parse(configuration[SecretRing.Setting]));
            Ask(() => TelemetrySettings.From(configuration)!);
            Ask(() => GridLimits.From(configuration));
            Ask(() => IssuerSettings.From(configuration));
            Ask(() => Proxies.From(configuration));
            using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddGridGraphQL().BuildServiceProvider();
            Ask(() => services.GetRequiredService<IOptions<GraphQLLimits>>().Value);
        }

        // A section is asked for on the way to its values.
        read.RemoveWhere(name => !name.Contains(':'));
        return read;

        static void Ask(Func<object> ask)
        {
            try
            {
                ask();
            }
            catch (Orleans.Runtime.OrleansConfigurationException)
            {
                // The values make no sense, and need not.
            }
        }
    }

    /// <summary>The sections that the sources name.</summary>
    public static IEnumerable<string> Sections() => Sources()
        .SelectMany(file => Regex.Matches(File.ReadAllText(file), """(?:GetSection|BindConfiguration)\("(\w+)|onfiguration\["(\w+):"""))
        .Select(found => found.Groups[1].Value + found.Groups[2].Value).Distinct();

    /// <summary>The addresses of a silo process.</summary>
    public static IEnumerable<string> OfSilo()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSiloHealth();
        var app = builder.Build();
        app.MapSiloHealth();
        return Addresses(app);
    }

    /// <summary>The addresses of a gateway process.</summary>
    public static IEnumerable<string> OfGateway()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.AddGateway().Services.AddGridHealth();
        return Addresses(builder.Build().MapGateway());
    }

    private static List<string> Addresses(IEndpointRouteBuilder routes) =>
        [.. routes.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!)];

    private static IEnumerable<string> Sources() =>
        ((string[])["silo", "gateway", "grains"]).SelectMany(folder => Directory.GetFiles(Path.Combine(Deployment.Folder, "..", folder), "*.cs", SearchOption.AllDirectories));

    private sealed class Recording(ISet<string> read) : ConfigurationProvider, IConfigurationSource
    {
        public override bool TryGet(string key, out string? value)
        {
            read.Add(key);
            value = null;
            return false;
        }

        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;
    }
}
