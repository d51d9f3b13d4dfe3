using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Delivery;

/// <summary>
/// Whom an event is told to, out of those whom it concerns. Every node is told of every change of a conversation, since each takes a
/// <c>rev</c>; what is private is narrowed here, at the last moment, the same on all nodes.
/// </summary>
internal static class Audience
{
    /// <summary>Whether each sees its own pointers only; those of several are told one by one then.</summary>
    /// <param name="receiptMembers">Up to so many members see each other's pointers live.</param>
    public static bool IsOwnOnly(Conversation conversation, int receiptMembers) => conversation.IsBlocked || conversation.MemberCount > receiptMembers;

    /// <summary>Those among the recipients who may see it.</summary>
    /// <param name="receiptMembers">Up to so many members see each other's pointers live.</param>
    public static IReadOnlyCollection<UserId> Of(OutboundEvent outbound, IReadOnlyCollection<UserId> recipients, int receiptMembers) => outbound switch
    {
        SessionMarked => [],
        MessageHidden hidden => [hidden.UserId],
        PointersMoved moved when IsOwnOnly(moved.Conversation, receiptMembers) =>
            [.. moved.Participants.Select(participant => participant.UserId)],
        MessageRecalled { Conversation.IsBlocked: true } recalled => [recalled.Message.SenderId],
        _ => recipients,
    };
}
