using Microsoft.AspNetCore.HttpOverrides;
using Parley.Accounts;
using Parley.Configuration;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Im;
using Parley.Dialects.Market;
using Parley.Dialects.Market.Accounts;
using Parley.Dialects.Market.Admin;
using Parley.Dialects.Market.Chat;
using Parley.Dialects.Market.Payments;
using Parley.Dialects.Market.Webhooks;
using Parley.Dialects.Rooms;
using Parley.Dialects.Social;
using Parley.Dialects.Sockets;
using Parley.Dialects.Web;
using Parley.Host.Configuration;
using Parley.Host.Ops;
using Parley.Host.Pages;
using Parley.Limits;

namespace Parley.Host;

/// <summary>The server: the opened installation with everything put together over it, serving until it is disposed, which drains it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly ILoggerFactory _logs;
    private readonly DeliveryGraph _delivery;
    private readonly WebApplication _app;
    private readonly JobsGraph _jobs;
    private readonly IntegrationsGraph _integrations;

    private Server(ILoggerFactory logs, Installation installation, DeliveryGraph delivery, IntegrationsGraph integrations, WebApplication app)
    {
        (_logs, Installation, _delivery, _integrations, _app) = (logs, installation, delivery, integrations, app);
        _jobs = new JobsGraph(installation, app.Services, logs);
    }

    /// <summary>What it serves.</summary>
    public Installation Installation { get; }

    /// <summary>What it is put together from.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Where it listens, the port that it was given included.</summary>
    public IEnumerable<string> Urls => _app.Urls;

    /// <summary>What it answers to.</summary>
    public IReadOnlyList<Endpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>Ends when the process is told to stop.</summary>
    public async Task WhenToldToStopAsync(CancellationToken cancel)
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = _app.Lifetime.ApplicationStopping.Register(() => told.TrySetResult());
        await using var cancelled = cancel.Register(() => told.TrySetResult());
        await told.Task;
    }

    /// <summary>Starts it.</summary>
    /// <param name="given">The keys given as arguments: one that nothing asks for is a slip of the pen.</param>
    public static async Task<Server> StartAsync(
        ConfigurationManager configuration, HostSettings host, IEnumerable<string> given, TimeProvider clock, CancellationToken cancel)
    {
        var logs = LoggerFactory.Create(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddLines());
        var installation = await Installation.OpenAsync(host, shared: false, clock, logs, cancel);
        DeliveryGraph? delivery = null;
        try
        {
            await installation.Live.StartAsync(cancel);
            delivery = await DeliveryGraph.StartAsync(installation, logs);
            await installation.Audit.NoteAsync(cancel);
            await installation.Directory.StartAsync(cancel);
            await installation.Suspended.StartAsync(cancel);
            var builder = CreateBuilder(configuration, host);
            AddServices(builder.Services, installation, delivery);
            new PaymentGraph(installation, logs).AddTo(builder.Services);
            var integrations = new IntegrationsGraph(installation, logs);
            integrations.AddTo(builder.Services);
            var app = builder.Build();
            var server = new Server(logs, installation, delivery, integrations, app);
            Use(app, installation);
            RefuseUnknown(host.All, given);
            await app.StartAsync(cancel);
            server._jobs.Start();
            MarketplaceGraph.Start(app.Services);
            integrations.Start(delivery.Fanout);
            Announce(app, installation);
            return server;
        }
        catch
        {
            await CloseAsync(delivery, installation, logs);
            throw;
        }
    }

    /// <summary>Stops listening, tells the clients, writes and delivers what is under way, closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _integrations.DisposeAsync();
        await _jobs.DisposeAsync(); // its handlers belong to the application
        await _app.DisposeAsync();
        await CloseAsync(_delivery, Installation, _logs);
    }

    private static async Task CloseAsync(DeliveryGraph? delivery, Installation installation, ILoggerFactory logs)
    {
        if (delivery is not null)
            await delivery.DisposeAsync();
        await installation.DisposeAsync();
        logs.Dispose();
    }

    private static WebApplicationBuilder CreateBuilder(ConfigurationManager configuration, HostSettings host)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Parley", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddConfiguration(configuration);
        builder.Logging.AddConfiguration(configuration.GetSection("Logging")).AddLines();
        builder.WebHost.UseUrls(host.Urls);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = host.MaxBodyBytes;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = host.DrainTimeout);
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.AddSingleton<IHostLifetime, Microsoft.Extensions.Hosting.Internal.ConsoleLifetime>(); // SIGTERM and Ctrl-C
        builder.Services.AddRouting();
        return builder;
    }

    private static void AddServices(IServiceCollection services, Installation installation, DeliveryGraph delivery)
    {
        services
            .AddSingleton(installation.Clock)
            .AddSingleton(installation.Ids)
            .AddSingleton(installation.Host.All)
            .AddSingleton(installation.Cipher)
            .AddSingleton(installation.Limits)
            .AddSingleton(installation.Limiter)
            .AddSingleton(installation.TenantOptions)
            .AddSingleton(installation.Tenants)
            .AddSingleton(installation.Suspended)
            .AddSingleton(installation.Directory)
            .AddSingleton(installation.Passwords)
            .AddSingleton(installation.Registration)
            .AddSingleton(installation.SignIns)
            .AddSingleton(installation.Tokens)
            .AddSingleton(installation.Stores.Accounts)
            .AddSingleton(installation.Stores.Sessions)
            .AddSingleton(installation.Stores.Tenants)
            .AddSingleton(installation.Audit)
            .AddSingleton(installation.Stores.Jobs)
            .AddSingleton(installation.Stores.Friends)
            .AddSingleton(installation.Stores.Contacts)
            .AddSingleton(installation.Stores.LastSeen)
            .AddSingleton(installation.Stores.Notifications)
            .AddSingleton(installation.Stores.Conversations)
            .AddSingleton(installation.Stores.Messages)
            .AddSingleton(installation.Stores.Files)
            .AddSingleton(installation.FilesOptions)
            .AddSingleton(installation.FileLinks)
            .AddFiles()
            .AddSingleton(installation.Stores.Search)
            .AddSingleton<Profiles>()
            .AddSingleton<PeopleSearch>()
            .AddSingleton<AccountStanding>()
            .AddSingleton<TenantResolver>()
            .AddSingleton(new ErrorWriters([new SocialErrors(), new RoomsErrors(), new WebErrors(), new ImErrors(), new MarketErrors()]))
            .AddSocial(SocialOptions.Read(installation.Host.All))
            .AddSockets(SocketsOptions.Read(installation.Host.All), RoomsOptions.Read(installation.Host.All), WebOptions.Read(installation.Host.All, installation.Clock))
            .AddIm(ImOptions.Read(installation.Host.All))
            .AddWeb()
            .AddRooms()
            .AddImageCheck(installation)
            .AddMarketChat(installation)
            .AddParleyIdentity()
            .AddAccountRoutes()
            .AddMarketplace(installation)
            .AddWebhooks()
            .AddPrivacy(installation)
            .AddCors(Cors.Configure(installation.Host.All));
        installation.Live.AddTo(services);
        delivery.AddTo(services);
    }

    private static void Use(WebApplication app, Installation installation)
    {
        app.UseRequestIds();
        app.UseForwardedHeaders(TrustedProxies(installation.Host.All));
        app.UseAuditOrigins();
        app.UseCors();
        app.UseEdgeErrors();
        app.UseAdminAddresses(installation.Host.All);
        app.UseRouting();
        app.UseApiPage();
        app.UsePages(installation.Host.All);
        app.UseAuthentication();
        app.UseRestLimits();
        app.UseAuthorization();
        app.UseAuditedRequests();
        StatisticsGraph.Use(app);
        app.MapHealth(installation);
        app.MapAccounts();
        app.MapWebhooks();
        app.MapPayments();
        app.MapMarketplace();
        app.MapAdmin();
        app.MapSocial();
        app.MapSockets();
        app.MapWeb();
        app.MapRooms();
        app.MapIm();
        app.MapMarketChat();
        app.MapFiles();
        app.MapApiDocument();
    }

    /// <summary>Addresses that a client claims in a header count only from proxies named in <c>Server:TrustedProxies</c>.</summary>
    private static ForwardedHeadersOptions TrustedProxies(Settings settings)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.None };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in AddressList.Read(settings, "Server:TrustedProxies").Networks)
        {
            options.KnownIPNetworks.Add(network);
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        }

        return options;
    }

    private static void RefuseUnknown(Settings settings, IEnumerable<string> given)
    {
        foreach (var key in given)
        {
            if (!settings.IsKnown(key) && !key.StartsWith("Logging:", StringComparison.OrdinalIgnoreCase))
                throw new SettingException($"There is no setting {key}.");
        }
    }

    private static void Announce(WebApplication app, Installation installation)
    {
        if (!installation.Limits.Enabled)
            app.Logger.LogWarning("The rate limits are off (Limits:Enabled)");
        if (installation.Limits.ExemptAddresses.Count > 0)
            app.Logger.LogWarning("{Count} addresses or networks have no limits per address (Limits:ExemptAddresses)", installation.Limits.ExemptAddresses.Count);
        app.Logger.LogInformation("Parley serves {Database} at {Urls}", installation.Host.Database, string.Join(", ", app.Urls));
    }
}
