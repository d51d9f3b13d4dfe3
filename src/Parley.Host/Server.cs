using Microsoft.AspNetCore.HttpOverrides;
using Parley.Accounts;
using Parley.Configuration;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Market;
using Parley.Dialects.Market.Accounts;
using Parley.Dialects.Social;
using Parley.Host.Configuration;
using Parley.Host.Ops;
using Parley.Limits;

namespace Parley.Host;

/// <summary>The server: opens the installation, puts everything together, serves until it is told to stop, and drains.</summary>
internal static class Server
{
    /// <param name="given">The keys given as arguments: one that nothing asks for is a slip of the pen.</param>
    public static async Task RunAsync(ConfigurationManager configuration, HostSettings host, IEnumerable<string> given, bool demo, CancellationToken cancel)
    {
        var builder = CreateBuilder(configuration, host);
        using var logs = LoggerFactory.Create(logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddLines());
        await using var installation = await Installation.OpenAsync(host, shared: false, TimeProvider.System, logs, cancel);
        await using var delivery = await DeliveryGraph.StartAsync(installation, logs);
        await installation.Directory.StartAsync(cancel);
        AddServices(builder.Services, installation, delivery, logs);

        await using var app = builder.Build();
        Use(app, installation);
        RefuseUnknown(host.All, given);
        await app.StartAsync(cancel);
        Announce(app, installation);
        if (demo)
            await DemoPeople.MakeAndPrintAsync(installation, Console.Out, cancel);
        await app.WaitForShutdownAsync(cancel);
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

    private static void AddServices(IServiceCollection services, Installation installation, DeliveryGraph delivery, ILoggerFactory logs)
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
            .AddSingleton(installation.Directory)
            .AddSingleton(installation.Passwords)
            .AddSingleton(installation.Registration)
            .AddSingleton(installation.SignIns)
            .AddSingleton(installation.Tokens)
            .AddSingleton(installation.Stores.Accounts)
            .AddSingleton(installation.Stores.Sessions)
            .AddSingleton(installation.Stores.Tenants)
            .AddSingleton(installation.Stores.Friends)
            .AddSingleton(installation.Stores.Notifications)
            .AddSingleton(installation.Stores.Conversations)
            .AddSingleton(installation.Stores.Messages)
            .AddSingleton<Profiles>()
            .AddSingleton<PeopleSearch>()
            .AddSingleton<AccountStanding>()
            .AddSingleton<TenantResolver>()
            .AddSingleton(new ErrorWriters([new SocialErrors(), new MarketErrors()]))
            .AddSocial(SocialOptions.Read(installation.Host.All))
            .AddParleyIdentity()
            .AddAccountRoutes()
            .AddCors(Cors.Configure(installation.Host.All));
        delivery.AddTo(services);
    }

    private static void Use(WebApplication app, Installation installation)
    {
        app.UseRequestIds();
        app.UseForwardedHeaders(TrustedProxies(installation.Host.All));
        app.UseCors();
        app.UseEdgeErrors();
        app.UseRouting();
        app.UseAuthentication();
        app.UseRestLimits();
        app.UseAuthorization();
        app.MapHealth(installation);
        app.MapAccounts();
        app.MapSocial();
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
