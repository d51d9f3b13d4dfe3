using Parley.Accounts;
using Parley.Conversations;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Storage.Messages;

internal sealed partial class AppendBatch
{
    private void Decide(PendingSend send, long nowMs)
    {
        var conversation = Rows.Conversations.GetValueOrDefault(send.ConversationId.Value);
        if (conversation is not null && Rows.Stored.TryGetValue(send.Id.Value, out var stored))
        {
            // A commit whose answer was lost. Its event bears the rev that it took then.
            send.Store(stored, conversation.Row with { LastSeq = stored.Seq, Rev = stored.Rev, LastMessageAt = stored.CreatedAt }, isRepeat: false);
            return;
        }

        var key = new SendKey(send.ConversationId.Value, send.Sender.Id.Value, send.TempId ?? "");
        if (send.TempId is not null && conversation is not null && Rows.Keys.TryGetValue(key, out var first))
        {
            if (first.Fingerprint.AsSpan().SequenceEqual(send.Fingerprint))
                send.Store(first.Message, conversation.Row, isRepeat: true);
            else
                send.Refuse(ChatError.IdempotencyConflict);
            return;
        }

        var sender = Participant(send.ConversationId, send.Sender.Id);
        if (Refusal(send, conversation?.Row, sender?.Row, nowMs) is { } refusal)
        {
            send.Refuse(refusal);
            return;
        }

        var message = Append(send, conversation!, sender!, nowMs);
        if (send.TempId is not null)
            Rows.Keys.Add(key, new KeyedMessage(send.Fingerprint, message));
    }

    private Refusal? Refusal(PendingSend send, Conversation? conversation, Participant? sender, long nowMs)
    {
        var peer = send.Policy == ContactPolicy.FirstContact && conversation is { Kind: ConversationKind.Direct }
            ? Participant(send.ConversationId, conversation.PeerOf(send.Sender.Id))?.Row
            : null;
        Account? now = Rows.Accounts.TryGetValue(send.Sender.Id.Value, out var state) ? state.Of(send.Sender) : null;
        if (AppendRules.Judge(send, conversation, sender, peer, now, nowMs, Rows.BlockedRooms.Contains(send.ConversationId.Value)) is { } refusal)
            return refusal;
        if (send.ReplyTo is { } target && Rows.ReplyTargets.GetValueOrDefault(target.Value) != send.ConversationId.Value)
            return (Refusal)ChatError.MessageNotFound;
        return CountUnanswered(send, conversation!, peer, nowMs); // last: what is refused for another reason does not count
    }

    private Message Append(PendingSend send, Tracked<Conversation> conversation, Tracked<Participant> sender, long nowMs)
    {
        var before = conversation.Row;
        var after = before with
        {
            LastSeq = before.LastSeq + 1,
            Rev = before.Rev + 1,
            LastMessageAt = Math.Max(nowMs, before.LastMessageAt + 1),
            Relation = before.Kind == ConversationKind.Direct ? AppendRules.RelationAfter(before, send.Sender.Id) : before.Relation,
        };
        var message = new Message
        {
            Id = send.Id,
            ConversationId = send.ConversationId,
            Seq = after.LastSeq,
            Rev = after.Rev,
            SenderId = send.Sender.Id,
            Body = send.Body,
            ReplyTo = send.ReplyTo,
            CreatedAt = after.LastMessageAt,
        };
        Change(conversation, after);
        Change(sender, sender.Row with { OwnSent = sender.Row.OwnSent + 1 });
        send.Store(message, after, isRepeat: false);
        Inserts.Add(send);
        return message;
    }
}
