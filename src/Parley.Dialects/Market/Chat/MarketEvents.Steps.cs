using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Sockets;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Market.Chat;

internal sealed partial class MarketEvents
{
    private Task Send(SocketCall call, in RawEvent raw)
    {
        if (SocketCalls.Read(call, raw, ChatJson.Default.ChatInbound) is { } data && Draft(call, data) is { } draft)
            return sender.SendAsync(call.Connection, call.Ack, draft);
        call.Connection.Flush();
        return Task.CompletedTask;
    }

    private SocketDraft? Draft(SocketCall call, ChatInbound data)
    {
        if ((data.ConversationId.IsMissing ? "conversationId" : ChatContent.Lacking(data)) is { } field)
            call.Missing(field, data.ClientId);
        else if (data.ConversationId.IsInvalid)
            call.Refuse(new Refusal(ChatError.InvalidField, "conversationId"), data.ClientId);
        else if (data.ConversationId.Conversation.IsNone)
            call.Refuse(ChatError.ConversationNotFound, data.ClientId);
        else if (ChatContent.Read(data, urls) is var content && !content.IsOk)
            call.Refuse(content.Refusal, data.ClientId);
        else
            return DraftOf(data, content.Value);
        return null;
    }

    private SocketDraft DraftOf(ChatInbound data, ChatContent content) => new()
    {
        EventName = "send-message",
        Conversation = data.ConversationId.Conversation,
        Type = content.Body?.Type ?? content.File!.Type!.Value,
        Text = content.Body?.Text ?? "",
        Data = content.Body?.Data,
        File = content.File,
        ReplyTo = data.ReplyToId.IsMissing ? null : data.ReplyToId.Message,
        TempId = data.ClientId,
        MaxTextLength = options.MaxTextLength,
    };

    // Events come whether a conversation is joined or not: joining asks whether one may, so that a client hears at once.
    private async Task JoinAsync(SocketCall call, ChatInbound data)
    {
        if (data.ConversationId.IsMissing)
            call.Missing("conversationId");
        else
            call.Answer(await access.EnterAsync(call.Me, data.ConversationId.Conversation, CancellationToken.None));
    }

    private static Task LeaveAsync(SocketCall call, ChatInbound data)
    {
        call.Ok();
        return Task.CompletedTask;
    }

    private async Task TypeAsync(SocketCall call, ChatInbound data)
    {
        if (data.ConversationId.IsMissing)
            call.Missing("conversationId");
        else if (data.IsTyping is not { } isTyping)
            call.Missing("isTyping");
        else
            call.Answer(await typing.ToConversationAsync(call.Me, data.ConversationId.Conversation, isTyping, call.Connection, CancellationToken.None));
    }

    private async Task ReadAsync(SocketCall call, ChatInbound data)
    {
        var (me, device, id) = (call.Me, call.Connection.Device, data.ConversationId.Conversation);
        if (data.ConversationId.IsMissing)
            call.Missing("conversationId");
        else if (data.MessageId.IsMissing)
            call.Answer(await history.MarkAllReadAsync(me, id, device, durable: false, CancellationToken.None));
        else
            call.Answer(await history.MarkReadAsync(me, id, [data.MessageId.Message], device, durable: false, CancellationToken.None));
    }

    private async Task SyncAsync(SocketCall call, ChatInbound data)
    {
        var synced = await syncing.ReadAsync(call.Me, data, CancellationToken.None);
        if (synced.IsOk)
            call.Ack.Enqueue(new Envelope<ChatSynced>(synced.Value), ChatJson.Wire.EnvelopeChatSynced);
        else
            call.Refuse(synced.Refusal);
    }
}
