using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Social.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Social.Frames;

/// <summary><c>chat/sync</c>.</summary>
internal static class SyncFrames
{
    /// <param name="names">The senders that are known.</param>
    public static byte[] Of(SyncAnswer answer, UserId viewer, IReadOnlyDictionary<UserId, Account> names)
    {
        var data = new SyncDto(
            answer.Generation,
            [.. answer.Conversations.Select(synced => Of(synced, viewer, names))],
            [.. answer.Gone.Select(id => id.Uuid())]);
        return Envelope.Of("chat", "sync", data, SocialJson.Default.SyncDto);
    }

    private static SyncedDto Of(SyncedConversation synced, UserId viewer, IReadOnlyDictionary<UserId, Account> names)
    {
        var conversation = synced.Conversation;
        var isDirect = conversation.Kind == ConversationKind.Direct;
        return new SyncedDto(
            conversation.Id.Uuid(),
            isDirect ? conversation.PeerOf(viewer).Uuid() : null,
            isDirect ? null : conversation.Id.Uuid(),
            conversation.LastSeq,
            conversation.Rev,
            [.. synced.Participants.Select(participant => PointerDto.Of(participant, conversation.Kind))],
            [.. synced.Messages.Select(message =>
            {
                var dto = MessageDto.Of(message, conversation, names.GetValueOrDefault(message.SenderId)?.DisplayName);
                return synced.Hidden.Contains(message.Id) ? dto with { Content = "", IsDeleted = true } : dto;
            })],
            synced.HasMore);
    }
}
