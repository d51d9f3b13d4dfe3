using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.Announcements;
using Parley.Audit;
using Parley.Bans;
using Parley.Configuration;
using Parley.Contacts;
using Parley.Conversations;
using Parley.Emergency;
using Parley.Files;
using Parley.Friends;
using Parley.Jobs;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Payments;
using Parley.Marketplace.Reviews;
using Parley.Marketplace.Services;
using Parley.Messages;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Presence;
using Parley.Primitives;
using Parley.Privacy;
using Parley.Push;
using Parley.Search;
using Parley.Secrets;
using Parley.Statistics;
using Parley.Storage.Accounts;
using Parley.Storage.Announcements;
using Parley.Storage.Audit;
using Parley.Storage.Bans;
using Parley.Storage.Contacts;
using Parley.Storage.Conversations;
using Parley.Storage.Emergency;
using Parley.Storage.Files;
using Parley.Storage.Friends;
using Parley.Storage.Jobs;
using Parley.Storage.Marketplace;
using Parley.Storage.Messages;
using Parley.Storage.Messages.PostgreSql;
using Parley.Storage.Messages.Sqlite;
using Parley.Storage.Migrations;
using Parley.Storage.Moderation;
using Parley.Storage.Nodes;
using Parley.Storage.Notifications;
using Parley.Storage.PostgreSql;
using Parley.Storage.Presence;
using Parley.Storage.Privacy;
using Parley.Storage.Push;
using Parley.Storage.Search.PostgreSql;
using Parley.Storage.Search.Sqlite;
using Parley.Storage.Secrets;
using Parley.Storage.Sqlite;
using Parley.Storage.Statistics;
using Parley.Storage.Tenants;
using Parley.Storage.Webhooks;
using Parley.Tenants;
using Parley.Webhooks;

namespace Parley.Storage;

/// <summary>Every store of one database, opened and migrated with one call. Disposing it writes what is queued and closes the database.</summary>
public sealed class Stores : IAsyncDisposable
{
    private readonly Database _database;
    private readonly MessageStore _messages;

    private Stores(Database database, IMessageWriter writer, string generation, IdGenerator ids, TimeProvider clock)
    {
        _database = database;
        _messages = new MessageStore(database, writer, generation);
        Conversations = new ConversationStore(database);
        Chats = new ChatStore(database);
        Generation = generation;
        KeyFingerprints = new MetaStore(database);
        SealedFields = new SealedFieldStore(database);
        Settings = new SettingStore(database);
        Nodes = new NodeLeases(database, clock);
        JobInserts = new JobInserts(ids, clock);
        var events = new EventInserts(JobInserts);
        Accounts = new AccountStore(database, ids, clock, events);
        Register = new AccountRegister(database);
        Sessions = new SessionStore(database);
        Tenants = new TenantStore(database);
        Notifications = new NotificationStore(database);
        Friends = new FriendStore(database, ids);
        Contacts = new ContactStore(database);
        LastSeen = new LastSeenStore(database);
        Audit = new AuditStore(database);
        PersonalData = new PersonalDataStore(database, JobInserts);
        Words = new WordStore(database);
        Moderation = new ModerationStore(database, ids);
        Reports = new ReportStore(database);
        Bans = new BanStore(database);
        Emergencies = new EmergencyStore(database);
        Announcements = new AnnouncementStore(database, ids);
        Files = new FileStore(database);
        Jobs = new JobStore(database, JobInserts, clock);
        Webhooks = new WebhookStore(database, JobInserts);
        Pushes = new PushStore(database, JobInserts, clock);
        MessageMails = new MessageMailStore(database, JobInserts, clock);
        Services = new ServiceStore(database);
        Orders = new OrderStore(database, JobInserts, events);
        Disputes = new DisputeStore(database);
        Reviews = new ReviewStore(database, events);
        Payments = new PaymentStore(database, JobInserts, events);
        OrderNotices = new NoticeStore(database);
        Recommendations = new RecommendationStore(database);
        Search = database.Kind == DatabaseKind.Sqlite ? new SqliteSearchStore(database, clock) : new PostgresSearchStore(database, clock);
        Statistics = new StatisticsStore(database);
        Live = new LiveStore(database, clock);
    }

    /// <summary>Which database it is.</summary>
    public DatabaseKind Kind => _database.Kind;

    /// <summary>The database's identity as it was at opening.</summary>
    public string Generation { get; }

    /// <summary>Conversations as numbered lists show them.</summary>
    public IChatStore Chats { get; }

    /// <summary>Fingerprints of the installation's keys.</summary>
    public IKeyFingerprintStore KeyFingerprints { get; }

    /// <summary>All fields that are encrypted at rest.</summary>
    public ISealedFieldStore SealedFields { get; }

    /// <summary>Settings that operators have changed.</summary>
    public ISettingStore Settings { get; }

    /// <summary>Node numbers.</summary>
    public INodeLeases Nodes { get; }

    /// <summary>Users.</summary>
    public IAccountStore Accounts { get; }

    /// <summary>Signed-in sessions.</summary>
    public ISessionStore Sessions { get; }

    /// <summary>Tenants.</summary>
    public ITenantStore Tenants { get; }

    /// <summary>In-app notifications.</summary>
    public INotificationStore Notifications { get; }

    /// <summary>Friendships, requests and blocks.</summary>
    public IFriendStore Friends { get; }

    /// <summary>Records of uploaded files.</summary>
    public IFileStore Files { get; }

    /// <summary>The index of messages' words.</summary>
    public ISearchStore Search { get; }

    /// <summary>Address books.</summary>
    public IContactStore Contacts { get; }

    /// <summary>When people were last connected.</summary>
    public ILastSeenStore LastSeen { get; }

    /// <summary>The audit trail.</summary>
    public IAuditStore Audit { get; }

    /// <summary>What is known of one person.</summary>
    public IPersonalDataStore PersonalData { get; }

    /// <summary>Sensitive words.</summary>
    public IWordStore Words { get; }

    /// <summary>Reports, hits and automatic bans.</summary>
    public IModerationStore Moderation { get; }

    /// <summary>What is to be done soon.</summary>
    public IJobStore Jobs { get; }

    /// <summary>Webhooks.</summary>
    public IWebhookStore Webhooks { get; }

    /// <summary>What providers offer.</summary>
    public IServiceStore Services { get; }

    /// <summary>Orders and their history.</summary>
    public IOrderStore Orders { get; }

    /// <summary>Disputed orders.</summary>
    public IDisputeStore Disputes { get; }

    /// <summary>What customers say of completed orders.</summary>
    public IReviewStore Reviews { get; }

    /// <summary>What was done to orders and is not yet told of.</summary>
    public INoticeStore OrderNotices { get; }

    /// <summary>What is said to many.</summary>
    public IAnnouncementStore Announcements { get; }

    /// <summary>Reports, for those who decide on them.</summary>
    public IReportStore Reports { get; }

    /// <summary>Accounts, for those who run a tenant.</summary>
    public IAccountRegister Register { get; }

    /// <summary>What people had done, and what goes with it.</summary>
    public IRecommendationStore Recommendations { get; }

    /// <summary>Who was pushed to when.</summary>
    public IPushStore Pushes { get; }

    /// <summary>Who is to be told by mail of what is unread.</summary>
    public IMessageMailStore MessageMails { get; }

    /// <summary>Bans of accounts and devices.</summary>
    public IBanStore Bans { get; }

    /// <summary>Calls for help.</summary>
    public IEmergencyStore Emergencies { get; }

    /// <summary>What is paid for orders.</summary>
    public IPaymentStore Payments { get; }

    /// <summary>Sums of what was done.</summary>
    public IStatisticsStore Statistics { get; }

    /// <summary>What goes on now.</summary>
    public ILiveStore Live { get; }

    /// <summary>How many writes of messages wait or are not yet delivered, on this node.</summary>
    public int Queued => _messages.Queued;

    /// <summary>Messages, and the writer that commits them.</summary>
    public IMessageStore Messages => _messages;

    /// <summary>Conversations and their participants.</summary>
    public IConversationStore Conversations { get; }

    internal Database Database => _database;

    internal JobInserts JobInserts { get; }

    /// <summary>Opens a database, brings its schema up to date, and makes its stores.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="options">How it is opened.</param>
    /// <param name="ids">Makes ids once it has a lease from <see cref="Nodes"/>.</param>
    /// <param name="settled">Where committed messages go.</param>
    /// <exception cref="StorageException">The file is in use, or the schema is not one this program can work with.</exception>
    public static async Task<Stores> OpenAsync(
        DatabaseUrl url, StorageOptions options, IdGenerator ids, TimeProvider clock, SettledWrites settled, ILoggerFactory logs, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Readers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Readers, 64);
        var migrations = Migration.Embedded(url.Kind);
        Database database = url.Kind == DatabaseKind.Sqlite
            ? await SqliteDatabase.OpenAsync(url.Target, migrations, options, clock, logs.CreateLogger<SqliteDatabase>(), cancel)
            : await PostgresDatabase.OpenAsync(url.Target, migrations, options, clock, logs, cancel);
        var generation = await new MetaStore(database).ReadGenerationAsync(cancel);
        var writer = MakeWriter(database, options, settled, ids, clock, logs);
        return new Stores(database, writer, generation, ids, clock);
    }

    /// <summary>Writes the messages that are queued and takes no more; all else goes on. For a stop: ids must still be made, and delivery still run.</summary>
    public ValueTask DrainAsync() => _messages.DisposeAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _messages.DisposeAsync(); // writes what is queued, so it goes before the database
        await _database.DisposeAsync();
    }

    private static IMessageWriter MakeWriter(
        Database database, StorageOptions options, SettledWrites settled, IdGenerator ids, TimeProvider clock, ILoggerFactory logs)
    {
        var queue = new SendQueue(options.Queue, clock);
        var batch = new AppendBatch(options.Unanswered);
        return database switch
        {
            SqliteDatabase sqlite => new SqliteAppend(sqlite, queue, batch, settled, ids, clock, logs.CreateLogger<SqliteAppend>()),
            PostgresDatabase postgres => new PostgresAppend(postgres, queue, batch, settled, ids, clock, logs.CreateLogger<PostgresAppend>()),
            _ => throw new InvalidOperationException($"No writer for {database.Kind}."),
        };
    }
}
