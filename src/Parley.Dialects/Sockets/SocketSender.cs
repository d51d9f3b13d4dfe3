using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Files;
using Parley.Limits;
using Parley.Messages;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Sockets;

/// <summary>The way of a message from a client's event to the writer: its turn, its conversation, its file. The same for every surface.</summary>
internal sealed class SocketSender(
    MessageSender sender, DirectConversations directs, DirectOpening opening, Attachments attachments, RateLimits limits)
{
    /// <summary>Sends; the answer comes by the acknowledgement. Ends when the message is on its way.</summary>
    public Task SendAsync(SocketConnection connection, Ack ack, SocketDraft draft)
    {
        var turn = connection.Lane.EnterAsync();
        if (!turn.IsCompletedSuccessfully || draft.File is not null || Find(connection, draft) is not { IsNone: false } known)
            return SendAsync(connection, ack, draft, turn);
        try
        {
            Queue(connection, ack, draft, known, new MessageBody(draft.Type, draft.Text, Data: draft.Data));
        }
        finally
        {
            connection.Lane.Leave();
            connection.Flush(); // what was refused at once is answered already
        }

        return Task.CompletedTask;
    }

    private async Task SendAsync(SocketConnection connection, Ack ack, SocketDraft draft, ValueTask turn)
    {
        await turn;
        try
        {
            // What is wrong with it by itself first, so that it opens no conversation.
            var body = draft.File is { } file
                ? await attachments.AttachAsync(connection.Account, file, CancellationToken.None)
                : new MessageBody(draft.Type, draft.Text, Data: draft.Data);
            if (!body.IsOk)
                Refuse(connection, ack, draft, body.Refusal);
            else if (MessageText.Refuse(body.Value, draft.MaxTextLength) is { } bad)
                Refuse(connection, ack, draft, bad);
            else
                await SendAsync(connection, ack, draft, body.Value);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException) // an edge: told in the surface's words, and logged by whoever waits
        {
            connection.Surface.Refuse(connection, ack, draft.EventName, SocketFault.Internal(connection.Language), draft.TempId);
            throw;
        }
        finally
        {
            connection.Lane.Leave();
            connection.Flush();
        }
    }

    private async ValueTask SendAsync(SocketConnection connection, Ack ack, SocketDraft draft, MessageBody body)
    {
        if (Find(connection, draft) is { IsNone: false } known)
        {
            Queue(connection, ack, draft, known, body);
            return;
        }

        var opened = await opening.OpenAsync(connection.Account, draft.Peer, connection.Policy, CancellationToken.None);
        if (opened.IsOk)
            Queue(connection, ack, draft, opened.Value, body);
        else if (opened.Refusal.Error == ChatError.NotFriends)
            sender.Refuse(SendOf(connection, ack, draft, default, body), opened.Refusal); // whatever else is wrong with it is told first
        else
            Refuse(connection, ack, draft, opened.Refusal);
    }

    private ConversationId Find(SocketConnection connection, SocketDraft draft) =>
        !draft.Conversation.IsNone ? draft.Conversation
        : directs.TryGet(connection.Account, draft.Peer, out var known) ? known
        : default;

    private void Queue(SocketConnection connection, Ack ack, SocketDraft draft, ConversationId conversation, MessageBody body)
    {
        var send = SendOf(connection, ack, draft, conversation, body);
        try
        {
            sender.Send(send);
        }
        catch
        {
            connection.Lane.Settled(); // it never will be by itself
            throw;
        }
    }

    private SocketSend SendOf(SocketConnection connection, Ack ack, SocketDraft draft, ConversationId conversation, MessageBody body)
    {
        connection.Lane.Started();
        return new SocketSend(connection, ack, draft.EventName)
        {
            ConversationId = conversation,
            Sender = connection.Account,
            Body = body,
            ReplyTo = draft.ReplyTo,
            TempId = draft.TempId,
            Policy = connection.Policy,
            MaxTextLength = draft.MaxTextLength,
            Rate = limits.Messages,
            Origin = connection,
        };
    }

    private static void Refuse(SocketConnection connection, Ack ack, SocketDraft draft, Refusal refusal) =>
        connection.Surface.Refuse(connection, ack, draft.EventName, WireError.Of(refusal, 0, connection.Language), draft.TempId);
}
