using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Tests.Delivery;

namespace Parley.Tests.Messages;

/// <summary>People of one tenant over a real store, and the forwarder.</summary>
internal sealed class ForwardingWorld : IAsyncDisposable
{
    private readonly DatabaseFixture _fixture;
    private readonly TenantId _tenant;
    private readonly TestNode _node;
    private readonly MessageForwarder _forwarder;

    private ForwardingWorld(DatabaseFixture fixture, TenantId tenant)
    {
        (_fixture, _tenant) = (fixture, tenant);
        _node = new TestNode(fixture.Stores, fixture.Settled, fixture);
        var limits = new RateLimits();
        var opening = new DirectOpening(_node.Directs, _node.Accounts, new RateLimiter(limits, fixture.Clock), limits);
        _forwarder = new MessageForwarder(fixture.Stores.Messages, opening, _node.Sender);
    }

    public IMessageStore Messages => _fixture.Stores.Messages;

    private IConversationStore Conversations => _fixture.Stores.Conversations;

    public static async Task<ForwardingWorld> CreateAsync(DatabaseFixture fixture) => new(fixture, await fixture.NewTenantAsync());

    public Task<Account> PersonAsync(TenantId? elsewhere = null) => _fixture.AddPersonAsync(elsewhere ?? _tenant);

    public async Task<ConversationId> DirectAsync(Account one, Account other) => (await _node.Directs.OpenAsync(one, other.Id, default)).Value;

    public Task<Conversation?> FindDirectAsync(Account one, Account other) => _node.Directs.FindAsync(one, other.Id, default);

    public async Task<ConversationId> GroupAsync(params Account[] members)
    {
        var group = new Conversation
        {
            Id = new ConversationId(_fixture.Ids.Next()),
            TenantId = _tenant,
            Kind = ConversationKind.Group,
            Title = "Group",
            OwnerId = members[0].Id,
            MaxMembers = 500,
            MemberVersion = 1,
            CreatedAt = _fixture.Clock.NowMs,
        };
        await Conversations.CreateGroupAsync(
            group, [.. members.Select(member => new Participant { ConversationId = group.Id, UserId = member.Id, JoinedAt = group.CreatedAt })], default);
        return group.Id;
    }

    public async Task EditAsync(ConversationId group, params MemberEdit[] edits) =>
        Assert.True((await Conversations.EditAsync(_tenant, group, (_, _) => new ConversationEdit { Members = edits }, default)).IsOk);

    public Task<Message> SayAsync(Account sender, ConversationId conversation, string text) =>
        SayAsync(sender, conversation, new MessageBody(MessageType.Text, text));

    public async Task<Message> SayAsync(Account sender, ConversationId conversation, MessageBody body)
    {
        var send = new AwaitedSend { ConversationId = conversation, Sender = sender, Body = body, Policy = ContactPolicy.Open, Rate = _node.Unlimited };
        _node.Sender.Send(send);
        await send.Done;
        return send.Message!;
    }

    public async Task<ForwardedMessage[]> ForwardAsync(
        Account caller, MessageId[] messages, ForwardTarget[] targets, string? tempId = null, ContactPolicy policy = ContactPolicy.Open)
    {
        var outcome = await TryForwardAsync(caller, messages, targets, tempId, policy);
        Assert.True(outcome.IsOk);
        return outcome.Value;
    }

    public Task<Outcome<ForwardedMessage[]>> TryForwardAsync(
        Account caller, MessageId[] messages, ForwardTarget[] targets, string? tempId = null, ContactPolicy policy = ContactPolicy.Open) =>
        _forwarder.ForwardAsync(
            caller, new Forwarding { Messages = messages, Targets = targets, TempId = tempId, Policy = policy, Rate = _node.Unlimited }, default);

    public async Task<IEnumerable<string>> TextsAsync(ConversationId conversation) =>
        (await Messages.ReadAfterAsync(conversation, default, 0, 1000, default)).Messages.Select(message => message.Body.Text);

    public ValueTask DisposeAsync() => _node.DisposeAsync();
}
