using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Dialects.Social.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Social.Frames;

/// <summary><c>chat/sync</c>.</summary>
internal static class SyncFrames
{
    /// <param name="names">The senders that are known.</param>
    public static byte[] Of(SyncAnswer answer, UserId viewer, IReadOnlyDictionary<UserId, Account> names, FileUrls urls)
    {
        var data = new SyncDto(
            answer.Generation,
            [.. answer.Conversations.Select(synced => Of(synced, viewer, names, urls))],
            [.. answer.Gone.Select(id => id.Uuid())]);
        return Envelope.Of("chat", "sync", data, SocialJson.Default.SyncDto);
    }

    private static SyncedDto Of(SyncedConversation synced, UserId viewer, IReadOnlyDictionary<UserId, Account> names, FileUrls urls)
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
                var name = names.GetValueOrDefault(message.SenderId)?.DisplayName;
                return synced.Hidden.Contains(message.Id)
                    ? MessageDto.OfDeleted(message, conversation, name)
                    : MessageDto.Of(message, conversation, name, urls);
            })],
            synced.HasMore);
    }
}
