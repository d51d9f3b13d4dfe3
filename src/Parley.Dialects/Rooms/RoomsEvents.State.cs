using Parley.Conversations;
using Parley.Dialects.Json;
using Parley.Dialects.Rooms.Wire;
using Parley.Dialects.Sockets;
using Parley.Primitives;

namespace Parley.Dialects.Rooms;

internal sealed partial class RoomsEvents
{
    // Events come whether a room is joined or not: joining asks whether one may, so that a client hears at once.
    private async Task JoinAsync(SocketCall call, RoomsInbound data)
    {
        if (data.ChatId.IsMissing)
            call.Missing("chat_id");
        else
            call.Answer(await access.EnterAsync(call.Me, data.ChatId.Conversation, CancellationToken.None));
    }

    private static Task LeaveAsync(SocketCall call, RoomsInbound data)
    {
        call.Ok();
        return Task.CompletedTask;
    }

    private async Task TypeAsync(SocketCall call, RoomsInbound data)
    {
        var (me, connection) = (call.Me, call.Connection);
        if (data.IsTyping is not { } isTyping)
            call.Missing("is_typing");
        else if (!data.ChatId.IsMissing)
            call.Answer(await typing.ToConversationAsync(me, data.ChatId.Conversation, isTyping, connection, CancellationToken.None));
        else if (data.ReceiverId.IsMissing)
            call.Missing("chat_id");
        else if (data.ReceiverId.User.IsNone)
            call.Refuse(ChatError.UserNotFound);
        else
            call.Answer(await typing.ToPeerAsync(me, data.ReceiverId.User, isTyping, connection, CancellationToken.None));
    }

    private async Task ReadAsync(SocketCall call, RoomsInbound data)
    {
        var (me, device) = (call.Me, call.Connection.Device);
        if (data.ChatId.IsMissing)
            call.Missing("chat_id");
        else if (data.MessageIds is { Length: > 0 } ids)
            call.Answer(await history.MarkReadAsync(
                me, data.ChatId.Conversation, [.. ids.Select(id => id.Message)], device, durable: false, CancellationToken.None));
        else
            call.Answer(await history.MarkAllReadAsync(me, data.ChatId.Conversation, device, durable: false, CancellationToken.None));
    }

    private async Task SyncAsync(SocketCall call, RoomsInbound data)
    {
        if (data.By is not (null or "rev" or "seq"))
        {
            call.Refuse(new Refusal(ChatError.InvalidField, "by"));
            return;
        }

        var answer = await sync.ReadAsync(call.Me, SyncedNumbers.Read(data.Conversations), data.By == "seq", CancellationToken.None);
        if (!answer.IsOk)
            call.Refuse(answer.Refusal);
        else
            call.Ack.Enqueue(Of(answer.Value), RoomsJson.Wire.RoomsSynced);
    }

    private RoomsSynced Of(SyncAnswer answer) => new(
        answer.Generation,
        [.. answer.Conversations.Select(Of)],
        [.. answer.Gone.Select(id => RoomsMessage.IdOf(id.Value))]);

    private RoomsSyncedChat Of(SyncedConversation synced) => new(
        RoomsMessage.IdOf(synced.Conversation.Id.Value),
        synced.Conversation.LastSeq,
        synced.Conversation.Rev,
        [
            .. synced.Participants.Select(one => new RoomsPointer(RoomsMessage.IdOf(one.UserId.Value), one.ReadSeq, one.DeliveredSeq, !one.IsMember)),
        ],
        [
            .. synced.Messages.Select(message =>
            {
                var isRead = synced.Participants.Any(one => one.UserId != message.SenderId && one.ReadSeq >= message.Seq);
                var record = RoomsMessage.Of(message, synced.Conversation, isRead, urls);
                return synced.Hidden.Contains(message.Id) ? record with { Content = "", FileUrl = null, IsDeleted = true } : record;
            }),
        ],
        synced.HasMore);
}
