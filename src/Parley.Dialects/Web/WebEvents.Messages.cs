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
    private Task Send(WebCall call, in RawEvent raw)
    {
        if (Read(call, raw) is not { } data)
            return Task.CompletedTask;
        if (Draft(call, data) is { } draft)
            return sender.SendAsync(call.Connection, call.Ack, draft);
        call.Connection.Flush();
        return Task.CompletedTask;
    }

    // Refuses what can't be sent whatever the store says.
    private SocketDraft? Draft(WebCall call, WebInbound data)
    {
        var hasFile = !string.IsNullOrEmpty(data.FileUrl);
        if (data.ReceiverId.IsMissing)
            call.Missing("receiverId", data.TempId);
        else if (data.ReceiverId.IsInvalid)
            call.Refuse(new Refusal(ChatError.InvalidField, "receiverId"), data.TempId);
        else if (data.ReceiverId.User.IsNone)
            call.Refuse(ChatError.UserNotFound, data.TempId);
        else if (data.ReceiverId.User == call.Me.Id)
            call.Refuse(ChatError.SelfTarget, data.TempId);
        else if (data.Content is null && !hasFile)
            call.Missing("content", data.TempId);
        else if (!WebWords.TryParse(data.MessageType, out var type))
            call.Refuse(new Refusal(ChatError.InvalidField, "messageType"), data.TempId);
        else if (type is MessageType.Image or MessageType.File or MessageType.Voice && !hasFile)
            call.Missing("fileUrl", data.TempId);
        else if (hasFile && !urls.TryRead(data.FileUrl!, out _))
            call.Refuse(ChatError.FileNotFound, data.TempId); // one elsewhere is none of ours: this surface shows its own files only
        else
            return DraftOf(data, type, hasFile);
        return null;
    }

    private SocketDraft DraftOf(WebInbound data, MessageType type, bool hasFile) => new()
    {
        EventName = "message",
        Peer = data.ReceiverId.User,
        Type = type,
        Text = data.Content ?? "",
        File = hasFile ? Mention(data, data.MessageType is null ? null : type) : null,
        TempId = data.TempId,
    };

    private FileMention Mention(WebInbound data, MessageType? type)
    {
        _ = urls.TryRead(data.FileUrl!, out var file);
        return new FileMention { Id = file, Type = type, Text = data.Content ?? "", Name = data.FileName };
    }

    private async Task RecallAsync(WebCall call, WebInbound data)
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
