using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Storage.Tests.Messages;

/// <summary>
/// A tenant with people who write to each other, and the delivery loop's part for one writer: settles what comes out of it in order.
/// </summary>
internal sealed class ChatWorld : IAsyncDisposable
{
    private static readonly RateLimit Unlimited = new("Test", 0, 1, TimeSpan.FromSeconds(1), 1); // the store never asks it

    private readonly SettledWrites _settled;
    private readonly Task _delivery;
    private readonly bool _ownsStores;
    private int _names;
    private int _looks;

    private ChatWorld(Stores stores, SettledWrites settled, IdGenerator ids, ManualClock clock, TenantId tenant, bool ownsStores)
    {
        Stores = stores;
        _settled = settled;
        Ids = ids;
        Clock = clock;
        Tenant = tenant;
        _ownsStores = ownsStores;
        _delivery = Task.Run(DeliverAsync);
    }

    public Stores Stores { get; }

    public IMessageStore Messages => Stores.Messages;

    public IConversationStore Conversations => Stores.Conversations;

    public IdGenerator Ids { get; }

    public ManualClock Clock { get; }

    public TenantId Tenant { get; }

    /// <summary>All writes of this writer in the order in which they came out.</summary>
    public List<PendingWrite> Delivered { get; } = [];

    /// <summary>How often the writer had delivery look for what no event told of.</summary>
    public int Looks => Volatile.Read(ref _looks);

    /// <summary>Stops the delivery's releasing: what is settled keeps its room in the queue.</summary>
    public bool HoldsReleases { get; set; }

    public static async Task<ChatWorld> CreateAsync(DatabaseFixture fixture, StorageOptions? options = null)
    {
        var first = fixture.Stores; // skips when the database is missing
        var tenant = new TenantId(fixture.Ids.Next());
        await Sql.RunAsync(
            first,
            "INSERT INTO tenants (id, name, plan_type, is_active, created_at) VALUES (@id, 'T', 'free', CAST(@on AS boolean), 1)",
            ("@id", tenant.Value),
            ("@on", true));
        return first.Kind == DatabaseKind.Sqlite && options is null
            ? new ChatWorld(first, fixture.Settled, fixture.Ids, fixture.Clock, tenant, ownsStores: false)
            : await OpenAsync(fixture, tenant, options);
    }

    /// <summary>Another node on the same database and tenant.</summary>
    public Task<ChatWorld> AnotherAsync(DatabaseFixture fixture) => OpenAsync(fixture, Tenant, null);

    /// <summary>Another node that reaches the database by another way.</summary>
    public async Task<ChatWorld> AnotherAsync(DatabaseFixture fixture, string url)
    {
        var settled = new SettledWrites();
        var stores = await Stores.OpenAsync(
            DatabaseUrl.Parse(url), new StorageOptions(), fixture.Ids, Clock, settled, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, default);
        return new ChatWorld(stores, settled, fixture.Ids, Clock, Tenant, ownsStores: true);
    }

    public async Task<Account> PersonAsync()
    {
        var name = $"person{Interlocked.Increment(ref _names)}-{Guid.NewGuid():N}";
        var account = new Account { Id = new UserId(Ids.Next()), TenantId = Tenant, Username = name, DisplayName = name, Role = Role.Customer };
        await Sql.RunAsync(
            Stores,
            """
            INSERT INTO users (id, tenant_id, username, username_key, display_name, display_name_key, role, created_at)
            VALUES (@id, @tenant, @name, @name, @name, @name, 0, 1)
            """,
            ("@id", account.Id.Value),
            ("@tenant", Tenant.Value),
            ("@name", name));
        return account;
    }

    public async Task<Conversation> DirectAsync(Account one, Account other)
    {
        var (low, high) = one.Id.Value < other.Id.Value ? (one.Id, other.Id) : (other.Id, one.Id);
        var opened = await Conversations.OpenDirectAsync(Tenant, low, high, new ConversationId(Ids.Next()), Clock.NowMs, CancellationToken.None);
        Assert.True(opened.IsOk);
        return opened.Value;
    }

    public Task<Conversation> GroupAsync(params Account[] members) => Conversations.CreateGroupAsync(
        new Conversation
        {
            Id = new ConversationId(Ids.Next()),
            TenantId = Tenant,
            Kind = ConversationKind.Group,
            Title = "Group",
            OwnerId = members[0].Id,
            MaxMembers = 500,
            MemberVersion = 1,
            CreatedAt = Clock.NowMs,
        },
        [.. members.Select(member => new Participant { ConversationId = default, UserId = member.Id, JoinedAt = Clock.NowMs })],
        CancellationToken.None);

    public static TestSend Send(
        ConversationId conversation,
        Account sender,
        string text,
        string? tempId = null,
        ContactPolicy policy = ContactPolicy.Open,
        MessageId? replyTo = null) => new()
        {
            ConversationId = conversation,
            Sender = sender,
            Body = new MessageBody(MessageType.Text, text),
            TempId = tempId,
            Policy = policy,
            Rate = Unlimited,
            ReplyTo = replyTo,
            Fingerprint = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text ?? "none"))[..16],
        };

    /// <summary>Enqueues and waits until all are settled.</summary>
    public async Task<TestSend[]> RunAsync(params TestSend[] sends)
    {
        foreach (var send in sends)
            Assert.True(Messages.TryEnqueue(send));
        foreach (var send in sends)
            await send.Done.WaitAsync(TimeSpan.FromSeconds(60));
        return sends;
    }

    public async Task<TestSend> SendAsync(Conversation conversation, Account sender, string text = "hello", string? tempId = null) =>
        (await RunAsync(Send(conversation.Id, sender, text, tempId)))[0];

    public async Task<IReadOnlyList<MovedPointers>> MoveAsync(params PointerMove[] moves)
    {
        var pointers = new PendingPointers(moves);
        Assert.True(Messages.TryEnqueue(pointers));
        await pointers.Done.WaitAsync(TimeSpan.FromSeconds(60));
        return pointers.Moved;
    }

    public async Task<Conversation> ReadAsync(ConversationId id) =>
        (await Conversations.FindAsync(Tenant, id, CancellationToken.None))!;

    public async Task<Participant> ReadAsync(ConversationId id, Account person) =>
        (await Conversations.FindParticipantAsync(id, person.Id, CancellationToken.None))!;

    /// <summary>All messages of a conversation as the rows tell them.</summary>
    public async Task<IReadOnlyList<Message>> ReadAllAsync(ConversationId id) =>
        (await Messages.ReadAfterAsync(id, default, 0, 1_000_000, CancellationToken.None)).Messages;

    public async ValueTask DisposeAsync()
    {
        if (!_ownsStores)
            return;
        await Stores.DisposeAsync();
        await _delivery;
    }

    private static async Task<ChatWorld> OpenAsync(DatabaseFixture fixture, TenantId tenant, StorageOptions? options)
    {
        var settled = new SettledWrites();
        var stores = await fixture.OpenAsync(options, settled);
        return new ChatWorld(stores, settled, fixture.Ids, fixture.Clock, tenant, ownsStores: true);
    }

    private async Task DeliverAsync()
    {
        await foreach (var item in _settled.Reader.ReadAllAsync())
        {
            if (item.Batch is null)
                Interlocked.Increment(ref _looks);
            foreach (var write in item.Batch ?? [])
            {
                lock (Delivered)
                    Delivered.Add(write);
                write.Settled();
                if (!HoldsReleases)
                    Messages.Release(write);
            }
        }
    }
}
