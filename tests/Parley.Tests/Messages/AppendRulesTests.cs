using Parley.Accounts;
using Parley.Conversations;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Tests.Messages;

public sealed class AppendRulesTests
{
    private static readonly Account Alice = new()
    {
        Id = new(1),
        TenantId = new(1),
        Username = "alice",
        DisplayName = "Alice",
        Role = Role.Customer,
    };

    private static readonly Conversation Direct = new()
    {
        Id = new(9),
        TenantId = new(1),
        Kind = ConversationKind.Direct,
        Low = new(1),
        High = new(2),
        MemberCount = 2,
    };

    [Theory]
    [InlineData(ContactPolicy.Open, PairRelation.None, 0, 0, null)]
    [InlineData(ContactPolicy.Friends, PairRelation.None, 0, 0, ChatError.NotFriends)]
    [InlineData(ContactPolicy.Friends, PairRelation.Friends, 0, 0, null)]
    [InlineData(ContactPolicy.Friends, PairRelation.HighOpened, 0, 1, null)]
    [InlineData(ContactPolicy.Friends, PairRelation.LowOpened, 1, 0, ChatError.NotFriends)]
    [InlineData(ContactPolicy.Friends, PairRelation.None, 5, 5, ChatError.NotFriends)]
    [InlineData(ContactPolicy.FirstContact, PairRelation.None, 0, 0, null)]
    [InlineData(ContactPolicy.FirstContact, PairRelation.LowOpened, 1, 0, ChatError.FirstContactLimit)]
    [InlineData(ContactPolicy.FirstContact, PairRelation.LowOpened, 1, 1, null)]
    [InlineData(ContactPolicy.FirstContact, PairRelation.Friends, 1, 0, null)]
    [InlineData(ContactPolicy.Open, PairRelation.LowBlocks, 0, 0, ChatError.Blocked)]
    [InlineData(ContactPolicy.Open, PairRelation.HighBlocks | PairRelation.Friends, 0, 0, ChatError.Blocked)]
    public void Who_may_write_to_whom(ContactPolicy policy, PairRelation relation, long sent, long peerSent, ChatError? expected) =>
        Assert.Equal(expected, Judge(policy, Direct with { Relation = relation }, sent, peerSent)?.Error);

    [Fact]
    public void Being_out_of_it_banned_or_elsewhere_refuses()
    {
        var send = Send(ContactPolicy.Open);
        var (inIt, peer) = (Member(1, 0), Member(2, 0));
        Assert.Equal(ChatError.ConversationNotFound, AppendRules.Judge(send, null, inIt, peer, Alice, 0)?.Error);
        Assert.Equal(ChatError.ConversationNotFound, AppendRules.Judge(send, Direct with { TenantId = new(2) }, inIt, peer, Alice, 0)?.Error);
        Assert.Equal(ChatError.ConversationNotFound, AppendRules.Judge(send, Direct with { DissolvedAt = 1 }, inIt, peer, Alice, 0)?.Error);
        Assert.Equal(ChatError.NotParticipant, AppendRules.Judge(send, Direct, null, peer, Alice, 0)?.Error);
        Assert.Equal(ChatError.NotParticipant, AppendRules.Judge(send, Direct, inIt with { LeftAt = 1 }, peer, Alice, 0)?.Error);
        Assert.Equal(ChatError.Disabled, AppendRules.Judge(send, Direct, inIt, peer, Alice with { Status = AccountStatus.Disabled }, 0)?.Error);
        var banned = Alice with { Status = AccountStatus.Banned, BannedUntil = 1000, BanReason = "spam" };
        Assert.Equal(ChatError.Banned, AppendRules.Judge(send, Direct, inIt, peer, banned, 999)?.Error);
        Assert.Null(AppendRules.Judge(send, Direct, inIt, peer, banned, 1000));
    }

    [Fact]
    public void Writing_as_no_friend_lets_the_other_answer() =>
        Assert.Equal(PairRelation.LowOpened, AppendRules.RelationAfter(Direct, Alice.Id));

    [Fact]
    public void Writing_as_a_friend_opens_nothing() =>
        Assert.Equal(PairRelation.Friends, AppendRules.RelationAfter(Direct with { Relation = PairRelation.Friends }, Alice.Id));

    private static Refusal? Judge(ContactPolicy policy, Conversation direct, long sent, long peerSent) =>
        AppendRules.Judge(Send(policy), direct, Member(1, sent), Member(2, peerSent), Alice, 0);

    private static Participant Member(long user, long sent) => new() { ConversationId = Direct.Id, UserId = new(user), OwnSent = sent };

    private static AwaitedSend Send(ContactPolicy policy) => new()
    {
        ConversationId = Direct.Id,
        Sender = Alice,
        Body = new MessageBody(MessageType.Text, "hello"),
        Policy = policy,
        Rate = new RateLimits().Messages,
    };
}
