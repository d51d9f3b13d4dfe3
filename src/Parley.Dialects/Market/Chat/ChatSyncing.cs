using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Files;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat;

/// <summary>What a client has missed, over REST and over the socket alike.</summary>
internal sealed class ChatSyncing(ConversationSync sync, AccountDirectory accounts, FileUrls urls)
{
    /// <summary>Reads it.</summary>
    /// <returns>The answer; <see cref="ChatError.InvalidField"/> naming <c>by</c> or <c>conversations</c>.</returns>
    public async Task<Outcome<ChatSynced>> ReadAsync(Account me, ChatInbound data, CancellationToken cancel)
    {
        if (data.By is not (null or "rev" or "seq"))
            return FieldRules.Invalid("by");
        var answer = await sync.ReadAsync(me, SyncedNumbers.Read(data.Conversations), data.By == "seq", cancel);
        if (!answer.IsOk)
            return answer.Refusal;
        var senders = answer.Value.Conversations.SelectMany(one => one.Messages).Select(message => message.SenderId).Where(id => !id.IsNone).Distinct();
        var people = await accounts.FindManyAsync(me.TenantId, [.. senders], cancel);
        return new ChatSynced(
            answer.Value.Generation, [.. answer.Value.Conversations.Select(one => Of(one, people))], [.. answer.Value.Gone.Select(ChatWords.Id)]);
    }

    private SyncedChat Of(SyncedConversation synced, IReadOnlyDictionary<UserId, Account> people) => new(
        ChatWords.Id(synced.Conversation.Id),
        synced.Conversation.LastSeq,
        synced.Conversation.Rev,
        [.. synced.Participants.Select(one => new ChatPointer(ChatWords.Id(one.UserId), one.ReadSeq, one.DeliveredSeq, !one.IsMember))],
        [
            .. synced.Messages.Where(message => !synced.Hidden.Contains(message.Id)).Select(message => MessageView.Of(
                message,
                synced.Conversation,
                people.GetValueOrDefault(message.SenderId),
                synced.Participants.Any(one => one.UserId != message.SenderId && one.ReadSeq >= message.Seq),
                urls)),
        ],
        [.. synced.Hidden.Select(ChatWords.Id)],
        synced.HasMore);
}
