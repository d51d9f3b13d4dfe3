using Parley.Dialects.Json;
using Parley.Dialects.Social.Frames;
using Parley.Dialects.Social.Wire;
using Parley.Messages;
using Parley.Primitives;

namespace Parley.Dialects.Social;

internal sealed partial class SocialEvents
{
    private ValueTask SendAsync(SocialConnection connection, InboundData data)
    {
        if (Check(connection, data) is not { } type)
            return ValueTask.CompletedTask;
        return FileMentions.IsNamed(data.FileId, data.FileUrl)
            ? AttachAndSendAsync(connection, data, data.MessageType is null ? null : type)
            : SendAsync(connection, data, new MessageBody(type, data.Content!));
    }

    private async ValueTask AttachAndSendAsync(SocialConnection connection, InboundData data, MessageType? type)
    {
        var mention = FileMentions.Read(urls, data.FileId, data.FileUrl, type, data.Content, data.FileName, data.Duration);
        var body = mention.IsOk ? await attachments.AttachAsync(connection.Account, mention.Value, CancellationToken.None) : mention.Refusal;
        if (body.IsOk)
            await SendAsync(connection, data, body.Value);
        else
            connection.Refuse(body.Refusal, data.TempId);
    }

    private ValueTask SendAsync(SocialConnection connection, InboundData data, MessageBody body)
    {
        if (!data.GroupId.IsMissing)
            return SendToAsync(connection, data, body, data.GroupId.Conversation);
        var peer = data.ReceiverId.User;
        if (peer.IsNone)
            return RefuseAsync(connection, ChatError.UserNotFound, data);
        if (peer == connection.Account.Id)
            return RefuseAsync(connection, ChatError.SelfTarget, data);
        return directs.TryGet(connection.Account, peer, out var known)
            ? SendToAsync(connection, data, body, known)
            : OpenAndSendAsync(connection, data, body, peer);
    }

    private async ValueTask OpenAndSendAsync(SocialConnection connection, InboundData data, MessageBody body, UserId peer)
    {
        var opened = await opening.OpenAsync(connection.Account, peer, connection.Policy, CancellationToken.None);
        if (opened.IsOk)
            await SendToAsync(connection, data, body, opened.Value);
        else if (opened.Refusal.Error == ChatError.NotFriends)
        {
            await connection.Socket.SendStartingAsync();
            sender.Refuse(SendOf(connection, data, body, default), opened.Refusal);
        }
        else
            connection.Refuse(opened.Refusal, data.TempId);
    }

    private ValueTask SendToAsync(SocialConnection connection, InboundData data, MessageBody body, ConversationId conversation)
    {
        if (conversation.IsNone)
            return RefuseAsync(connection, ChatError.ConversationNotFound, data);
        var waiting = connection.Socket.SendStartingAsync();
        sender.Send(SendOf(connection, data, body, conversation));
        return waiting; // the next frame isn't read before one of them is answered
    }

    private SocialSend SendOf(SocialConnection connection, InboundData data, MessageBody body, ConversationId conversation) => new(connection)
    {
        ConversationId = conversation,
        Sender = connection.Account,
        Body = body,
        ReplyTo = data.ReplyTo.IsMissing ? null : data.ReplyTo.Message,
        TempId = data.TempId,
        Policy = connection.Policy,
        Rate = limits.SocialMessages,
        Origin = connection,
    };

    // Refuses a frame that can't be sent whatever the store says; else its message type.
    private static MessageType? Check(SocialConnection connection, InboundData data)
    {
        if (data.GroupId.IsMissing && data.ReceiverId.IsMissing)
            connection.Refuse(FrameFault.MissingField, "receiver_id", data.TempId);
        else if (data.GroupId.IsInvalid || data.ReceiverId.IsInvalid)
            connection.Refuse(new Refusal(ChatError.InvalidField, data.GroupId.IsInvalid ? "groupId" : "receiverId"), data.TempId);
        else if (data.Content is null && !FileMentions.IsNamed(data.FileId, data.FileUrl))
            connection.Refuse(FrameFault.MissingField, "content", data.TempId);
        else if (!WireWords.TryParse(data.MessageType, out MessageType type))
            connection.Refuse(new Refusal(ChatError.InvalidField, "messageType"), data.TempId);
        else if (!data.ReplyTo.IsMissing && data.ReplyTo.Message.IsNone)
            connection.Refuse(ChatError.MessageNotFound, data.TempId);
        else
            return type;
        return null;
    }

    private async Task ReadAsync(SocialConnection connection, InboundData data)
    {
        var (me, device) = (connection.Account, connection.Device);
        if (!data.MessageId.IsMissing)
            Answer(connection, await history.MarkReadAsync(me, data.MessageId.Message, device, durable: false, CancellationToken.None));
        else if (!data.GroupId.IsMissing)
            Answer(connection, await history.MarkAllReadAsync(me, data.GroupId.Conversation, device, durable: false, CancellationToken.None));
        else if (data.PeerId.IsMissing)
            connection.Refuse(FrameFault.MissingField, "message_id");
        else if (data.PeerId.User == me.Id)
            connection.Refuse(ChatError.SelfTarget);
        else if (data.PeerId.User.IsNone || await directs.FindAsync(me, data.PeerId.User, CancellationToken.None) is not { } direct)
            connection.Refuse(ChatError.UserNotFound);
        else
            Answer(connection, await history.MarkAllReadAsync(me, direct.Id, device, durable: false, CancellationToken.None));
    }

    private async Task DeliveredAsync(SocialConnection connection, InboundData data)
    {
        if (data.MessageId.IsMissing)
            connection.Refuse(FrameFault.MissingField, "message_id");
        else
            Answer(connection, await history.MarkDeliveredAsync(connection.Account, data.MessageId.Message, connection.Device, CancellationToken.None));
    }

    private async Task RecallAsync(SocialConnection connection, InboundData data)
    {
        if (data.MessageId.IsMissing)
        {
            connection.Refuse(FrameFault.MissingField, "message_id");
            return;
        }

        var recalled = await history.RecallAsync(connection.Account, data.MessageId.Message, CancellationToken.None);
        if (!recalled.IsOk)
            connection.Refuse(recalled.Refusal);
        else if (!recalled.Value.IsChanged)
            connection.Enqueue(MessageFrames.Recall(recalled.Value.Conversation, recalled.Value.Message)); // else all are told, this one too
    }

    private async Task SyncAsync(SocialConnection connection, InboundData data)
    {
        if (data.By is not (null or "rev" or "seq"))
        {
            connection.Refuse(new Refusal(ChatError.InvalidField, "by"));
            return;
        }

        var known = new Dictionary<ConversationId, long>();
        foreach (var (text, number) in data.Conversations ?? [])
        {
            if (WireId.Parse(text).Conversation is { IsNone: false } id)
                known[id] = number;
        }

        var answer = await sync.ReadAsync(connection.Account, known, data.By == "seq", CancellationToken.None);
        if (!answer.IsOk)
        {
            connection.Refuse(answer.Refusal);
            return;
        }

        var senders = answer.Value.Conversations.SelectMany(synced => synced.Messages).Select(message => message.SenderId).ToHashSet();
        var names = await accounts.FindManyAsync(connection.Account.TenantId, senders, CancellationToken.None);
        connection.Enqueue(SyncFrames.Of(answer.Value, connection.Account.Id, names, urls));
    }

    private static ValueTask RefuseAsync(SocialConnection connection, ChatError error, InboundData data)
    {
        connection.Refuse(error, data.TempId);
        return ValueTask.CompletedTask;
    }
}
