using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Whom an event is told to, out of those whom it concerns. Every node is told of every change of a conversation, since each takes a
/// <c>rev</c>; what is private is narrowed here, at the last moment, the same on all nodes.
/// </summary>
internal static class Audience
{
    /// <summary>Those among the recipients who may see it.</summary>
    /// <param name="receiptMembers">Up to so many members see each other's pointers live.</param>
    public static IReadOnlyCollection<UserId> Of(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients, int receiptMembers) => outbound switch
    {
        SessionMarked => [],
        MessageHidden hidden => [hidden.UserId],
        PointersMoved { Conversation: var conversation } moved when conversation.IsBlocked || conversation.MemberCount > receiptMembers =>
            [.. moved.Participants.Select(participant => participant.UserId)],
        MessageRecalled { Conversation.IsBlocked: true } recalled => [recalled.Message.SenderId],
        _ => recipients,
    };
}
