using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Audit;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Limits;
using Parley.Messages;
using Parley.Moderation;
using Parley.Presence;
using Parley.Primitives;
using Parley.Storage;
using Parley.Storage.Tests.Fixtures;

namespace Parley.Tests.Delivery;

/// <summary>One node's core over a real store: everything between a send and a connection.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    public TestNode(Stores stores, SettledWrites settled, DatabaseFixture fixture, IBackplane? backplane = null)
    {
        var options = new DeliveryOptions();
        var limits = new RateLimits();
        backplane ??= new LocalBackplane();
        Registry = new ConnectionRegistry(options);
        Accounts = new AccountDirectory(stores.Accounts, fixture.Clock, NullLogger<AccountDirectory>.Instance);
        Fanout = new Fanout(
            settled, stores.Messages, stores.Conversations, new Members(stores.Conversations), Accounts, Registry, backplane, options, NullLogger<Fanout>.Instance);
        Presence = new PresenceTracker(
            Registry, new PresenceCircle(stores.Friends, stores.Conversations, stores.Contacts), stores.LastSeen, fixture.Clock, NullLogger<PresenceTracker>.Instance);
        Handoff = new ConnectionHandoff(Registry, Fanout, stores.Conversations, stores.Messages, Accounts, backplane, Presence);
        var limiter = new RateLimiter(limits, fixture.Clock);
        Words = new WordList(stores.Words, fixture.Clock, NullLogger<WordList>.Instance);
        Audit = new AuditTrail(stores.Audit, new AuditChain(new byte[32]), new AuditOptions(), fixture.Ids, fixture.Clock, NullLogger<AuditTrail>.Instance);
        var bans = new AutomaticBans(Accounts, Audit, new ModerationOptions(), fixture.Clock, NullLogger<AutomaticBans>.Instance);
        Hits = new HitLog(stores.Moderation, bans, limiter, limits, fixture.Ids, fixture.Clock, NullLogger<HitLog>.Instance);
        Sender = new MessageSender(
            stores.Messages, limiter, limits, new ContentRules(Words, new SpamWatch(new ModerationOptions(), limiter, limits, fixture.Clock), Hits));
        Receipts = new Receipts(stores.Messages, options, fixture.Clock, NullLogger<Receipts>.Instance);
        Directs = new DirectConversations(stores.Conversations, fixture.Ids, fixture.Clock);
        History = new MessageHistory(
            stores.Messages, stores.Conversations, new Access(stores.Conversations), Receipts, Fanout, Audit, fixture.Clock);
        Reports = new Reports(
            stores.Moderation, Accounts, bans, History, limiter, limits, fixture.Ids, fixture.Clock, NullLogger<Reports>.Instance);
        Hits.Start();
        Fanout.Start();
        Presence.Start(Fanout);
        Unlimited = limits.Messages with { Permits = 1_000_000, Burst = 1_000_000 };
    }

    public ConnectionRegistry Registry { get; }

    public AccountDirectory Accounts { get; }

    public Fanout Fanout { get; }

    public PresenceTracker Presence { get; }

    public ConnectionHandoff Handoff { get; }

    public MessageSender Sender { get; }

    public Receipts Receipts { get; }

    public MessageHistory History { get; }

    public WordList Words { get; }

    public HitLog Hits { get; }

    public Reports Reports { get; }

    public AuditTrail Audit { get; }

    public DirectConversations Directs { get; }

    public RateLimit Unlimited { get; }

    public LineDialect Dialect { get; } = new();

    public async Task<RecordingConnection> ConnectAsync(Account account, string device = "phone")
    {
        var connection = new RecordingConnection(account, device, Dialect);
        await Handoff.AttachAsync(connection, pushBacklog: true, 10_000, default);
        return connection;
    }

    public async Task<AwaitedSend> SendAsync(Account sender, ConversationId conversation, string text, string? tempId = null)
    {
        var send = new AwaitedSend
        {
            ConversationId = conversation,
            Sender = sender,
            Body = new MessageBody(MessageType.Text, text),
            TempId = tempId,
            Policy = ContactPolicy.Open,
            Rate = Unlimited,
        };
        Sender.Send(send);
        await send.Done;
        return send;
    }

    /// <summary>Looks for what was missed, and has it told.</summary>
    public async Task CheckTailsAsync()
    {
        Fanout.CheckTails();
        await SettleAsync();
        await Fanout.Rechecked;
        await SettleAsync();
    }

    /// <summary>Returns when everything posted to the delivery loop before has been delivered.</summary>
    public async Task SettleAsync()
    {
        var settled = new TaskCompletionSource();
        Fanout.PostTask(() =>
        {
            settled.SetResult();
            return ValueTask.CompletedTask;
        });
        await settled.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await Presence.DisposeAsync();
        await Receipts.DisposeAsync();
        await Fanout.DisposeAsync();
        await Words.DisposeAsync();
        await Hits.DisposeAsync();
        await Accounts.DisposeAsync();
    }
}
