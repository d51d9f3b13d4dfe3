using Parley.Announcements;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Files;
using Parley.Messages;
using Parley.Notifications;
using Parley.Presence;
using Parley.Redis;
using Parley.Search;
using Parley.Storage.Files;

namespace Parley.Host;

/// <summary>Everything that sends and delivers, put together over an opened installation.</summary>
internal sealed class DeliveryGraph : IAsyncDisposable
{
    private readonly Installation _installation;
    private readonly IBackplane _backplane;
    private readonly ConversationSync _sync;
    private readonly Receipts _receipts;
    private readonly PresenceTracker _presence;
    private readonly TailCheck _tailCheck;
    private readonly Housekeeping _housekeeping;
    private readonly DiskBlobs _blobs;
    private readonly FileSweeper _fileSweeper;
    private readonly MessageIndexer _indexer;
    private readonly ModerationGraph _moderation;
    private readonly AnnouncementBoard _board;
    private readonly PushGraph _push;
    private readonly MailGraph _mail;
    private readonly BansGraph _bans;
    private readonly StatisticsGraph _statistics;

    private DeliveryGraph(Installation installation, IBackplane backplane, ILoggerFactory logs)
    {
        (_installation, _backplane) = (installation, backplane);
        var (stores, clock, ids) = (installation.Stores, installation.Clock, installation.Ids);
        var (messages, conversations) = (stores.Messages, stores.Conversations);
        var options = DeliveryOptions.Read(installation.Host.All);
        Registry = new ConnectionRegistry(options);
        Fanout = new Fanout(
            installation.Settled, messages, conversations, new Members(conversations), installation.Directory, Registry, backplane, options, logs.CreateLogger<Fanout>());
        _tailCheck = new TailCheck(Fanout, backplane, options, clock, logs.CreateLogger<TailCheck>());
        Circle = new PresenceCircle(stores.Friends, conversations, stores.Contacts);
        _presence = new PresenceTracker(Registry, Circle, stores.LastSeen, clock, logs.CreateLogger<PresenceTracker>());
        _receipts = new Receipts(messages, options, clock, logs.CreateLogger<Receipts>());
        _sync = new ConversationSync(conversations, messages);
        _housekeeping = new Housekeeping(
            messages, stores.Sessions, stores.Accounts, stores.Notifications, stores.Moderation, stores.Jobs, clock, logs.CreateLogger<Housekeeping>());
        _blobs = new DiskBlobs(installation.FilesOptions.Path);
        _fileSweeper = new FileSweeper(stores.Files, _blobs, installation.FilesOptions, clock, logs.CreateLogger<FileSweeper>());
        _moderation = new ModerationGraph(installation, logs);
        _bans = new BansGraph(installation, Registry, logs);
        var whereabouts = new Whereabouts(Registry, backplane);
        _push = new PushGraph(installation, whereabouts, logs);
        _mail = new MailGraph(installation, whereabouts, logs);
        _board = new AnnouncementBoard(stores.Announcements, Registry, Fanout, clock, logs.CreateLogger<AnnouncementBoard>());
        _statistics = new StatisticsGraph(installation, Registry, logs);
        _indexer = new MessageIndexer(stores.Search, clock, logs.CreateLogger<MessageIndexer>());
    }

    public ConnectionRegistry Registry { get; }

    public Fanout Fanout { get; }

    public PresenceCircle Circle { get; }

    public static async Task<DeliveryGraph> StartAsync(Installation installation, ILoggerFactory logs)
    {
        IBackplane backplane = installation.Host.Redis is { } redis
            ? await RedisBackplane.ConnectAsync(redis, logs.CreateLogger<RedisBackplane>())
            : new LocalBackplane();
        var graph = new DeliveryGraph(installation, backplane, logs);
        await graph._moderation.StartAsync(graph.Fanout, CancellationToken.None);
        await graph._bans.StartAsync();
        graph.Fanout.Start();
        graph._push.Start(graph.Fanout);
        graph._mail.Start(graph.Fanout);
        graph._presence.Start(graph.Fanout);
        graph._receipts.Start();
        graph._tailCheck.Start();
        graph._housekeeping.Start();
        graph._fileSweeper.Start();
        graph._indexer.Start(graph.Fanout);
        graph._statistics.Start(graph.Fanout);
        await graph._board.StartAsync(CancellationToken.None);
        return graph;
    }

    /// <summary>Registers what the surfaces ask for. Instances, so that this object ends them in its own order, not the container.</summary>
    public void AddTo(IServiceCollection services) => _statistics.AddTo(_bans.AddTo(_mail.AddTo(_push.AddTo(_moderation.AddTo(services)))))
        .AddSingleton(_backplane)
        .AddSingleton(Registry)
        .AddSingleton(Fanout)
        .AddSingleton(Circle)
        .AddSingleton(_presence)
        .AddSingleton(_receipts)
        .AddSingleton(_sync)
        .AddSingleton<IBlobStore>(_blobs)
        .AddSingleton(_indexer)
        .AddSingleton(new Access(_installation.Stores.Conversations))
        .AddSingleton<DirectConversations>()
        .AddSingleton<ConversationList>()
        .AddSingleton<MessageSender>()
        .AddSingleton<MessageHistory>()
        .AddSingleton<MessageForwarder>()
        .AddSingleton<Rooms.IOrderBook>(new Marketplace.Orders.OrderBook(_installation.Stores.Orders))
        .AddSingleton(Rooms.RoomOptions.Read(_installation.Host.All))
        .AddSingleton<Rooms.OrderRooms>()
        .AddSingleton(_installation.Stores.Emergencies)
        .AddSingleton<Emergency.EmergencyCalls>()
        .AddSingleton<Emergency.EmergencyDesk>()
        .AddSingleton(_board)
        .AddSingleton(_installation.Stores.Announcements)
        .AddSingleton<AnnouncementDesk>()
        .AddSingleton<DirectMessages>()
        .AddSingleton<MessageSearch>()
        .AddSingleton<NotificationFeed>()
        .AddSingleton<Friends.Friends>()
        .AddSingleton<Contacts.Contacts>()
        .AddSingleton<Contacts.ContactGroups>()
        .AddSingleton<Sessions>()
        .AddSingleton<Groups.Groups>()
        .AddSingleton<Typing>()
        .AddSingleton<ConnectionHandoff>();

    /// <summary>Writes and delivers what is under way, then ends. Connections are closed by then.</summary>
    public async ValueTask DisposeAsync()
    {
        await _bans.DisposeAsync();
        await _board.DisposeAsync();
        await _fileSweeper.DisposeAsync();
        await _indexer.DisposeAsync(); // What it leaves undone the next start finds.
        await _statistics.DisposeAsync();
        await _housekeeping.DisposeAsync();
        await _tailCheck.DisposeAsync();
        await _presence.DisposeAsync();
        await _receipts.DisposeAsync();
        await _installation.Stores.DrainAsync(); // The writer's last batches still go through the fan-out,
        await Fanout.DisposeAsync(); // which lets their senders know.
        await _push.DisposeAsync();
        await _mail.DisposeAsync();
        await _moderation.DisposeAsync();
        _sync.Dispose();
        if (_backplane is IAsyncDisposable remote)
            await remote.DisposeAsync();
    }
}
