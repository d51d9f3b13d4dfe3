using Parley.Conversations;
using Parley.Friends;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Tests.Friends;

public sealed class FriendRulesTests
{
    private static readonly UserId Low = new(1), High = new(2);
    private static readonly FriendRequest FromLow = new(new(50), Low, High, 10), FromHigh = new(new(51), High, Low, 11);
    private static readonly Notification Asked = new(new(60), High, NotificationType.FriendRequest, "", "", null, 10);
    private static readonly Notification Accepted = new(new(61), High, NotificationType.FriendAccepted, "", "", null, 12);

    [Fact]
    public void Asking_makes_a_request_and_tells_the_one_asked()
    {
        var edit = FriendRules.Ask(Pair(), FromLow, Asked, Accepted).Value!;
        Assert.Equal(FromLow, edit.Request);
        Assert.Equal([Asked], edit.Notifications);
        Assert.Equal(PairRelation.None, edit.Relation);
    }

    [Fact]
    public void Two_requests_that_meet_make_friends()
    {
        var edit = FriendRules.Ask(Pair(request: FromHigh), FromLow, Asked, Accepted).Value!;
        Assert.Null(edit.Request);
        Assert.Equal(PairRelation.Friends, edit.Relation);
        Assert.Equal([Accepted], edit.Notifications);
    }

    [Fact]
    public void Asking_twice_or_a_friend_or_past_a_block_is_refused()
    {
        Assert.Equal(ChatError.AlreadyExists, FriendRules.Ask(Pair(request: FromLow), FromLow with { Id = new(99) }, Asked, Accepted).Refusal?.Error);
        Assert.Equal(ChatError.AlreadyExists, FriendRules.Ask(Pair(PairRelation.Friends), FromLow, Asked, Accepted).Refusal?.Error);
        Assert.Equal(ChatError.Blocked, FriendRules.Ask(Pair(PairRelation.HighBlocks), FromLow, Asked, Accepted).Refusal?.Error);
    }

    [Fact]
    public void Only_the_one_asked_accepts()
    {
        Assert.Equal(ChatError.NotFound, FriendRules.Accept(Pair(request: FromLow), FromLow.Id, Low, Accepted).Refusal?.Error);
        Assert.Equal(ChatError.NotFound, FriendRules.Accept(Pair(), FromLow.Id, High, Accepted).Refusal?.Error);
        Assert.Equal(PairRelation.Friends, FriendRules.Accept(Pair(request: FromLow), FromLow.Id, High, Accepted).Value!.Relation);
    }

    [Fact]
    public void An_end_of_friendship_leaves_no_foot_in_the_door()
    {
        var edit = FriendRules.Remove(Pair(PairRelation.Friends | PairRelation.LowOpened | PairRelation.HighBlocks), 20).Value!;
        Assert.Equal(PairRelation.HighBlocks, edit.Relation);
        Assert.Equal(ChatError.NotFound, FriendRules.Remove(Pair(), 20).Refusal?.Error);
    }

    [Fact]
    public void A_block_ends_requests_and_comes_off_again()
    {
        var edit = FriendRules.Block(Pair(PairRelation.Friends, FromHigh), Low, isBlocked: true, 20).Value!;
        Assert.Equal(PairRelation.Friends | PairRelation.LowBlocks, edit.Relation);
        Assert.Null(edit.Request);
        Assert.True(FriendRules.Block(Pair(PairRelation.LowBlocks), Low, isBlocked: true, 20).Value!.IsUnchanged);
        Assert.Equal(PairRelation.Friends, FriendRules.Block(Pair(edit.Relation), Low, isBlocked: false, 20).Value!.Relation);
    }

    private static PairState Pair(PairRelation relation = PairRelation.None, FriendRequest? request = null) => new(
        new Conversation { Id = new(9), TenantId = new(1), Kind = ConversationKind.Direct, Low = Low, High = High, Relation = relation }, request);
}
