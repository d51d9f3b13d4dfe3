using Parley.Delivery;
using Parley.Integrations.WeChat;
using Parley.Jobs;
using Parley.Presence;
using Parley.Push;

namespace Parley.Host;

/// <summary>What tells those who are away, put together over an opened installation. Nothing of it is there while no account is configured.</summary>
internal sealed class PushGraph : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly WeChatOptions _options;
    private readonly Whereabouts _whereabouts;
    private readonly OfflinePush? _push;

    public PushGraph(Installation installation, Whereabouts whereabouts, ILoggerFactory logs)
    {
        var stores = installation.Stores;
        (_installation, _whereabouts) = (installation, whereabouts);
        _options = WeChatOptions.Read(installation.Host.All);
        if (_options.IsEnabled)
            _push = new OfflinePush(stores.Pushes, new Members(stores.Conversations), whereabouts, _options.Pause, installation.Clock, logs.CreateLogger<OfflinePush>());
    }

    /// <summary>Begins, and listens to delivery.</summary>
    public void Start(Fanout fanout) => _push?.Start(fanout);

    /// <summary>Registers what does the jobs.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => _push is null ? services : services
        .AddSingleton(_options)
        .AddSingleton(_whereabouts)
        .AddSingleton(_installation.Stores.Pushes)
        .AddSingleton<IJobHandler, WeChatPushes>();

    /// <summary>Ends. Nothing is delivered any more by then.</summary>
    public ValueTask DisposeAsync() => _push?.DisposeAsync() ?? ValueTask.CompletedTask;
}
