using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace ResponsibilityGrid;

/// <summary>TLS with a certificate on both sides under every connection between silos, and between gateways and silos.</summary>
internal static partial class TlsConnections
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static ISiloBuilder AddGridTls(this ISiloBuilder silo, IConfiguration configuration)
    {
        if (TlsSettings.From(configuration) is { } tls)
            silo.Services.Configure<SiloConnectionOptions>(connections =>
            {
                connections.ConfigureSiloInboundConnection(connection => connection.Use(next => Answer(connection, tls, next)));
                connections.ConfigureGatewayInboundConnection(connection => connection.Use(next => Answer(connection, tls, next)));
                connections.ConfigureSiloOutboundConnection(connection => connection.Use(next => Call(tls, next)));
            });
        return silo;
    }

    public static IClientBuilder AddGridTls(this IClientBuilder client, IConfiguration configuration)
    {
        if (TlsSettings.From(configuration) is { } tls)
            client.Services.Configure<ClientConnectionOptions>(connections => connections.ConfigureConnection(connection => connection.Use(next => Call(tls, next))));
        return client;
    }

    private static ConnectionDelegate Call(TlsSettings tls, ConnectionDelegate next) => context => Secure(context, next, (stream, patience) =>
        stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = tls.Name,
            ClientCertificateContext = SslStreamCertificateContext.Create(tls.Certificate, tls.Issuers, offline: true),
            CertificateChainPolicy = tls.ChainPolicy(),
            RemoteCertificateValidationCallback = IsOneOfUs(tls),
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        }, patience));

    private static ConnectionDelegate Answer(IConnectionBuilder connection, TlsSettings tls, ConnectionDelegate next)
    {
        var log = connection.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(TlsConnections));
        return async context =>
        {
            try
            {
                await Secure(context, next, (stream, patience) => stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = SslStreamCertificateContext.Create(tls.Certificate, tls.Issuers, offline: true),
                    ClientCertificateRequired = true,
                    CertificateChainPolicy = tls.ChainPolicy(),
                    RemoteCertificateValidationCallback = IsOneOfUs(tls),
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                }, patience));
            }
            catch (TlsRefusedException refused)
            {
                TurnedAway(log, context.RemoteEndPoint?.ToString(), refused.InnerException!.Message);
                context.Abort();
            }
        };
    }

    private static async Task Secure(ConnectionContext context, ConnectionDelegate next, Func<SslStream, CancellationToken, Task> greet)
    {
        var bare = context.Transport;
        await using var secured = new SslStream(new DuplexStream(bare), leaveInnerStreamOpen: true);
        try
        {
            // Whoever connects and says nothing must not hold the connection.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.ConnectionClosed);
            patience.CancelAfter(Patience);
            await greet(secured, patience.Token);
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException or OperationCanceledException)
        {
            throw new TlsRefusedException(refused);
        }

        context.Transport = new SecuredPipe(secured);
        try
        {
            await next(context);
        }
        finally
        {
            await context.Transport.Input.CompleteAsync();
            await context.Transport.Output.CompleteAsync();
            context.Transport = bare;
        }
    }

    // The name is looked at here for both sides; of a server the runtime would look at it by itself, of a client it never does.
    private static RemoteCertificateValidationCallback IsOneOfUs(TlsSettings tls) => (_, shown, _, errors) =>
        (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None && shown is X509Certificate2 certificate && certificate.MatchesHostname(tls.Name);

    private sealed class SecuredPipe(Stream stream) : IDuplexPipe
    {
        public PipeReader Input { get; } = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));

        public PipeWriter Output { get; } = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
    }

    [LoggerMessage(LogLevel.Warning, "A connection from {Peer} was turned away: it does not speak TLS as one of this cluster ({Reason}).")]
    private static partial void TurnedAway(ILogger log, string? peer, string reason);
}

/// <summary>The other side does not speak TLS, or is none of the cluster.</summary>
internal sealed class TlsRefusedException(Exception cause) : Exception("The other side does not speak TLS as one of this cluster.", cause);
