using System.Text;
using System.Text.Json;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Delivery;
using Parley.Emergency;
using Parley.Friends;
using Parley.Messages;
using Parley.Notifications;
using Parley.Presence;
using Parley.Primitives;
using Parley.Redis.Wire;

namespace Parley.Redis.Tests;

public sealed class WireEventsTests
{
    private static readonly Account Alice = new()
    {
        Id = new(11),
        TenantId = new(1),
        Username = "alice",
        DisplayName = "阿丽",
        AvatarUrl = "https://example.com/a.png",
        Role = Role.Provider,
    };

    private static readonly Conversation Direct = new()
    {
        Id = new(21),
        TenantId = new(1),
        Kind = ConversationKind.Direct,
        Low = new(11),
        High = new(12),
        Relation = PairRelation.Friends | PairRelation.HighOpened,
        MemberCount = 2,
        MaxMembers = 2,
        LastSeq = 7,
        Rev = 9,
        LastMessageAt = 1_790_000_000_123,
        MemberVersion = 3,
        CreatedAt = 1_790_000_000_000,
    };

    private static readonly Message Hello = new()
    {
        Id = new(31),
        ConversationId = new(21),
        Seq = 7,
        Rev = 9,
        SenderId = new(11),
        Body = new MessageBody(MessageType.Location, "你好\n\"😀\"", 5, """{"lat":1.5}"""),
        ReplyTo = new MessageId(30),
        CreatedAt = 1_790_000_000_123,
        RecalledAt = 1_790_000_000_456,
    };

    private static readonly Participant Bob = new()
    {
        ConversationId = new(21),
        UserId = new(12),
        Role = MemberRole.Admin,
        JoinedSeq = 1,
        ReadSeq = 2,
        DeliveredSeq = 3,
        OwnSent = 4,
        OwnSentAtRead = 1,
        Rev = 9,
        JoinedAt = 5,
        LeftAt = 6,
    };

    private static readonly ApplicationEvent Order =
        new(new(1), [new(11), new(12)], "order-updated", Encoding.UTF8.GetBytes("""{"status":"已确认"}"""));

    /// <summary>One of each kind of event: a new kind without a wire form fails <see cref="Every_kind_of_event_has_an_example"/>.</summary>
    public static TheoryData<OutboundEvent> Events { get; } =
    [
        new MessageSent(Direct, Hello, Alice, "t-1"),
        new MessageSent(Direct, Hello, null, null),
        new MessageRecalled(Direct, Hello),
        new MessageHidden(Direct, Hello, new UserId(12)),
        new SessionMarked(Direct, new UserId(12)),
        new PointersMoved(Direct, [Bob, Bob with { LeftAt = null }]),
        new GroupChanged(Direct, GroupChange.RoleChanged, new UserId(11), [Bob]),
        new TypingChanged(Direct, new UserId(12), true),
        new PresenceChanged(new UserId(12), PresenceStatus.Away, 77),
        new NotificationAdded(new Notification(new(41), new(12), NotificationType.System, "题", "文", "{}", 8)),
        Order,
        new FriendRequested(new FriendRequest(new(51), new(11), new(12), 9), Alice),
        new FriendAdded(new UserId(12), Alice, new FriendRequestId(51)),
        new HelpCalled(new EmergencyCall { Id = new(61), TenantId = new(1), OrderId = new(7), CallerId = new(11), ContactId = new(12), CreatedAt = 9 }, Alice),
        new HelpHandled(
            new EmergencyCall
            {
                Id = new(61), TenantId = new(1), OrderId = new(7), CallerId = new(11), CreatedAt = 9,
                State = EmergencyState.Closed, TakenBy = new(12), TakenAt = 10, ClosedBy = new(13), ClosedAt = 11,
            },
            Alice),
        new FriendRemoved(new UserId(11), new UserId(12)),
    ];

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void An_event_survives_the_way_between_nodes(OutboundEvent outbound)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(WireEvents.ToWire(outbound), WireContext.Default.WireEvent);
        var back = WireEvents.FromWire(JsonSerializer.Deserialize(json, WireContext.Default.WireEvent)!);
        if (outbound is ApplicationEvent there && back is ApplicationEvent here)
        {
            Assert.Equal((there.TenantId, there.Name), (here.TenantId, here.Name));
            Assert.Equal(there.Recipients, here.Recipients);
            Assert.Equal(there.Payload.ToArray(), here.Payload.ToArray());
            return;
        }

        Assert.Equivalent(outbound, back, strict: true);
    }

    [Fact]
    public void Every_kind_of_event_has_an_example()
    {
        var kinds = typeof(OutboundEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(OutboundEvent)) && !type.IsAbstract);
        Type[] ownOfEachNode = [typeof(MessagesCovered), typeof(Announced)]; // each makes them of the pointers and of what is stored
        Assert.Equal(ownOfEachNode, kinds.Except(Events.Select(row => row.Data.GetType())));
    }

    [Fact]
    public void A_kind_that_only_a_newer_node_knows_is_passed_over() => Assert.Null(WireEvents.FromWire(new WireEvent { Kind = "tomorrow" }));
}
