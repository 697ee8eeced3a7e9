using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;

namespace ResponsibilityGrid;

/// <summary>The storage gate: the one place that chooses where and how grains are kept.</summary>
public static class Storage
{
    /// <summary>
    /// Keeps every grain state in the configured database, as JSON. The schema must stand already: see <see cref="Migrations"/>.
    /// </summary>
    public static ISiloBuilder AddGridStorage(this ISiloBuilder silo, IConfiguration configuration)
    {
        var settings = StorageSettings.From(configuration);
        silo.Services.AddSingleton(settings);
        silo.Services.AddSingleton(_ => Open(settings));
        silo.Services.AddSingleton<StoreGate>();
        silo.Services.AddSingleton<WriteQueue>();
        if (settings.Provider is StorageProvider.Sqlite) silo.Services.AddSingleton<IRowStore, SqliteRows>();
        else silo.Services.AddSingleton<IRowStore, PostgresRows>();
        silo.UseSystemTextJsonGrainStorageSerializer();
        silo.Services.Configure<SystemTextJsonGrainStorageSerializerOptions>(options =>
        {
            // A row has to be readable in psql, and a reordered enum must not change what is stored.
            options.JsonSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            options.JsonSerializerOptions.Converters.Add(new JsonStringEnumConverter());
            // Every command writes its item's whole row; what is not said need not be written.
            options.JsonSerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        silo.Services.AddSingleton<StateSerializer>();
        silo.Services.AddSingleton<IItemRows, ItemRows>();
        silo.Services.AddOptions<AdoNetGrainStorageOptions>(GridGrains.Store)
            .Configure<DbDataSource, StateSerializer>((options, database, serializer) =>
            {
                options.Invariant = Invariant(settings.Provider);
                options.DataSource = database;
                options.GrainStorageSerializer = serializer;
            });
        silo.Services.AddGrainStorage(GridGrains.Store, (services, name) => new GridStorage(
            AdoNetGrainStorageFactory.Create(services, name), settings, services.GetService<ClusteringSettings>(),
            services.GetRequiredService<StoreGate>(), services.GetRequiredService<WriteQueue>(), services.GetRequiredService<StateSerializer>()));
        return silo;
    }

    /// <summary>A source of connections to the store; the caller owns it.</summary>
    public static DbDataSource Open(StorageSettings settings) => settings.Provider switch
    {
        StorageProvider.Sqlite => new SqliteDataSource(settings.ConnectionString),
        _ => NpgsqlDataSource.Create(settings.ConnectionString),
    };

    // The provider knows Microsoft.Data.Sqlite under its predecessor's name.
    private static string Invariant(StorageProvider provider) =>
        provider is StorageProvider.Sqlite ? "System.Data.SQLite" : "Npgsql";
}
