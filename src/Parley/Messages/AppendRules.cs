using Parley.Accounts;
using Parley.Conversations;
using Parley.Primitives;

namespace Parley.Messages;

/// <summary>
/// Whether a send may be stored, decided by the writer under the conversation's lock on rows read there: rights at the moment of
/// writing. Pure; the same for every database. A repeat is recognised before these rules are asked.
/// </summary>
public static class AppendRules
{
    /// <summary>Why this send is refused, or null.</summary>
    /// <param name="send">The send.</param>
    /// <param name="conversation">Its conversation as locked, with the batch's earlier messages counted; null when there is none.</param>
    /// <param name="sender">The sender in it; null when it never was.</param>
    /// <param name="peer">Direct: the other one.</param>
    /// <param name="senderNow">The sender's account as it is now.</param>
    /// <param name="nowMs">Unix ms.</param>
    /// <param name="isBlocked">Room of two: whether a block stands between them.</param>
    public static Refusal? Judge(
        PendingSend send, Conversation? conversation, Participant? sender, Participant? peer, Account? senderNow, long nowMs, bool isBlocked = false)
    {
        if (send.RefusedUnlessRepeat is { } found)
            return found;
        if (conversation is null || conversation.TenantId != send.Sender.TenantId || conversation.DissolvedAt is not null)
            return (Refusal)ChatError.ConversationNotFound;
        if (sender is not { IsMember: true })
            return (Refusal)ChatError.NotParticipant;
        if (send.IsServerMade)
            return null;
        if (senderNow is null)
            return (Refusal)ChatError.Unauthenticated;
        if (senderNow.RefusalAt(nowMs) is { } refusal)
            return refusal;
        if (isBlocked && IsRoomOfTwo(conversation))
            return (Refusal)ChatError.Blocked;
        return conversation.Kind == ConversationKind.Direct ? JudgeContact(send.Policy, conversation, sender, peer) : null;
    }

    /// <summary>Whether a block between its two closes it as it closes their direct conversation; in a room of more it changes nothing.</summary>
    public static bool IsRoomOfTwo(Conversation conversation) => conversation is { Kind: ConversationKind.Room, MemberCount: 2 };

    /// <summary>What the pair's relation becomes by an accepted message of <paramref name="sender"/>.</summary>
    public static PairRelation RelationAfter(Conversation direct, UserId sender) =>
        (direct.Relation & PairRelation.Friends) != 0 ? direct.Relation : direct.Relation | direct.OpenedBit(sender);

    /// <summary>
    /// Whether the send goes to somebody who has not answered yet, so that <see cref="UnansweredLimit"/> counts it: where first contact is the
    /// policy, and the two are no friends.
    /// </summary>
    /// <param name="peer">The other one, with the batch's earlier messages counted.</param>
    public static bool IsUnanswered(PendingSend send, Conversation conversation, Participant? peer) =>
        send.Policy == ContactPolicy.FirstContact &&
        conversation.Kind == ConversationKind.Direct &&
        (conversation.Relation & PairRelation.Friends) == 0 &&
        peer is not { OwnSent: > 0 };

    private static Refusal? JudgeContact(ContactPolicy policy, Conversation direct, Participant sender, Participant? peer)
    {
        if (direct.IsBlocked)
            return (Refusal)ChatError.Blocked;
        if ((direct.Relation & PairRelation.Friends) != 0)
            return null;

        var peerOpened = (direct.Relation & direct.OpenedBit(direct.PeerOf(sender.UserId))) != 0;
        return policy switch
        {
            ContactPolicy.Open => null,
            ContactPolicy.Friends => peerOpened ? null : ChatError.NotFriends,
            ContactPolicy.FirstContact => peer is { OwnSent: > 0 } || sender.OwnSent == 0 ? null : ChatError.FirstContactLimit,
            _ => throw new InvalidOperationException($"Unknown contact policy {policy}."),
        };
    }
}
