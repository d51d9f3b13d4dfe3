using Parley.Conversations;
using Parley.Dialects.Sockets;
using Parley.Dialects.Web.Wire;
using Parley.Files;
using Parley.Messages;
using Parley.Primitives;
using Parley.SocketIO;

namespace Parley.Dialects.Web;

internal sealed partial class WebEvents
{
    private Task Send(SocketCall call, in RawEvent raw)
    {
        if (SocketCalls.Read(call, raw, WebJson.Default.WebSendBody) is { } body && Draft(call, body) is { } draft)
            return sender.SendAsync(call.Connection, call.Ack, draft);
        call.Connection.Flush();
        return Task.CompletedTask;
    }

    private SocketDraft? Draft(SocketCall call, WebSendBody body)
    {
        if (body.Lacking() is { } field)
            call.Missing(field, body.TempId);
        else if (body.Refuse(out var type) is { } refusal)
            call.Refuse(refusal, body.TempId);
        else if (!body.HasFile)
            return DraftOf(body, type, null);
        else
            return WithFile(call, body, type, body.Mention(urls, type));
        return null;
    }

    private static SocketDraft? WithFile(SocketCall call, WebSendBody body, MessageType type, Outcome<FileMention> file)
    {
        if (file.IsOk)
            return DraftOf(body, type, file.Value);
        call.Refuse(file.Refusal, body.TempId);
        return null;
    }

    private static SocketDraft DraftOf(WebSendBody body, MessageType type, FileMention? file) => new()
    {
        EventName = "message",
        Peer = body.ReceiverId.User,
        Type = type,
        Text = body.Content ?? "",
        File = file,
        TempId = body.TempId,
    };

    private async Task RecallAsync(SocketCall call, WebInbound data)
    {
        if (data.MessageId.IsMissing)
            call.Missing("messageId");
        else if (await history.FindAsync(call.Me, data.MessageId.Message, CancellationToken.None) is var found && !found.IsOk)
            call.Refuse(found.Refusal);
        else if (found.Value.Conversation.Kind != ConversationKind.Direct)
            call.Refuse(ChatError.MessageNotFound); // a room's: this surface shows none
        else
            call.Answer(await history.RecallAsync(call.Me, data.MessageId.Message, CancellationToken.None)); // told to all, this one too
    }
}
