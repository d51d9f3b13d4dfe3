using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Integrations.Mail;
using Parley.Integrations.Webhooks;
using Parley.Jobs;
using Parley.Webhooks;

namespace Parley.Host;

/// <summary>What tells others of what happens here, put together over an opened installation.</summary>
internal sealed class IntegrationsGraph : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly WebhooksOptions _webhooks;
    private readonly MailOptions _mail;
    private readonly MessageFollower _follower;

    public IntegrationsGraph(Installation installation, ILoggerFactory logs)
    {
        _installation = installation;
        _webhooks = WebhooksOptions.Read(installation.Host.All);
        _mail = MailOptions.Read(installation.Host.All);
        var (stores, ids, clock) = (installation.Stores, installation.Ids, installation.Clock);
        _follower = new MessageFollower(stores.Webhooks, stores.Messages, _webhooks, ids, clock, logs.CreateLogger<MessageFollower>());
    }

    /// <summary>Registers what the routes and the jobs ask for.</summary>
    public void AddTo(IServiceCollection services)
    {
        services.TryAddSingleton(_installation.Stores.Orders);
        services.TryAddSingleton(_installation.Stores.Reviews);
        services
            .AddSingleton(_webhooks)
            .AddSingleton(_mail)
            .AddSingleton(_installation.Stores.Webhooks)
            .AddSingleton<Webhooks.Webhooks>()
            .AddSingleton<WebhookClient>()
            .AddSingleton<SmtpMailer>()
            .AddSingleton<OrderMails>()
            .AddSingleton<IJobHandler, EventJobHandler>()
            .AddSingleton<IJobHandler, DeliveryJobHandler>()
            .AddSingleton<IJobHandler, MailJobHandler>();
    }

    /// <summary>Begins to follow messages.</summary>
    public void Start(Parley.Delivery.Fanout fanout) => _follower.Start(fanout);

    /// <summary>Ends.</summary>
    public ValueTask DisposeAsync() => _follower.DisposeAsync();
}
