using System.Text.Json;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Im.Wire;
using Parley.Dialects.Json;
using Parley.Limits;
using Parley.Messages;

namespace Parley.Dialects.Im;

/// <summary>What a client's frames do. Each is answered or refused by a frame, but for acknowledgements; nothing a client sends throws.</summary>
internal sealed class ImEvents(
    ImSender drafts, MessageSender sender, MessageHistory history, Receipts receipts, FileUrls urls, RateLimiter limiter, RateLimits limits)
{
    /// <summary>One frame; the next waits for it.</summary>
    public ValueTask HandleAsync(ImConnection connection, ImFrame frame)
    {
        if (frame.Send is not null)
            return SendAsync(connection, frame.Send);
        if (!frame.Ack.IsMissing)
            return AckAsync(connection, frame.Ack);
        if (!frame.Read.IsMissing)
            return ReadAsync(connection, frame.Read);
        if (frame.Ping.ValueKind != JsonValueKind.Undefined)
            connection.Socket.Enqueue(ImFrames.Pong);
        else
            connection.Refuse(EdgeFault.MissingField, "send");
        return ValueTask.CompletedTask;
    }

    private async ValueTask SendAsync(ImConnection connection, ImSendBody sent)
    {
        var drafted = await drafts.DraftAsync(connection.Account, sent, CancellationToken.None);
        if (drafted.Refusal is { } refusal)
            connection.Refuse(refusal, sent.TempId);
        else if (drafted.Draft is not { } draft)
            connection.Refuse(EdgeFault.MissingField, drafted.Missing, sent.TempId);
        else
        {
            var waiting = connection.Socket.SendStartingAsync();
            sender.Send(new ImSend(connection, urls)
            {
                ConversationId = draft.Conversation,
                Sender = connection.Account,
                Body = draft.Body,
                TempId = sent.TempId,
                Policy = draft.Policy,
                Rate = limits.Messages,
                Origin = connection,
            });
            await waiting; // the next frame isn't read before there is room for another
        }
    }

    // A client that acknowledges what it was never sent is not told: it can't have meant anything by it.
    private async ValueTask AckAsync(ImConnection connection, WireId ack)
    {
        var id = ack.Message;
        if (id.IsNone)
            return;
        if (connection.Unacked.Acked(id) is var (conversation, seq))
        {
            receipts.MarkDelivered(connection.Account.Id, connection.Device, conversation, seq);
            return;
        }

        if (limiter.Take(limits.Reads, connection.Account.Id.Value) is not null)
            return; // it comes again at the next connection
        var found = await history.FindAsync(connection.Account, id, CancellationToken.None);
        if (!found.IsOk)
            return;
        var message = found.Value.Message;
        connection.Unacked.Acked(message.ConversationId, message.Seq);
        receipts.MarkDelivered(connection.Account.Id, connection.Device, message.ConversationId, message.Seq);
    }

    private async ValueTask ReadAsync(ImConnection connection, WireId id)
    {
        if (limiter.Take(limits.Reads, connection.Account.Id.Value) is { } tooMany)
        {
            connection.Refuse(tooMany);
            return;
        }

        var read = await history.MarkReadAsync(connection.Account, id.Message, connection.Device, durable: false, CancellationToken.None);
        if (!read.IsOk)
            connection.Refuse(read.Refusal);
    }
}
