using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Dialects.Social.Wire;
using Parley.Messages;

namespace Parley.Dialects.Social.Rest;

/// <summary>Messages as one person sees them over REST: with their senders' names, and whether they were read.</summary>
internal sealed class MessageViews(AccountDirectory accounts, IConversationStore conversations, FileUrls urls)
{
    /// <summary>A page of one conversation.</summary>
    public async Task<MessageDto[]> OfAsync(Account viewer, Conversation conversation, IReadOnlyList<Message> messages, CancellationToken cancel)
    {
        if (messages.Count == 0)
            return [];
        var names = await accounts.FindManyAsync(viewer.TenantId, messages.Select(message => message.SenderId).ToHashSet(), cancel);
        var readSeqs = await ReadSeqsAsync(viewer, conversation, cancel);
        return [.. messages.Select(message => MessageDto.Of(message, conversation, names.GetValueOrDefault(message.SenderId)?.DisplayName, urls) with
        {
            IsRead = readSeqs(message) >= message.Seq,
        })];
    }

    // Direct: how far the receiver has read; group: how far the viewer has.
    private async Task<Func<Message, long>> ReadSeqsAsync(Account viewer, Conversation conversation, CancellationToken cancel)
    {
        var mine = (await conversations.FindParticipantAsync(conversation.Id, viewer.Id, cancel))?.ReadSeq ?? 0;
        if (conversation.Kind != ConversationKind.Direct)
            return _ => mine;
        var peer = conversation.PeerOf(viewer.Id);
        if (!conversation.ShowsPointers(peer, viewer.Id))
            return message => message.SenderId == viewer.Id ? 0 : mine;
        var theirs = (await conversations.FindParticipantAsync(conversation.Id, peer, cancel))?.ReadSeq ?? 0;
        return message => message.SenderId == viewer.Id ? theirs : mine;
    }
}
