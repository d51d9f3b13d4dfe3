using Parley.Delivery;
using Parley.Integrations.Mail;
using Parley.Jobs;
using Parley.Presence;
using Parley.Push;

namespace Parley.Host;

/// <summary>What writes mail to those who are away, put together over an opened installation. Nothing of it is there while no mail server is configured.</summary>
internal sealed class MailGraph : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly Whereabouts _whereabouts;
    private readonly MessageMailOptions _options;
    private readonly OfflineMail? _mail;

    public MailGraph(Installation installation, Whereabouts whereabouts, ILoggerFactory logs)
    {
        (_installation, _whereabouts) = (installation, whereabouts);
        _options = MessageMailOptions.Read(installation.Host.All);
        var stores = installation.Stores;
        if (MailOptions.Read(installation.Host.All).Host is not null)
            _mail = new OfflineMail(stores.MessageMails, new Members(stores.Conversations), whereabouts, _options, logs.CreateLogger<OfflineMail>());
    }

    /// <summary>Begins, and listens to delivery.</summary>
    public void Start(Fanout fanout) => _mail?.Start(fanout);

    /// <summary>Registers what does the jobs.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => _mail is null ? services : services
        .AddSingleton(_options)
        .AddSingleton(_installation.Stores.MessageMails)
        .AddSingleton<IJobHandler>(of => ActivatorUtilities.CreateInstance<MessageMailHandler>(of, _whereabouts));

    /// <summary>Ends. Nothing is delivered any more by then.</summary>
    public ValueTask DisposeAsync() => _mail?.DisposeAsync() ?? ValueTask.CompletedTask;
}
